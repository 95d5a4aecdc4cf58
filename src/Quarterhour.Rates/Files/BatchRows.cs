using System.Collections.Concurrent;
using Quarterhour.Rates.Parsing;

namespace Quarterhour.Rates.Files;

/// <summary>
/// Takes rates in batches from the thread that reads and makes rows of them on another: prices, references of rates, and how often each reference was named. A few batches go round, so that the
/// reading waits when the rows are slower.
/// </summary>
sealed class BatchRows(RateTables tables, RateCounts counts)
{
    const int PricesOfBatch = 2048, ReferencesOfBatch = 16 << 10;

    // two counts of a reference share eight bytes, so that those of a hundred thousand references stay near; what runs over is kept beside
    const uint Much = 1u << 30;

    readonly ConcurrentStack<RateBatch> free = [];
    readonly List<(long Item, int Rates)> items = [];
    readonly Dictionary<int, (long Prices, long Links)> more = [];
    (uint Prices, uint Links)[] named = new (uint, uint)[1024];
    long rate;

    /// <summary>Where rates are read into.</summary>
    public RateBatch Batch { get; private set; } = new();

    /// <summary>The rate that was just read belongs to this item.</summary>
    public void EndRate(long item)
    {
        if (items.Count > 0 && items[^1].Item == item) items[^1] = (item, Batch.Rates);
        else items.Add((item, Batch.Rates));
        if (Batch.PriceCount >= PricesOfBatch || Batch.ReferenceCount >= ReferencesOfBatch) HandOver();
    }

    void HandOver()
    {
        var (batch, whose) = (Batch, items.ToArray());
        items.Clear();
        Batch = free.TryPop(out var used) ? used : new();
        tables.Rows.Add(() => Write(batch, whose));
    }

    /// <summary>Waits until everything has its row.</summary>
    public void Finish()
    {
        if (Batch.Rates > 0) HandOver();
        tables.Rows.Wait();
        Batch.Return();
        foreach (var batch in free) batch.Return();
    }

    void Write(RateBatch batch, (long Item, int Rates)[] whose)
    {
        var ends = batch.Ends;
        int at = 0, references = 0, prices = 0;
        foreach (var (item, until) in whose)
            for (; at < until; at++, rate++)
            {
                foreach (ref readonly var price in batch.Prices[prices..ends[at].Prices])
                {
                    tables.Prices.Row(item, rate, price, batch.Known);
                    counts.Add(price, batch.Known);
                }
                var mine = batch.References[references..ends[at].References];
                tables.Links.Rows(rate, mine);
                Name(mine, (uint)(ends[at].Prices - prices));
                (references, prices) = ends[at];
            }
        batch.Clear();
        free.Push(batch);
    }

    void Name(ReadOnlySpan<int> references, uint prices)
    {
        foreach (int reference in references)
        {
            if (reference >= named.Length) Array.Resize(ref named, Math.Max(reference + 1, named.Length * 2));
            ref var one = ref named[reference];
            one = (one.Prices + prices, one.Links + 1);
            if (one.Prices >= Much || one.Links >= Much) Overflow(reference);
        }
    }

    void Overflow(int reference)
    {
        var (prices, links) = more.GetValueOrDefault(reference);
        more[reference] = (prices + named[reference].Prices, links + named[reference].Links);
        named[reference] = default;
    }

    /// <summary>Prices of the rates that name a reference, and how often it is named; once everything has its row.</summary>
    public (long Prices, long Links) Named(int reference)
    {
        var (prices, links) = more.GetValueOrDefault(reference);
        return reference < named.Length ? (prices + named[reference].Prices, links + named[reference].Links) : (prices, links);
    }
}
