using System.Runtime.CompilerServices;

namespace Quarterhour.Rates.Parsing;

/// <summary>Rates as they are read, one behind the other: to whom they go and what is paid. Used again once they are written.</summary>
sealed class RateBatch
{
    /// <summary>As many as an array holds that is no large object.</summary>
    public const int PricesOfArray = 512;

    /// <summary>As many as most parts of long items have.</summary>
    const int UsualReferences = 8 << 10;

    Price[] prices;
    int[] references;
    (int References, int Prices)[] ends;

    /// <param name="large">It will hold a part of a long item, and need not grow.</param>
    public RateBatch(bool large = false)
    {
        prices = new Price[large ? PricesOfArray : 64];
        references = new int[large ? UsualReferences : 256];
        ends = new (int, int)[large ? PricesOfArray : 64];
    }

    /// <summary>Numbers of the provider references of all rates, inline groups included; one that is listed twice counts twice.</summary>
    public ReadOnlySpan<int> References => references.AsSpan(0, ReferenceCount);

    public ReadOnlySpan<Price> Prices => prices.AsSpan(0, PriceCount);

    /// <summary>Where the references and prices of each rate end.</summary>
    public ReadOnlySpan<(int References, int Prices)> Ends => ends.AsSpan(0, Rates);

    public int ReferenceCount { get; private set; }

    public int PriceCount { get; private set; }

    public int Rates { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddReference(int number)
    {
        if (ReferenceCount == references.Length) Array.Resize(ref references, ReferenceCount * 2);
        references[ReferenceCount++] = number;
    }

    /// <summary>Room for one more price, blank.</summary>
    public ref Price AddPrice()
    {
        if (PriceCount == prices.Length) Array.Resize(ref prices, PriceCount * 2);
        ref var price = ref prices[PriceCount++];
        price = default;
        return ref price;
    }

    /// <summary>What was added since the last rate is one.</summary>
    public void EndRate()
    {
        if (Rates == ends.Length) Array.Resize(ref ends, Rates * 2);
        ends[Rates++] = (ReferenceCount, PriceCount);
    }

    public void Clear() => (ReferenceCount, PriceCount, Rates) = (0, 0, 0);
}
