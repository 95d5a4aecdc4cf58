namespace Quarterhour.Reference.Import;

/// <summary>Where a fee schedule file with headings has its fields: CMS's own headings, merged, and the names that copies gave them.</summary>
sealed class FeeScheduleColumns
{
    readonly int code, component, status, work, practice, practiceMark, facilityPractice, facilityMark, malpractice, total, facilityTotal, components, global, multiple, factor, capPractice, capFacility, capMalpractice;

    public FeeScheduleColumns(Columns columns)
    {
        (code, component) = (columns.Any("HCPCS"), columns.Any("MOD"));
        (status, work, malpractice) = (columns.Any("STATUS CODE", "status"), columns.Any("WORK RVU", "work"), columns.Any("MP RVU", "mp"));
        (practice, practiceMark, total) = (columns.Any("NON-FAC PE RVU", "nf_pe"), columns.Any("NON-FAC NA INDICATOR", "non_fac_indicator", "nf_na"), columns.Any("NON-FACILITY TOTAL", "nf_total"));
        (facilityPractice, facilityMark, facilityTotal) = (columns.Any("FACILITY PE RVU", "fac_pe"), columns.Any("FACILITY NA INDICATOR", "facility_indicator", "fac_na"), columns.Any("FACILITY TOTAL", "fac_total"));
        (components, global, multiple, factor) = (columns.Any("PCTC IND", "pctc"), columns.Any("GLOB DAYS", "glob"), columns.Any("MULT PROC"), columns.Any("CONV FACTOR", "cf"));
        capPractice = columns.Any("NON-FACILITY PE USED FOR OPPS PAYMENT AMOUNT");
        capFacility = columns.Any("FACILITY PE USED FOR OPPS PAYMENT AMOUNT");
        capMalpractice = columns.Any("MP USED FOR OPPS PAYMENT AMOUNT");
    }

    /// <summary>True for a fee schedule, whatever else it lacks.</summary>
    public bool AreOfFeeSchedule => code >= 0 && component >= 0 && work >= 0 && (practice >= 0 || facilityPractice >= 0);

    /// <summary>The first heading without which no amount can be reckoned and that is not there.</summary>
    public string? Missing => status < 0 ? "STATUS CODE" : practice < 0 ? "NON-FAC PE RVU" : facilityPractice < 0 ? "FACILITY PE RVU" : malpractice < 0 ? "MP RVU" : multiple < 0 ? "MULT PROC" : factor < 0 ? "CONV FACTOR" : null;

    public FeeFields Fields(TableRows row) => new()
    {
        Code = row[code], Component = row[component], Status = row[status], Work = row[work], PracticeExpense = row[practice], RareOutsideFacility = row[practiceMark],
        FacilityPracticeExpense = row[facilityPractice], RareInFacility = row[facilityMark], Malpractice = row[malpractice], Total = row[total], FacilityTotal = row[facilityTotal],
        Components = row[components], GlobalDays = row[global], MultipleProcedure = row[multiple], Factor = row[factor],
        CapPracticeExpense = row[capPractice], CapFacilityPracticeExpense = row[capFacility], CapMalpractice = row[capMalpractice],
    };

    /// <summary>The fields of CMS's text: positions of the record layout in the archive (RVU25D), the last of which it does not print.</summary>
    public static FeeFields Fixed(ReadOnlySpan<byte> line) => new()
    {
        Code = FixedLine.Field(line, 1, 5), Component = FixedLine.Field(line, 6, 7), Status = FixedLine.Field(line, 58, 58), Work = FixedLine.Field(line, 60, 65),
        PracticeExpense = FixedLine.Field(line, 67, 72), RareOutsideFacility = FixedLine.Field(line, 73, 74), FacilityPracticeExpense = FixedLine.Field(line, 76, 81),
        RareInFacility = FixedLine.Field(line, 82, 83), Malpractice = FixedLine.Field(line, 85, 89), Total = FixedLine.Field(line, 91, 96), FacilityTotal = FixedLine.Field(line, 97, 102),
        Components = FixedLine.Field(line, 103, 103), GlobalDays = FixedLine.Field(line, 104, 106), MultipleProcedure = FixedLine.Field(line, 116, 116), Factor = FixedLine.Field(line, 133, 140),
        CapPracticeExpense = FixedLine.Field(line, 152, 157), CapFacilityPracticeExpense = FixedLine.Field(line, 159, 164), CapMalpractice = FixedLine.Field(line, 166, 171),
    };
}
