using System.Runtime.CompilerServices;
using Quarterhour.Rates.Parquet;

namespace Quarterhour.Rates.Parsing;

/// <summary>Rates as they are read, one behind the other: to whom they go and what is paid. Used again once they are written; nothing of it is the collector's but the words that prices name by number.</summary>
sealed class RateBatch
{
    /// <summary>Prices of a part of a long item.</summary>
    public const int PricesOfPart = 512;

    /// <summary>As many as most parts of long items have.</summary>
    const int UsualReferences = 8 << 10;

    const int FewWords = 32, UsualWords = 256;

    static long lists;

    Cells<Price> prices;
    Cells<int> references;
    Cells<(int References, int Prices)> ends;
    Known?[] known = new Known?[FewWords];

    /// <summary>Tells the words that are listed here from those of other batches, and of this one before.</summary>
    long list = Interlocked.Increment(ref lists);

    /// <summary>The first is none.</summary>
    int knownCount = 1;

    /// <param name="large">It will hold a part of a long item, and need not grow.</param>
    public RateBatch(bool large = false)
    {
        prices = Pools.Take<Price>(large ? PricesOfPart : 64);
        references = Pools.Take<int>(large ? UsualReferences : 256);
        ends = Pools.Take<(int, int)>(large ? PricesOfPart : 64);
    }

    /// <summary>Numbers of the provider references of all rates, inline groups included; one that is listed twice counts twice.</summary>
    public ReadOnlySpan<int> References => references.Rows(ReferenceCount);

    public ReadOnlySpan<Price> Prices => prices.Rows(PriceCount);

    /// <summary>Where the references and prices of each rate end.</summary>
    public ReadOnlySpan<(int References, int Prices)> Ends => ends.Rows(Rates);

    /// <summary>What the words of its prices are, by number. It is not used again: who needs it longer than the batch may keep it.</summary>
    public Known?[] Known => known;

    public int ReferenceCount { get; private set; }

    public int PriceCount { get; private set; }

    public int Rates { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddReference(int number)
    {
        if (ReferenceCount == references.Length) references = Pools.Grown(references, ReferenceCount * 2);
        references[ReferenceCount++] = number;
    }

    /// <summary>Room for one more price, blank. It moves when another is added.</summary>
    public ref Price AddPrice()
    {
        if (PriceCount == prices.Length) prices = Pools.Grown(prices, PriceCount * 2);
        ref var price = ref prices[PriceCount++];
        price = default;
        return ref price;
    }

    /// <summary>The number of a word in this batch. By the thread that understands words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NumberOf(Known? word) => word is null ? 0 : word.Listed == list ? word.Number : List(word);

    int List(Known word)
    {
        if (knownCount == known.Length) Array.Resize(ref known, 2 * knownCount);
        known[knownCount] = word;
        (word.Listed, word.Number) = (list, knownCount);
        return knownCount++;
    }

    /// <summary>What was added since the last rate is one.</summary>
    public void EndRate()
    {
        if (Rates == ends.Length) ends = Pools.Grown(ends, Rates * 2);
        ends[Rates++] = (ReferenceCount, PriceCount);
    }

    public void Clear()
    {
        (ReferenceCount, PriceCount, Rates) = (0, 0, 0);
        (known, knownCount, list) = (new Known?[Math.Min(known.Length, UsualWords)], 1, Interlocked.Increment(ref lists));
    }

    /// <summary>Gives its room back; it can't be used any more.</summary>
    public void Return()
    {
        prices.Return();
        references.Return();
        ends.Return();
    }
}
