using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ExcelDataReader;

namespace Quarterhour.TableMaker;

/// <summary>icd10cm-changes.csv: which codes took the place of which, and when, from NCHS's conversion table.</summary>
static partial class DiagnosisChanges
{
    const string File = "icd10cm/cdc_conversion_table_fy2026.xlsx";

    /// <summary>A code; after a dash the last code of a range. Dots are left out in a few rows.</summary>
    [GeneratedRegex(@"(?<first>[A-Z]\d[0-9A-Z](\.?[0-9A-Z]{1,4})?)(\s*-\s*(?<last>[A-Z]\d[0-9A-Z](\.?[0-9A-Z]{1,4})?))?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Codes { get; }

    public static MadeTable Make(Source source, SortedDictionary<string, char[]> years)
    {
        SortedSet<(string Old, string New, DateOnly From)> changes = [];
        foreach (var (now, from, before) in Rows(source))
        {
            if (!years.ContainsKey(now)) continue;
            foreach (string old in Previous(before, from, years)) if (old != now) changes.Add((old, now, from));
        }
        var table = new MadeTable("icd10cm-changes.csv").Heading("old,new,from");
        foreach (var (old, now, from) in changes) table.Add(old, now, Day.Text(from));
        return table;
    }

    /// <summary>Rows since the first loaded year began: what changed before concerns dates that no loaded year answers.</summary>
    static IEnumerable<(string New, DateOnly From, string Before)> Rows(Source source)
    {
        // the reader asks for code page 1252 before it looks at the file
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var stream = source.Open(File);
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(stream);
        while (reader.Read())
        {
            if (reader.FieldCount < 3 || reader.GetValue(0) is not string now || reader.GetValue(2) is not string before || Effective(reader.GetValue(1)) is not { } from) continue;
            if (from > new DateOnly(DiagnosisYears.FirstYear - 1, 10, 1)) yield return (now.Replace(".", "", StringComparison.Ordinal).Trim(), from, before);
        }
    }

    /// <summary>A bare year is 1 October of it (so says the table's first row); other days are dates.</summary>
    static DateOnly? Effective(object? cell) => cell switch
    {
        DateTime day => DateOnly.FromDateTime(day),
        double year and > 2000 and < 2100 => new((int)year, 10, 1),
        string text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int year) => new(year, 10, 1),
        _ => null,
    };

    /// <summary>The codes that a cell names, ranges filled from the codes that were valid the year before.
    /// A range over categories (T36-T50) or "none" names no code.</summary>
    static IEnumerable<string> Previous(string cell, DateOnly from, SortedDictionary<string, char[]> years)
    {
        int before = Math.Max(DiagnosisYears.FirstYear, from.Month >= 10 ? from.Year : from.Year - 1) - DiagnosisYears.FirstYear;
        foreach (Match match in Codes.Matches(cell))
        {
            string first = Plain(match.Groups["first"]), last = match.Groups["last"].Success ? Plain(match.Groups["last"]) : first;
            if (first == last)
            {
                if (years.TryGetValue(first, out char[]? marks) && marks[before] == '1') yield return first;
            }
            else foreach (var (code, marks) in years)
                if (marks[before] == '1' && Within(code, first, last)) yield return code;
        }
    }

    /// <summary>In one category, of one length and, where the ends share the seventh character, with it.</summary>
    static bool Within(string code, string first, string last) =>
        code.Length == first.Length && code.AsSpan(0, 3).SequenceEqual(first.AsSpan(0, 3)) && code.AsSpan(0, 3).SequenceEqual(last.AsSpan(0, 3))
        && string.CompareOrdinal(code, first) >= 0 && string.CompareOrdinal(code, last) <= 0
        && (code.Length < 7 || first[6] != last[6] || code[6] == first[6]);

    static string Plain(Group group) => group.Value.Replace(".", "", StringComparison.Ordinal);
}
