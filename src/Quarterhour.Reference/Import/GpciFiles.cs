using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Quarterhour.Billing.Tables;
using Quarterhour.Reference.Store;

namespace Quarterhour.Reference.Import;

/// <summary>The geographic practice cost indices: CMS's CSV, its text, and copies with headings of their own. A file that names its year holds all of it.</summary>
sealed partial class GpciFiles : TableKind
{
    public override string Name => "geographic practice cost indices";

    public override int FewestOfAWhole => 100;

    /// <summary>An index outside these is none: the smallest on record is 0.3, the largest below 3.</summary>
    const decimal Least = 0.1m, Most = 5m;

    const int MostRows = 10_000;

    /// <param name="Records">Records up to the heading.</param>
    /// <param name="State">-1 where there is none, as in copies of 2020.</param>
    sealed record Layout(TextForm Form, int Records, int Carrier, int State, int Locality, int Place, int Work, int PracticeExpense, int Malpractice);

    public override Recognition? Recognize(TableText text, ImportHints hints)
    {
        if (LayoutOf(text) is not { } layout) return null;
        foreach (string line in text.Head.Append(text.Name))
            if (Year().Match(line) is { Success: true } title) return Of(int.Parse(title.Groups["year"].ValueSpan, CultureInfo.InvariantCulture));
        if (FeeScheduleRelease.QuarterOf(text, hints) is { } quarter)
        {
            var (name, from, to) = FeeScheduleRelease.Of(quarter, text, hints);
            return new(this, new("localities", name, from, to), load => Load(load, layout));
        }
        return hints.Release is { Length: 4 } told && int.TryParse(told, out int year) ? Of(year) : throw NoRelease(text, "2026");

        Recognition Of(int year) => new(this, new("localities", $"{year}", new(year, 1, 1), new(year, 12, 31)), load => Load(load, layout));
    }

    static Layout? LayoutOf(TableText text)
    {
        int heading = 0;
        while (heading < text.Head.Count && !Heading().IsMatch(text.Head[heading])) heading++;
        if (heading == text.Head.Count || !text.Head[heading].Contains("GPCI", StringComparison.OrdinalIgnoreCase)) return null;
        char? separator = text.Head[heading].Contains('\t', StringComparison.Ordinal) ? '\t' : text.Head[heading].Contains(',', StringComparison.Ordinal) ? ',' : null;
        if (separator is null) return new(TextForm.Lines, heading, 0, 1, 2, 3, 4, 5, 6);
        var form = separator == '\t' ? TextForm.Tabs : TextForm.Commas;
        using var rows = text.Rows(form);
        for (int records = 1; rows.Next(); records++)
        {
            string[] names = rows.Texts();
            if (!Heading().IsMatch(names[0])) continue;
            // before 2010 and after a lapse of the law CMS prints the work index without its floor too
            int work = Array.FindIndex(names, name => name.Contains("PW GPCI (with 1.0", StringComparison.OrdinalIgnoreCase));
            if (work < 0) work = Holding("PW GPCI", "gpci_work");
            return new(form, records, 0, Holding("State"), Holding("Locality Number", "locality_number"), Holding("Locality Name", "locality_name"), work, Holding("PE GPCI", "gpci_pe"), Holding("MP GPCI", "gpci_mp"));

            int Holding(params string[] words) => Array.FindIndex(names, name => Array.Exists(words, word => name.Contains(word, StringComparison.OrdinalIgnoreCase)));
        }
        return null;
    }

    static int Load(TableLoad load, Layout layout)
    {
        foreach (var (place, what) in new[] { (layout.Locality, "Locality Number"), (layout.Work, "PW GPCI"), (layout.PracticeExpense, "PE GPCI"), (layout.Malpractice, "MP GPCI") })
            if (place < 0) throw new UnusableTableException($"{load.Text.Place}: geographic indices without the column {what}; download CMS's whole archive (RVU) and import that");
        var found = new List<GeographicIndices>();
        HashSet<LocalityId> known = [];
        long record = 0;
        foreach (var row in load.Records(layout.Form))
        {
            if (record++ < layout.Records && layout.Form != TextForm.Lines) continue;
            string[] fields = layout.Form == TextForm.Lines ? Words(Encoding.ASCII.GetString(FixedLine.Of(row))) : row.Texts();
            // titles and footnotes begin with words
            if (fields.Length == 0 || fields[0].Length == 0 || !char.IsAsciiDigit(fields[0][0])) continue;
            if (Read(fields, layout, row.Line, load.Rejected) is not { } one) continue;
            if (!known.Add(one.Locality)) load.Rejected.Add(row.Line, $"{one.Locality} is there twice");
            else found.Add(one);
            if (found.Count > MostRows) throw new UnusableTableException($"{load.Text.Place}: more than {MostRows} localities, so this is not the file as CMS publishes it");
        }
        if (found.Count >= FewestToCompare && !(Spread(found, one => one.Work) < Spread(found, one => one.PracticeExpense) && Spread(found, one => one.PracticeExpense) < Spread(found, one => one.Malpractice)))
            throw new UnusableTableException($"{load.Text.Place}: over the places work differs least and malpractice most, in every year; not here, so columns changed places. Nothing of it was loaded");
        // 2023 A to C: Puerto Rico and the Virgin Islands hold 1, 1, 1 in copies, and other indices in 2023 D
        foreach (var one in found)
            if (one is { Work: 1, PracticeExpense: 1, Malpractice: 1 }) load.Rejected.Note($"{one.Locality} {one.Name} has 1, 1, 1 for its indices: perhaps a gap that was filled; compare CMS's own file before you trust a price there");
        LocalitiesPack.Write(load.Packed, found);
        return found.Count;
    }

    /// <summary>So many places tell how the indices spread.</summary>
    const int FewestToCompare = 50;

    /// <summary>The mean distance from the mean.</summary>
    static decimal Spread(List<GeographicIndices> found, Func<GeographicIndices, decimal> index)
    {
        decimal mean = found.Average(index);
        return found.Average(one => Math.Abs(index(one) - mean));
    }

    static GeographicIndices? Read(string[] fields, Layout layout, long line, Rejections rejected)
    {
        string Field(int at) => at >= 0 && at < fields.Length ? fields[at] : "";
        if (!TryId(Field(layout.Carrier), Field(layout.Locality), out var id)) return No("carrier and locality", $"{Field(layout.Carrier)} {Field(layout.Locality)}");
        if (!Index(Field(layout.Work), out decimal work)) return No("work index", Field(layout.Work));
        if (!Index(Field(layout.PracticeExpense), out decimal practice)) return No("practice expense index", Field(layout.PracticeExpense));
        if (!Index(Field(layout.Malpractice), out decimal malpractice)) return No("malpractice index", Field(layout.Malpractice));
        string state = Field(layout.State);
        if (layout.State >= 0 && (state.Length != 2 || !state.All(char.IsAsciiLetter))) return No("state", state);
        // asterisks after a name point at footnotes
        return new(id, Field(layout.Place).TrimEnd('*', ' '), state, default, default, work, practice, malpractice, "");

        GeographicIndices? No(string what, string found)
        {
            rejected.Add(line, $"{what}: \"{found}\" can't be right");
            return null;
        }
    }

    /// <summary>Carrier and locality; spreadsheets drop leading zeros.</summary>
    internal static bool TryId(string carrier, string locality, out LocalityId id)
    {
        bool right = carrier.Length is 4 or 5 && locality.Length is 1 or 2 && carrier.All(char.IsAsciiDigit) && locality.All(char.IsAsciiDigit);
        id = right ? new(int.Parse(carrier, CultureInfo.InvariantCulture), int.Parse(locality, CultureInfo.InvariantCulture)) : default;
        return right;
    }

    static bool Index(string text, out decimal index) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out index) && index is >= Least and <= Most && index.Scale <= 4;

    /// <summary>Carrier, state, locality, the name with its blanks, three indices.</summary>
    static string[] Words(string line)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length < 7 ? words : [.. words[..3], string.Join(' ', words[3..^3]), .. words[^3..]];
    }

    [GeneratedRegex("^\"?(Medicare Adm|mac\\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"(CY |GPCI)(?<year>20\d\d)(?!\d)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Year();
}
