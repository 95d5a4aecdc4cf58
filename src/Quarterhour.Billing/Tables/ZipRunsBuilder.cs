namespace Quarterhour.Billing.Tables;

/// <summary>Gathers ZIP codes in any order and joins neighbors of one locality to runs. A ZIP that CMS does not list is in no run.</summary>
public sealed class ZipRunsBuilder
{
    readonly List<int> zips = [];
    readonly List<ZipRun> rows = [];

    /// <summary>Adds a ZIP code, or a stretch of nine-digit ones.</summary>
    public void Add(ZipRun run)
    {
        zips.Add(run.First);
        rows.Add(run);
    }

    /// <summary>The runs in order. Of rows that overlap, which no file of CMS's has, the first that was added stays.</summary>
    /// <param name="overlapping">How many rows were left out for that.</param>
    public ZipRun[] Runs(out int overlapping)
    {
        int[] keys = [.. zips], order = [.. Enumerable.Range(0, zips.Count)];
        // a stable order: rows of one ZIP stay as they were added
        Array.Sort(order, (a, b) => keys[a] != keys[b] ? keys[a].CompareTo(keys[b]) : a.CompareTo(b));
        List<ZipRun> runs = [];
        overlapping = 0;
        foreach (int at in order)
        {
            var row = rows[at];
            if (runs.Count > 0 && row.First <= runs[^1].Last) overlapping++;
            else if (runs.Count > 0 && row.First == runs[^1].Last + 1 && row.Locality == runs[^1].Locality && row.NeedsNineDigits == runs[^1].NeedsNineDigits) runs[^1] = runs[^1] with { Last = row.Last };
            else runs.Add(row);
        }
        return [.. runs];
    }
}
