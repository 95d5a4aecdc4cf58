namespace Quarterhour.Billing.Tables;

/// <summary>What the ZIP table says.</summary>
public enum ZipAnswer : byte
{
    /// <summary>The ZIP is in the table and lies in one locality.</summary>
    Found,
    /// <summary>The ZIP crosses localities; CMS decides by the nine digits, whose file is not loaded.</summary>
    NeedsNineDigits,
    /// <summary>The ZIP is not in the table.</summary>
    Unknown,
}

/// <summary>A run of consecutive five-digit ZIP codes that lie in one locality.</summary>
public readonly record struct ZipRun(int First, int Last, LocalityId Locality, bool NeedsNineDigits);

/// <summary>ZIP code to locality, from one quarterly release; it stands in for other dates.</summary>
/// <param name="release">CMS's name of the release, for example <c>2026Q1</c>.</param>
/// <param name="from">First day of its quarter.</param>
/// <param name="to">Last day of its quarter.</param>
/// <param name="runs">In the order of their first ZIP, not overlapping.</param>
/// <param name="file">The file it was read from.</param>
public sealed class ZipTable(string release, DateOnly from, DateOnly to, ZipRun[] runs, string file = "")
{
    public string Release => release;

    public DateOnly From => from;

    public DateOnly To => to;

    public string File => file;

    public int Count => runs.Sum(run => run.Last - run.First + 1);

    /// <param name="zip">The first five digits.</param>
    /// <param name="locality">The locality; for a ZIP that needs nine digits, the one of most of it is not told.</param>
    public ZipAnswer Find(int zip, out LocalityId locality)
    {
        locality = default;
        int low = 0, high = runs.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >> 1;
            var run = runs[middle];
            if (zip < run.First) high = middle - 1;
            else if (zip > run.Last) low = middle + 1;
            else
            {
                if (run.NeedsNineDigits) return ZipAnswer.NeedsNineDigits;
                locality = run.Locality;
                return ZipAnswer.Found;
            }
        }
        return ZipAnswer.Unknown;
    }
}
