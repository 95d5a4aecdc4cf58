using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Quarterhour.Rates.Parquet;
using Quarterhour.Rates.Parsing;

namespace Quarterhour.Rates.Files;

/// <summary>What one Parquet group of joined rows is made of: rates, their prices, and the provider groups that were found for each.</summary>
sealed class Matches
{
    /// <summary>The index of a price's value in a column, -1 for none.</summary>
    internal delegate int IndexOfPrice(ValueColumn column, Known?[] known, in Price price);

    /// <summary>The index of a provider group's value in a column, -1 for none.</summary>
    internal delegate int IndexOfMatch(ValueColumn column, GroupStore store, in Match match);

    /// <summary>A match has the same value in a column as the one before it.</summary>
    internal delegate bool SameValue(in Match before, in Match match);

    /// <summary>The number of a match's first row.</summary>
    internal delegate long NumberOf(in Rate rate, in Match match);

    Cells<Rate> rates = Pools.Take<Rate>(256);

    /// <summary>Of the items whose rates are here.</summary>
    readonly List<ItemWords> words = [];
    // each has a row at least
    readonly Cells<Match> matches = Pools.Take<Match>(Column.GroupRows);

    Cells<Price> prices = Pools.Take<Price>(1024);

    /// <summary>Of the batches whose prices are here.</summary>
    readonly List<Known?[]> known = [];

    /// <summary>All matches, by rates: most rates have all of their prices for each match. Where a group of rows begins or ends within a match, that one is a run of its own.</summary>
    Cells<Run> runs = Pools.Take<Run>(256);
    int rateCount, matchCount, priceCount, runCount;

    /// <summary>Matches of a rate that stand one behind the other and have the same prices.</summary>
    struct Run(int rate, int first, int prices)
    {
        public readonly int Rate = rate, First = first, Prices = prices;
        public int Matches;
    }

    /// <summary>A rate by its numbers.</summary>
    /// <param name="Item">The item's number.</param>
    /// <param name="Number">Its own.</param>
    /// <param name="FirstPrice">The number of its first price; the others follow.</param>
    internal record struct Rate(long Item, long Number, long FirstPrice)
    {
        internal int Words, Known, Prices;

        /// <summary>Behind its last match.</summary>
        internal int MatchesEnd;
    }

    /// <summary>A provider group that was found for a rate, and the prices that have rows here.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = sizeof(int))]
    internal unsafe struct Match
    {
        readonly byte* id, tin, business;
        readonly int idLength, tinLength, businessLength;

        /// <param name="id">Where it does not move, as all of the group's bytes.</param>
        /// <param name="networks">The number that the reference has for them.</param>
        /// <param name="found">The group.</param>
        /// <param name="number">The group's number.</param>
        public Match(ReadOnlySpan<byte> id, int networks, in GroupStore.Group found, long number)
        {
            this.id = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(id));
            tin = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(found.Tin));
            business = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(found.BusinessName));
            (idLength, tinLength, businessLength) = (id.Length, found.Tin.Length, found.BusinessName.Length);
            (Networks, TinType, NpiCount, Group) = (networks, found.TinType, found.NpiCount, checked((int)number));
        }

        public int Networks { get; }

        public int TinType { get; }

        public int NpiCount { get; }

        public int Group { get; }

        /// <summary>The first of the rate's prices, and how many.</summary>
        public int First, Prices;

        /// <summary>Has its words brought near.</summary>
        public readonly void Approach()
        {
            Prefetch.Line(in *id);
            Prefetch.Line(in *tin);
        }

        public readonly ReadOnlySpan<byte> Id => new(id, idLength);

        /// <summary>Of the same reference, most likely; of the same text for certain.</summary>
        public readonly bool HasIdOf(in Match other) => id == other.id && idLength == other.idLength;

        public readonly ReadOnlySpan<byte> Tin => new(tin, tinLength);

        public readonly ReadOnlySpan<byte> BusinessName => new(business, businessLength);
    }

    /// <summary>The groups' bytes stand there.</summary>
    GroupStore? store;

    /// <param name="item">What it says of all its rates.</param>
    /// <param name="of">The rate.</param>
    /// <param name="batch">Has its prices, among others.</param>
    /// <param name="places">Where they stand there.</param>
    /// <param name="holder">Has the group.</param>
    /// <param name="match">The group.</param>
    public void Add(ItemWords item, in Rate of, RateBatch batch, ReadOnlySpan<int> places, GroupStore holder, in Match match)
    {
        store = holder;
        if (rateCount == 0 || rates[rateCount - 1].Number != of.Number)
        {
            if (rateCount == rates.Length) rates = Pools.Grown(rates);
            if (words.Count == 0 || !ReferenceEquals(words[^1], item)) words.Add(item);
            if (known.Count == 0 || !ReferenceEquals(known[^1], batch.Known)) known.Add(batch.Known);
            rates[rateCount++] = of with { Words = words.Count - 1, Known = known.Count - 1, Prices = priceCount };
            // copied, so that few wanted ones do not hold all that were read with them
            var all = batch.Prices;
            while (priceCount + places.Length > prices.Length) prices = Pools.Grown(prices, 2 * prices.Length);
            foreach (int place in places) prices[priceCount++] = all[place];
        }
        matches[matchCount++] = match;
        rates[rateCount - 1].MatchesEnd = matchCount;
        if (runCount == 0 || runs[runCount - 1] is var last && (last.Rate != rateCount - 1 || last.First != match.First || last.Prices != match.Prices))
        {
            if (runCount == runs.Length) runs = Pools.Grown(runs);
            runs[runCount++] = new(rateCount - 1, match.First, match.Prices);
        }
        runs[runCount - 1].Matches++;
    }

    public void Clear()
    {
        // what they refer to is let go
        words.Clear();
        known.Clear();
        (rateCount, matchCount, priceCount, runCount, store) = (0, 0, 0, 0, null);
    }

    /// <summary>Gives its room back; it can't be used any more.</summary>
    public void Return()
    {
        rates.Return();
        prices.Return();
        matches.Return();
        runs.Return();
    }

    /// <param name="room">Where the rows' indices go.</param>
    /// <param name="column">The column.</param>
    /// <param name="of">The word that an item has there.</param>
    public void OfRates(Span<int> room, ValueColumn column, Func<ItemWords, Token?> of)
    {
        int before = -1, index = -1;
        foreach (ref readonly var run in runs.Rows(runCount))
        {
            int item = rates[run.Rate].Words;
            if (item != before) (before, index) = (item, column.Index(of(words[item])));
            int rows = run.Matches * run.Prices;
            room[..rows].Fill(index);
            room = room[rows..];
        }
        Filled(room.Length);
    }

    /// <param name="room">Where the rows' indices go.</param>
    /// <param name="column">The column.</param>
    /// <param name="of">Of a price.</param>
    public void OfPrices(Span<int> room, ValueColumn column, IndexOfPrice of)
    {
        foreach (ref readonly var run in runs.Rows(runCount))
        {
            ref readonly var rate = ref rates[run.Rate];
            int first = rate.Prices + run.First, rows = run.Matches * run.Prices;
            for (int i = 0; i < run.Prices; i++) room[i] = of(column, known[rate.Known], prices[first + i]);
            if (run.Prices == 1) room[1..rows].Fill(room[0]);
            else
                for (int done = run.Prices, now; done < rows; done += now)
                {
                    now = Math.Min(done, rows - done);
                    room[..now].CopyTo(room[done..]);
                }
            room = room[rows..];
        }
        Filled(room.Length);
    }

    /// <param name="room">Where the rows' indices go.</param>
    /// <param name="column">The column.</param>
    /// <param name="of">Of a match.</param>
    /// <param name="same">Asked first, since many have the value of the one before.</param>
    public void OfGroups(Span<int> room, ValueColumn column, IndexOfMatch of, SameValue same)
    {
        const int Ahead = 8;
        int index = -1;
        for (int at = 0; at < matchCount; at++)
        {
            // their words lie far apart
            if (at + Ahead < matchCount) matches[at + Ahead].Approach();
            ref readonly var match = ref matches[at];
            if (at == 0 || !same(matches[at - 1], match)) index = of(column, store!, match);
            room[..match.Prices].Fill(index);
            room = room[match.Prices..];
        }
        Filled(room.Length);
    }

    /// <param name="room">Where the numbers go.</param>
    /// <param name="of">Of a match's first row.</param>
    /// <param name="step">From one of its rows to the next.</param>
    public void Numbers(Span<long> room, NumberOf of, int step)
    {
        int at = 0;
        foreach (ref readonly var rate in rates.Rows(rateCount))
            for (; at < rate.MatchesEnd; at++)
            {
                ref readonly var match = ref matches[at];
                long number = of(rate, match);
                foreach (ref long row in room[..match.Prices])
                {
                    row = number;
                    number += step;
                }
                room = room[match.Prices..];
            }
        Filled(room.Length);
    }

    /// <summary>Room is not blank: what is left of it would be rows of somebody else's.</summary>
    static void Filled(int left)
    {
        if (left > 0) throw new InvalidOperationException($"{left} rows have no match");
    }
}
