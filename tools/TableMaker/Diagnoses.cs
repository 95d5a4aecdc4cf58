using Quarterhour.Reference;
using Quarterhour.Reference.Store;

namespace Quarterhour.TableMaker;

/// <summary>icd10cm.txt.gz: in which fiscal years each ICD-10-CM code is valid (1), a heading (0) or absent (-), no titles. Front-coded: a line is the count of characters kept
/// from the code above, the rest of the code, and the marks unless all are as on the first line. And icd10cm-changes.csv: which codes took the place of which, and when.</summary>
static class Diagnoses
{
    const int FirstYear = 2021, LastYear = 2026, Count = LastYear - FirstYear + 1;

    const string ConversionTable = "icd10cm/cdc_conversion_table_fy2026.xlsx";

    public static IEnumerable<MadeTable> Make(ImportedFiles files)
    {
        var years = new IcdYears(FirstYear, new string?[Count], [], []);
        // the file of January 2021 stands for its whole year: there is no other
        for (int year = FirstYear; year <= LastYear; year++) years.Put(new(year - 1, 10, 1), File(year), DiagnosesPack.Marks(files.Open(File(year))));
        years.Change(DiagnosesPack.Changes(files.Open(ConversionTable)));
        return [Years(years.Entries), Changes(years.Changes)];
    }

    static string File(int year) => year == FirstYear ? "icd10cm/icd10cm-order-Jan-2021.txt.gz" : $"icd10cm/cdc_fy{year}_codes.zip";

    static MadeTable Years(IReadOnlyList<ulong> entries)
    {
        string usual = new('1', Count);
        var table = new MadeTable("icd10cm.txt.gz")
            .Heading($"#{FirstYear},{LastYear},{entries.Count},{usual}")
            .Heading($"#{string.Join(',', Enumerable.Range(FirstYear, Count).Select(File))}");
        string above = "";
        foreach (ulong entry in entries)
        {
            string code = IcdTable.Unpack(entry >> IcdTable.MarkBits), mark = string.Concat(Enumerable.Range(0, Count).Select(year => "-01"[(int)(entry >> 2 * year & 3)]));
            int kept = above.AsSpan().CommonPrefixLength(code);
            table.Add($"{kept}{code[kept..]}{(mark == usual ? "" : $"={mark}")}");
            above = code;
        }
        return table;
    }

    static MadeTable Changes(IReadOnlyList<IcdChange> changes)
    {
        var table = new MadeTable("icd10cm-changes.csv").Heading("old,new,from");
        foreach (var (old, now, from) in changes) table.Add(IcdTable.Unpack(old), IcdTable.Unpack(now), Day.Text(from));
        return table;
    }
}
