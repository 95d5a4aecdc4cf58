using System.Text.RegularExpressions;
using Quarterhour.Billing.Tables;

namespace Quarterhour.Reference.Import;

/// <summary>Which release a file of CMS's RVU archive belongs to: <c>2025D</c>, <c>2024AR</c>.</summary>
static partial class FeeScheduleRelease
{
    /// <summary>The conversion factor changed inside a quarter: Consolidated Appropriations Act, 2024. The first release of that year ends the day before.</summary>
    static readonly DateOnly ChangeOf2024 = new(2024, 3, 9);

    /// <summary>Milliseconds; lines are short.</summary>
    const int Longest = 1000;

    const RegexOptions Ignoring = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>By the title row, else by name, else by what the person said.</summary>
    public static Quarter? QuarterOf(TableText text, ImportHints hints)
    {
        foreach (string line in text.Head)
            if (Title().Match(line) is { Success: true } title && Quarter.In($"{title.Groups["month"].Value} {title.Groups["year"].Value}") is { } quarter) return quarter;
        return hints.QuarterOf(text);
    }

    /// <summary>CMS's name, <c>2024AR</c> for a release that corrects the one of the same quarter, with its days.</summary>
    public static (string Name, DateOnly From, DateOnly To) Of(Quarter quarter, TableText text, ImportHints hints)
    {
        bool corrects = new[] { text.Name, text.File, hints.Release ?? "" }.Any(name => Correction().IsMatch(name)) || quarter == Quarter.Of(ChangeOf2024) && ReleasedAfterChange(text);
        string name = $"{quarter.Year}{quarter.Letter}{(corrects ? "R" : "")}";
        if (quarter != Quarter.Of(ChangeOf2024)) return (name, quarter.From, quarter.To);
        return corrects ? (name, ChangeOf2024, quarter.To) : (name, quarter.From, ChangeOf2024.AddDays(-1));
    }

    /// <summary>CMS dates its file: <c>RELEASED 03/08/2024</c>.</summary>
    static bool ReleasedAfterChange(TableText text) => text.Head.Any(line => Released().Match(line) is { Success: true } day
        && Days.TryParse(System.Text.Encoding.ASCII.GetBytes(day.Groups["day"].Value), out var released) && released >= new DateOnly(ChangeOf2024.Year, ChangeOf2024.Month, 1));

    [GeneratedRegex(@"(?<year>20\d\d) National Physician Fee Schedule.* (?<month>January|April|July|October) Release", Ignoring, Longest)]
    private static partial Regex Title();

    [GeneratedRegex(@"RELEASED (?<day>\d\d/\d\d/\d{4})", Ignoring, Longest)]
    private static partial Regex Released();

    [GeneratedRegex(@"(rvu_?)?(20)?\d\d[a-d]r(?![a-z])", Ignoring, Longest)]
    private static partial Regex Correction();
}
