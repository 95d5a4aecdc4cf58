using System.Globalization;
using System.Text.RegularExpressions;

namespace Quarterhour.Reference.Import;

/// <summary>A calendar quarter, as the agencies' releases are named.</summary>
/// <param name="Year">Four digits.</param>
/// <param name="Number">1 to 4.</param>
public readonly partial record struct Quarter(int Year, int Number)
{
    public DateOnly From => new(Year, 3 * Number - 2, 1);

    public DateOnly To => From.AddMonths(3).AddDays(-1);

    /// <summary>CMS's letter of a fee schedule release: A to D.</summary>
    public char Letter => (char)('A' + Number - 1);

    public override string ToString() => $"{Year} Q{Number}";

    public static Quarter Of(DateOnly day) => new(day.Year, (day.Month + 2) / 3);

    /// <summary>Finds a quarter in a name: <c>2026Q2</c>, <c>2026-10-01</c>, <c>04-01-2026</c>, <c>2024-04</c>, <c>HCPC2026_APR</c>, <c>20261</c>, <c>v322r0</c> and <c>v32.3</c> (NCCI's versions: 32 is 2026), <c>RVU26C</c>, <c>OCT2025</c>, <c>RVU2025_Oct</c>.</summary>
    public static Quarter? In(string name)
    {
        if (YearQuarter().Match(name) is { Success: true } quarter) return new(Figure(quarter, "year"), Figure(quarter, "quarter"));
        if (YearMonthDay().Match(name) is { Success: true } day && Figure(day, "month") is >= 1 and <= 12) return new(Figure(day, "year"), (Figure(day, "month") + 2) / 3);
        if (MonthDayYear().Match(name) is { Success: true } american && Figure(american, "month") is >= 1 and <= 12) return new(Figure(american, "year"), (Figure(american, "month") + 2) / 3);
        if (YearAndMonth().Match(name) is { Success: true } numbered) return new(Figure(numbered, "year"), (Figure(numbered, "month") + 2) / 3);
        if (Version().Match(name) is { Success: true } version && Figure(version, "minor") <= 3) return new(1994 + Figure(version, "major"), Figure(version, "minor") + 1);
        if (FeeRelease().Match(name) is { Success: true } fee) return new(2000 + Figure(fee, "year"), char.ToUpperInvariant(fee.Groups["letter"].Value[0]) - 'A' + 1);
        if (MonthYear().Match(name) is { Success: true } month) return new(Figure(month, "year"), Month(month.Groups["month"].Value));
        if (ShortYearMonth().Match(name) is { Success: true } year) return new(2000 + Figure(year, "year"), Month(year.Groups["month"].Value));
        return null;
    }

    const RegexOptions Ignoring = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>Milliseconds; names are short.</summary>
    const int Longest = 1000;

    static int Figure(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    static int Month(string name) => (Array.IndexOf(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], name[..3].ToLowerInvariant()) + 3) / 3;

    [GeneratedRegex(@"(?<!\d)(?<year>20\d\d)[ _-]?q(?<quarter>[1-4])(?!\d)", Ignoring, Longest)]
    private static partial Regex YearQuarter();

    [GeneratedRegex(@"(?<!\d)(?<year>20\d\d)-(?<month>\d\d)-\d\d(?!\d)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Longest)]
    private static partial Regex YearMonthDay();

    [GeneratedRegex(@"(?<!\d)(?<month>\d\d)-(?<day>\d\d)-(?<year>20\d\d)(?!\d)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Longest)]
    private static partial Regex MonthDayYear();

    /// <summary>As in <c>hcpcs_level2_2024-04</c>.</summary>
    [GeneratedRegex(@"(?<!\d)(?<year>20\d\d)[_-](?<month>0[1-9]|1[0-2])(?!\d|[_-]\d)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Longest)]
    private static partial Regex YearAndMonth();

    [GeneratedRegex(@"(?<![a-z])v(?<major>\d\d)\.?(?<minor>[0-9])(?:r\d|(?!\d))", Ignoring, Longest)]
    private static partial Regex Version();

    [GeneratedRegex(@"rvu_?(?:20)?(?<year>\d\d)(?<letter>[a-d])(?![a-z]{2})", Ignoring, Longest)]
    private static partial Regex FeeRelease();

    [GeneratedRegex(@"(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ _-]?(?<year>20\d\d)(?!\d)", Ignoring, Longest)]
    private static partial Regex MonthYear();

    [GeneratedRegex(@"(?<!\d)(?:20)?(?<year>\d\d)[ _-](?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", Ignoring, Longest)]
    private static partial Regex ShortYearMonth();
}
