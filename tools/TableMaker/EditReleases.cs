namespace Quarterhour.TableMaker;

/// <summary>A release of an edit table; the table's rows name it by <see cref="Key"/>.</summary>
sealed record EditRelease(string Table, string Name, string Setting, Quarter Quarter, string File)
{
    public string Key => $"{Setting}-{Day.Text(Quarter.Days.From)}";
}

/// <summary>edit-releases.csv: which releases of the pair, unit-limit and add-on tables are here, and which days they answer for.</summary>
static class EditReleases
{
    /// <summary>The pair tables that list every pair, also those no longer in force.</summary>
    public static readonly EditRelease[] CompletePairs =
    [
        new("pairs", "NCCI practitioner 2024 Q3 (v30.2)", "office", new(2024, 'C'), "ncci/ptp_practitioner_2024-07-01.csv.gz"),
        new("pairs", "NCCI hospital 2024 Q3 (v30.2)", "hospital", new(2024, 'C'), "ncci/ptp_outpatient_hospital_2024-07-01.csv.gz"),
    ];

    /// <summary>Only pairs in force, only column 1 in the 97xxx block, only therapy codes in column 2.</summary>
    public static readonly EditRelease ActivePairs =
        new("pairs", "NCCI hospital 2026 Q4 (v32.3)", "hospital", new(2026, 'D'), "ncci/ptp_outpatient_hospital_v32.3_2026-10-01_therapy_active.csv");

    public static readonly EditRelease[] UnitLimits =
    [
        new("unit-limits", "MUE practitioner 2026 Q2", "office", new(2026, 'B'), "ncci/MCR_MUE_PractitionerServices_Eff_04-01-2026.csv"),
        new("unit-limits", "MUE hospital 2024 Q3", "hospital", new(2024, 'C'), "ncci/mue_outpatient_hospital_2024.csv"),
        new("unit-limits", "MUE hospital 2026 Q4", "hospital", new(2026, 'D'), "ncci/mue_outpatient_hospital_2026-10-01_therapy.csv"),
    ];

    /// <summary>One table for both settings.</summary>
    public static readonly EditRelease AddOns = new("add-ons", "Add-on codes 2026 Q2", "office", new(2026, 'B'), "ncci/aoc_v2026q2_mcr.csv.gz");

    public static MadeTable Make()
    {
        var table = new MadeTable("edit-releases.csv").Heading("table,name,setting,from,to,file");
        foreach (var release in (EditRelease[])[.. CompletePairs, ActivePairs, .. UnitLimits, AddOns])
            table.Add(release.Table, release.Name, release.Setting, Day.Text(release.Quarter.Days.From), Day.Text(release.Quarter.Days.To), release.File);
        return table;
    }
}
