namespace Quarterhour.Reference;

/// <summary>The pages on which the agencies publish the tables, by the names that the pages have; addresses change more often than names.</summary>
public static class AgencyPages
{
    static readonly (string Table, string Page)[] Pages =
    [
        ("fee-schedule", "cms.gov: PFS Relative Value Files"),
        ("localities", "cms.gov: PFS Relative Value Files (GPCI)"),
        ("locality-counties", "cms.gov: PFS Relative Value Files (locality to county)"),
        ("zip", "cms.gov: Fee Schedules - General Information (Zip Code to Carrier Locality File)"),
        ("pairs", "cms.gov: Medicare NCCI Procedure to Procedure (PTP) Edits"),
        ("unit-limits", "cms.gov: Medicare NCCI Medically Unlikely Edits (MUEs)"),
        ("add-ons", "cms.gov: Medicare NCCI Add-on Code Edits"),
        ("diagnoses", "cdc.gov/nchs: ICD-10-CM Files"),
        ("diagnosis-notes", "cdc.gov/nchs: ICD-10-CM Files (tabular list, XML)"),
        ("diagnosis-changes", "cdc.gov/nchs: ICD-10-CM Files (conversion table)"),
        ("hcpcs", "cms.gov: HCPCS Quarterly Update"),
        ("places-of-service", "cms.gov: Place of Service Code Set"),
        ("taxonomies", "nucc.org: Health Care Provider Taxonomy Code Set, CSV"),
        ("providers", "cms.gov: NPI Files (NPPES Data Dissemination)"),
    ];

    /// <param name="table">A table as <see cref="LoadedTable"/> or <see cref="MissingTable"/> names it, with or without its setting.</param>
    public static string? Of(string table)
    {
        foreach (var (name, page) in Pages)
            if (table == name || table.StartsWith(name, StringComparison.Ordinal) && table[name.Length] is ',' or ' ') return page;
        return null;
    }
}
