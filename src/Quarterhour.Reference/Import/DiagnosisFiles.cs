using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Quarterhour.Reference.Store;

namespace Quarterhour.Reference.Import;

/// <summary>ICD-10-CM order files of NCHS and CMS, alone or inside their archives: order number 1-5, code 7-13, 1 for a code and 0 for a heading at 15,
/// short title 17-76, title from 78. The fiscal year stands in the name; a file of January or April answers from its month on.</summary>
sealed partial class DiagnosisFiles : TableKind
{
    const RegexOptions Plain = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    const int CodeAt = 6, MarkAt = 14, TitleAt = 77, Shortest = 17, Tried = 5;

    public override string Name => "ICD-10-CM order file";

    /// <summary>A year has some 98,000 codes and headings.</summary>
    public override int FewestOfAWhole => 90_000;

    [GeneratedRegex(@"^\d{5} [A-Z][0-9A][0-9A-Z][0-9A-Z ]{4} [01] \S", Plain, 1000)]
    private static partial Regex Record();

    [GeneratedRegex(@"(?<!\d)(FY)?(?<year>20\d\d)(?!\d)", Plain | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Year();

    [GeneratedRegex(@"[-_ ](?<month>jan|apr)", Plain | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Month();

    public override Recognition? Recognize(TableText text, ImportHints hints)
    {
        string[] lines = [.. text.Head.Where(line => line.Length > 0).Take(Tried)];
        if (lines.Length == 0 || !lines.All(line => Record().IsMatch(line))) return null;
        int year = YearIn(text, hints) ?? throw NoRelease(text, "FY2027");
        var month = Month().Match(text.Name);
        DateOnly from = !month.Success ? new(year - 1, 10, 1) : new(year, month.Groups["month"].ValueSpan.StartsWith("j", StringComparison.OrdinalIgnoreCase) ? 1 : 4, 1);
        string name = $"ICD-10-CM FY {year}{(month.Success ? $" ({from.ToString("MMMM", CultureInfo.InvariantCulture)})" : "")}";
        return new(this, new(DiagnosesPack.Table, name, from, new(year, 9, 30)), Load);
    }

    /// <summary>The fiscal year in the names, else as told.</summary>
    internal static int? YearIn(TableText text, ImportHints hints)
    {
        foreach (string? name in (string?[])[text.Name, text.File, hints.Release])
            if (name is not null && Year().Match(name) is { Success: true } year) return int.Parse(year.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);
        return null;
    }

    static int Load(TableLoad load)
    {
        var set = new CodeSetBuilder();
        List<ulong> marks = [];
        foreach (var row in load.Records(TextForm.Lines))
        {
            var line = row.WholeLine;
            if (line.Length < Shortest) load.Rejected.Add(row.Line, "record", line, "an order file's record");
            else if (line[CodeAt..MarkAt].TrimEnd((byte)' ') is var code && !IcdTable.TryPack(code, out ulong key)) load.Rejected.Add(row.Line, "code", code, "an ICD-10-CM code without its dot");
            else if (line[MarkAt] is not ((byte)'0' or (byte)'1')) load.Rejected.Add(row.Line, "flag", line[MarkAt..(MarkAt + 1)], "1 for a code or 0 for a heading");
            else if (!set.Add(Encoding.ASCII.GetString(code), line.Length > TitleAt ? Encoding.UTF8.GetString(line[TitleAt..].Trim((byte)' ')) : "", mark: (char)line[MarkAt]))
                load.Rejected.Add(row.Line, $"{Encoding.ASCII.GetString(code)} is there twice");
            else marks.Add(key << 2 | (ulong)(line[MarkAt] == '1' ? IcdTable.Mark.Valid : IcdTable.Mark.Heading));
        }
        set.Write(load.Packed);
        DiagnosesPack.Write(load.Packed, marks);
        return set.Count;
    }
}
