using System.IO.Compression;
using System.Text;

namespace Quarterhour.TableMaker;

/// <summary>icd10cm.txt.gz: in which fiscal years each ICD-10-CM code is valid (1), a heading (0) or absent (-). No titles.
/// Front-coded: a line is the count of characters kept from the code above, the rest of the code, and the marks unless all are as on the first line.</summary>
static class DiagnosisYears
{
    public const int FirstYear = 2021, LastYear = 2026;

    /// <param name="years">Every code with its marks, one a year.</param>
    public static MadeTable Make(Source source, out SortedDictionary<string, char[]> years)
    {
        years = new(StringComparer.Ordinal);
        for (int year = FirstYear; year <= LastYear; year++) Read(source, year, years);
        return Written(years);
    }

    static void Read(Source source, int year, SortedDictionary<string, char[]> years)
    {
        using var lines = Lines(source, year);
        while (lines.ReadLine() is { } line)
        {
            // order file: code at 7-13, flag at 15, 1 valid and 0 a heading
            if (line.Length < 15) continue;
            string code = line[6..13].TrimEnd();
            if (!years.TryGetValue(code, out char[]? marks)) years.Add(code, marks = new string('-', LastYear - FirstYear + 1).ToCharArray());
            marks[year - FirstYear] = line[14];
        }
    }

    static string File(int year) => year == FirstYear ? "icd10cm/icd10cm-order-Jan-2021.txt.gz" : $"icd10cm/cdc_fy{year}_codes.zip";

    static StreamReader Lines(Source source, int year)
    {
        if (year == FirstYear) return source.Text(File(year));
        var archive = new ZipArchive(source.Open(File(year)));
        return new(archive.Entries.Single(entry => entry.Name == $"icd10cm-order-{year}.txt").Open(), Encoding.Latin1);
    }

    static MadeTable Written(SortedDictionary<string, char[]> years)
    {
        string usual = new('1', LastYear - FirstYear + 1);
        var table = new MadeTable("icd10cm.txt.gz")
            .Heading($"#{FirstYear},{LastYear},{years.Count},{usual}")
            .Heading($"#{string.Join(',', Enumerable.Range(FirstYear, usual.Length).Select(File))}");
        string above = "";
        foreach (var (code, marks) in years)
        {
            int kept = above.AsSpan().CommonPrefixLength(code);
            string mark = new(marks);
            table.Add($"{kept}{code[kept..]}{(mark == usual ? "" : $"={mark}")}");
            above = code;
        }
        return table;
    }
}
