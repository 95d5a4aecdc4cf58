namespace Quarterhour.Billing.Tables;

/// <summary>One release of the physician fee schedule's relative values.</summary>
/// <param name="Name">CMS's name, for example <c>2025D</c> or <c>2024AR</c>; the second of the two files of a quarter that CMS publishes from 2026 on is <c>2026C QPP</c>.</param>
/// <param name="From">First date of service it answers for.</param>
/// <param name="To">Last date of service it answers for.</param>
/// <param name="ConversionFactor">Dollars for one relative value unit.</param>
/// <param name="File">The file it was read from.</param>
public sealed record FeeRelease(string Name, DateOnly From, DateOnly To, decimal ConversionFactor, string File);

/// <summary>What the fee schedule says of a code on a date.</summary>
/// <param name="Release">The release that answers.</param>
/// <param name="StandsIn">True when the release of the date's own quarter is not loaded, or is a cut without the code, and the nearest of the same year answers.</param>
/// <param name="Values">The values; null when the release does not list the code.</param>
public readonly record struct FeeLookUp(FeeRelease Release, bool StandsIn, RelativeValues? Values);

/// <summary>Relative values by code and date. Never answers from another calendar year.</summary>
public sealed class FeeTable
{
    // plain arrays, filled by loops: generic code over structs would be compiled at every start
    readonly FeeBook[] books;
    readonly int[] years, firsts, lasts;

    /// <param name="given">Releases; of two with the same days the first is asked first.</param>
    public FeeTable(IReadOnlyList<FeeBook> given)
    {
        books = InOrder(given);
        (years, firsts, lasts) = (new int[books.Length], new int[books.Length], new int[books.Length]);
        var releases = new FeeRelease[books.Length];
        for (int i = 0; i < books.Length; i++)
        {
            releases[i] = books[i].Release;
            (years[i], firsts[i], lasts[i]) = (releases[i].From.Year, releases[i].From.DayNumber, releases[i].To.DayNumber);
        }
        Releases = releases;
    }

    static FeeBook[] InOrder(IReadOnlyList<FeeBook> given)
    {
        var sorted = new FeeBook[given.Count];
        for (int i = 0; i < sorted.Length; i++)
        {
            int at = i;
            for (; at > 0 && sorted[at - 1].Release.From > given[i].Release.From; at--) sorted[at] = sorted[at - 1];
            sorted[at] = given[i];
        }
        return sorted;
    }

    /// <summary>In the order of their first days.</summary>
    public IReadOnlyList<FeeRelease> Releases { get; }

    /// <summary>The releases with their rows, in the same order.</summary>
    public IReadOnlyList<FeeBook> Books => books;

    /// <summary>Asks the release of the date's quarter, else the nearest loaded one of the same calendar year (the earlier of two as near). A release that is a cut is passed by for codes that it lacks.</summary>
    /// <param name="component">The component whose row is meant: 26, TC or 53; none for the service as a whole.</param>
    /// <returns>Null when no release of the date's year is loaded.</returns>
    public FeeLookUp? Find(ProcedureCode code, DateOnly date, Modifier component = default)
    {
        int nearest = -1, nearestGap = int.MaxValue, best = -1, bestGap = int.MaxValue, day = date.DayNumber, year = date.Year;
        RelativeValues? found = null;
        for (int i = 0; i < years.Length; i++)
        {
            if (years[i] != year) continue;
            int gap = NearestOfYear.Gap(firsts[i], lasts[i], day);
            if (gap < nearestGap) (nearest, nearestGap) = (i, gap);
            if (gap >= bestGap) continue;
            var values = books[i].Rows.Find(code, component);
            if (values is not null || books[i].Covers(code, standsIn: gap > 0)) (best, bestGap, found) = (i, gap, values);
        }
        return nearest < 0 ? null : best < 0 ? new(Releases[nearest], nearestGap > 0, null) : new(Releases[best], bestGap > 0, found);
    }

    /// <summary>Whether every code has the same answer on two dates: the releases of their year are in force and near in the same order.</summary>
    public bool AnswersAlike(DateOnly one, DateOnly other) => NearestOfYear.AreAlike(firsts, lasts, one, other);

    /// <summary>Whether the fee schedule of the date lists a code: no only where the release of the date's own quarter is loaded whole; null where nobody can tell.</summary>
    public bool? Lists(ProcedureCode code, DateOnly date)
    {
        if (Find(code, date) is { Values: not null }) return true;
        foreach (var book in books)
            if (book.Release.From <= date && date <= book.Release.To && book.Covers(code, standsIn: false)) return false;
        return null;
    }
}
