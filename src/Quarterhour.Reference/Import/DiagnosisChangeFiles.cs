using System.Globalization;
using System.Text.RegularExpressions;
using Quarterhour.Reference.Store;

namespace Quarterhour.Reference.Import;

/// <summary>NCHS's conversion table: each new ICD-10-CM code with its first day and the codes that were used before. A bare year means 1 October of it.
/// Cells name codes, lists and ranges of codes; "none" and ranges over categories name none.</summary>
sealed partial class DiagnosisChangeFiles : TableKind
{
    /// <summary>A code; after a dash the last code of a range. Dots are left out in a few rows.</summary>
    [GeneratedRegex(@"(?<first>([A-Z]\d|QA)[0-9A-Z](\.?[0-9A-Z]{1,4})?)(\s*-\s*(?<last>([A-Z]\d|QA)[0-9A-Z](\.?[0-9A-Z]{1,4})?))?", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Codes();

    public override string Name => "ICD-10-CM conversion table";

    public override Recognition? Recognize(TableText text, ImportHints hints)
    {
        int heading = Columns.LineOf(text, "Current code assignment", "Previous Code");
        if (heading < 0) return null;
        int year = DiagnosisFiles.YearIn(text, hints) ?? throw NoRelease(text, "FY2027");
        var columns = Columns.Of(text.Head[heading], '\t');
        int now = columns["Current code assignment"], day = columns["Effective"], before = columns["Previous Code(s) Assignment"];
        return new(this, new(DiagnosesPack.ChangesTable, $"ICD-10-CM conversion table FY {year}", new(year - 1, 10, 1), new(year, 9, 30)), load => Load(load, heading, now, day, before));
    }

    static int Load(TableLoad load, int heading, int now, int day, int before)
    {
        List<IcdChangeRange> changes = [];
        int rows = 0;
        long record = 0;
        foreach (var row in load.Records(TextForm.Tabs))
        {
            if (record++ <= heading || row[now].IsEmpty && row[before].IsEmpty) continue;
            if (!IcdTable.TryPack(Plain(row.Text(now)), out ulong key)) load.Rejected.Add(row.Line, "current code", row[now], "an ICD-10-CM code");
            else if (Effective(row, day) is not { } from) load.Rejected.Add(row.Line, "effective", row[day], "a year or a day");
            else
            {
                rows++;
                foreach (Match match in Codes().Matches(row.Text(before)))
                    if (IcdTable.TryPack(Plain(match.Groups["first"].Value), out ulong first))
                        changes.Add(new(first, match.Groups["last"].Success && IcdTable.TryPack(Plain(match.Groups["last"].Value), out ulong last) ? last : first, key, from));
            }
        }
        DiagnosesPack.Write(load.Packed, changes);
        return rows;
    }

    static DateOnly? Effective(TableRows row, int column) =>
        row.Whole(column, out int year) && year is > 2000 and < 2100 ? new(year, 10, 1) : row.Day(column, out var day) ? day : null;

    static string Plain(string code) => code.Replace(".", "", StringComparison.Ordinal).Trim();
}
