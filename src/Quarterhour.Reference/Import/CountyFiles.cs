using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Quarterhour.Reference.Store;

namespace Quarterhour.Reference.Import;

/// <summary>Which counties a payment locality holds (LOCCO): CMS's CSV and text, and copies. The state stands only on the first row of a state.</summary>
sealed partial class CountyFiles : TableKind
{
    public override string Name => "localities and their counties";

    public override int FewestOfAWhole => 100;

    const int MostRows = 10_000;

    sealed record Layout(TextForm Form, int Records);

    public override Recognition? Recognize(TableText text, ImportHints hints)
    {
        int heading = 0;
        while (heading < text.Head.Count && !Heading().IsMatch(text.Head[heading])) heading++;
        if (heading == text.Head.Count || !text.Head[heading].Contains("Counties", StringComparison.OrdinalIgnoreCase)) return null;
        var form = text.Head[heading].Contains('\t', StringComparison.Ordinal) ? TextForm.Tabs : text.Head[heading].Contains(',', StringComparison.Ordinal) ? TextForm.Commas : TextForm.Lines;
        foreach (string line in text.Head.Take(heading))
            if (Title().Match(line) is { Success: true } title)
            {
                int year = int.Parse(title.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);
                return new(this, new("locality-counties", $"{year}", new(year, 1, 1), new(year, 12, 31)), load => Load(load, form));
            }
        var quarter = FeeScheduleRelease.QuarterOf(text, hints) ?? throw NoRelease(text, "2026A");
        var (name, from, to) = FeeScheduleRelease.Of(quarter, text, hints);
        return new(this, new("locality-counties", name, from, to), load => Load(load, form));
    }

    static int Load(TableLoad load, TextForm form)
    {
        List<LocalityCounties> found = [];
        string state = "";
        long before = 0;
        foreach (var row in load.Records(form))
        {
            string[] fields = form == TextForm.Lines ? Fixed(FixedLine.Of(row)) : row.Texts();
            // an empty line parts the states: the text of 2025 forgets to name one behind it
            if (row.Line > before + 1 || fields[0].Length == 0) state = "";
            before = row.Line;
            if (fields[0].Length == 0 || !char.IsAsciiDigit(fields[0][0])) continue;
            if (fields.Length < 5 || !GpciFiles.TryId(fields[0], fields[1], out var id)) load.Rejected.Add(row.Line, $"carrier and locality: \"{fields[0]} {fields.ElementAtOrDefault(1)}\" can't be right");
            else
            {
                if (fields[2].Length > 0) state = fields[2];
                found.Add(new(id, state, fields[3], fields[4]));
            }
            if (found.Count > MostRows) throw new UnusableTableException($"{load.Text.Place}: more than {MostRows} localities, so this is not the file as CMS publishes it");
        }
        CountiesPack.Write(load.Packed, found);
        return found.Count;
    }

    /// <summary>CMS's text prints no layout; these are the positions of 2025.</summary>
    static string[] Fixed(ReadOnlySpan<byte> line) => [Field(line, 5, 9), Field(line, 17, 18), Field(line, 23, 45), Field(line, 46, 143), Field(line, 144, 400)];

    static string Field(ReadOnlySpan<byte> line, int first, int last) => Encoding.ASCII.GetString(FixedLine.Field(line, first, last));

    [GeneratedRegex("^\"?(Medicare Adm|mac\\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"COUNTIES INCLUDED IN (?<year>20\d\d) LOCALITIES", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Title();
}
