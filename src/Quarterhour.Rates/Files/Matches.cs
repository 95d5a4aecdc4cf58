using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Quarterhour.Rates.Parquet;
using Quarterhour.Rates.Parsing;

namespace Quarterhour.Rates.Files;

/// <summary>What one Parquet group of joined rows is made of: rates, their prices, and the provider groups that were found for each.</summary>
sealed class Matches
{
    /// <summary>The index of a price's value in a column, -1 for none.</summary>
    internal delegate int IndexOfPrice(ValueColumn column, in Price price);

    /// <summary>The index of a provider group's value in a column, -1 for none.</summary>
    internal delegate int IndexOfMatch(ValueColumn column, GroupStore store, in Match match);

    /// <summary>A number that is the same in all rows of a match.</summary>
    internal delegate long NumberOf(in Rate rate, in Match match);

    const int NotAsked = -2;

    Rate[] rates = new Rate[256];
    Cells<Match> matches = Pools.Take<Match>(4096);
    Cells<int> prices = Pools.Take<int>(4096), indices = Pools.Take<int>(4096);
    int rateCount, matchCount, priceCount;

    /// <summary>What an item says of all its rates.</summary>
    internal sealed record Words(Token? Type, Token? Code, Token? Arrangement);

    /// <summary>A rate by its numbers.</summary>
    /// <param name="Item">The item's number.</param>
    /// <param name="Number">Its own.</param>
    /// <param name="FirstPrice">The number of its first price; the others follow.</param>
    /// <param name="Words">Of the item.</param>
    /// <param name="From">Has its prices.</param>
    internal record struct Rate(long Item, long Number, long FirstPrice, Words Words, RateBatch From)
    {
        internal int Prices, MatchesEnd;
    }

    /// <summary>A provider group that was found for a rate, and the prices that have rows here.</summary>
    internal unsafe struct Match
    {
        readonly byte* id, tin;
        readonly int idLength, tinLength, businessLength;

        /// <param name="id">Where it does not move, as all of the group's bytes.</param>
        /// <param name="networks">The number that the reference has for them.</param>
        /// <param name="found">The group.</param>
        /// <param name="number">The group's number.</param>
        public Match(ReadOnlySpan<byte> id, int networks, in GroupStore.Group found, long number)
        {
            this.id = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(id));
            // the name stands behind the tax number
            tin = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(found.Tin));
            (idLength, tinLength, businessLength) = (id.Length, found.Tin.Length, found.BusinessName.Length);
            (Networks, TinType, NpiCount, Group) = (networks, found.TinType, found.NpiCount, number);
        }

        public int Networks { get; }

        public int TinType { get; }

        public int NpiCount { get; }

        public long Group { get; }

        /// <summary>The first of the rate's prices, and how many.</summary>
        public int First, Prices;

        public readonly ReadOnlySpan<byte> Id => new(id, idLength);

        public readonly ReadOnlySpan<byte> Tin => new(tin, tinLength);

        public readonly ReadOnlySpan<byte> BusinessName => new(tin + tinLength, businessLength);
    }

    /// <summary>The groups' bytes stand there.</summary>
    GroupStore? store;

    /// <param name="of">The rate.</param>
    /// <param name="all">Places of all its prices where they are from.</param>
    /// <param name="from">Has the group.</param>
    /// <param name="match">The group.</param>
    public void Add(in Rate of, ReadOnlySpan<int> all, GroupStore from, in Match match)
    {
        store = from;
        if (rateCount == 0 || rates[rateCount - 1].Number != of.Number)
        {
            if (rateCount == rates.Length) Array.Resize(ref rates, rateCount * 2);
            rates[rateCount++] = of with { Prices = priceCount };
            while (priceCount + all.Length > prices.Length) prices = Pools.Grown(prices, prices.Length * 2);
            all.CopyTo(prices.Rows(priceCount + all.Length)[priceCount..]);
            priceCount += all.Length;
        }
        if (matchCount == matches.Length) matches = Pools.Grown(matches, matchCount * 2);
        matches[matchCount++] = match;
        rates[rateCount - 1].MatchesEnd = matchCount;
    }

    public void Clear()
    {
        // what they refer to is let go
        rates.AsSpan(0, rateCount).Clear();
        (rateCount, matchCount, priceCount, store) = (0, 0, 0, null);
    }

    public void OfRates(ValueColumn column, Func<Words, Token?> of)
    {
        int match = 0;
        foreach (ref readonly var rate in rates.AsSpan(0, rateCount))
        {
            int index = column.Index(of(rate.Words)), rows = 0;
            for (; match < rate.MatchesEnd; match++) rows += matches[match].Prices;
            column.Room(rows).Fill(index);
        }
    }

    public void OfPrices(ValueColumn column, IndexOfPrice of)
    {
        if (indices.Length < priceCount) indices = Pools.Grown(indices, prices.Length);
        indices.Rows(priceCount).Fill(NotAsked);
        int at = 0;
        foreach (ref readonly var rate in rates.AsSpan(0, rateCount))
            for (; at < rate.MatchesEnd; at++)
            {
                ref readonly var match = ref matches[at];
                int first = rate.Prices + match.First;
                var room = column.Room(match.Prices);
                for (int i = 0; i < room.Length; i++)
                {
                    ref int index = ref indices[first + i];
                    if (index == NotAsked) index = of(column, rate.From.Prices[prices[first + i]]);
                    room[i] = index;
                }
            }
    }

    public void OfGroups(ValueColumn column, IndexOfMatch of)
    {
        foreach (ref readonly var match in matches.Rows(matchCount)) column.Room(match.Prices).Fill(of(column, store!, match));
        GC.KeepAlive(store);
    }

    public void Numbers(Span<long> room, NumberOf of)
    {
        int at = 0;
        foreach (ref readonly var rate in rates.AsSpan(0, rateCount))
            for (; at < rate.MatchesEnd; at++)
            {
                ref readonly var match = ref matches[at];
                room[..match.Prices].Fill(of(rate, match));
                room = room[match.Prices..];
            }
    }

    public void PriceNumbers(Span<long> room)
    {
        int at = 0;
        foreach (ref readonly var rate in rates.AsSpan(0, rateCount))
            for (; at < rate.MatchesEnd; at++)
            {
                ref readonly var match = ref matches[at];
                for (int i = 0; i < match.Prices; i++) room[i] = rate.FirstPrice + match.First + i;
                room = room[match.Prices..];
            }
    }
}
