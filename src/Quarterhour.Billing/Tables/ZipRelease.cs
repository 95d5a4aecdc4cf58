namespace Quarterhour.Billing.Tables;

/// <summary>A run of consecutive ZIP codes, of five or of nine digits, that lie in one locality.</summary>
public readonly record struct ZipRun(int First, int Last, LocalityId Locality, bool NeedsNineDigits);

/// <summary>One quarterly release of ZIP code to locality.</summary>
/// <param name="name">CMS's name of the release, for example <c>2026Q1</c>.</param>
/// <param name="from">First day of its quarter.</param>
/// <param name="to">Last day of its quarter.</param>
/// <param name="runs">In the order of their first ZIP, not overlapping; in memory or over a mapped file.</param>
/// <param name="file">The file it was read from.</param>
public sealed class ZipRelease(string name, DateOnly from, DateOnly to, ReadOnlyMemory<ZipRun> runs, string file = "")
{
    public string Name => name;

    public DateOnly From => from;

    public DateOnly To => to;

    public string File => file;

    /// <summary>Somebody's cut, which tells only of the ZIP codes that it has.</summary>
    public bool IsCut { get; init; }

    /// <summary>Its runs.</summary>
    public ReadOnlySpan<ZipRun> Runs => runs.Span;

    /// <summary>ZIP codes of all runs.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            foreach (var run in runs.Span) count += run.Last - run.First + 1;
            return count;
        }
    }

    /// <summary>Days between the date and the release's quarter; 0 within it.</summary>
    public int DaysFrom(DateOnly date) => date < from ? from.DayNumber - date.DayNumber : Math.Max(0, date.DayNumber - to.DayNumber);

    /// <summary>The run that holds a ZIP code; null where none does.</summary>
    public ZipRun? Find(int zip)
    {
        var all = runs.Span;
        int low = 0, high = all.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >> 1;
            if (zip < all[middle].First) high = middle - 1;
            else if (zip > all[middle].Last) low = middle + 1;
            else return all[middle];
        }
        return null;
    }
}
