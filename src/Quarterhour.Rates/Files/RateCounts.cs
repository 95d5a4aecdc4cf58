using Quarterhour.Rates.Parsing;

namespace Quarterhour.Rates.Files;

/// <summary>What was found and written.</summary>
public sealed class RateCounts
{
    /// <summary>Items, negotiated rates, negotiated prices; provider references of the file and groups within them.</summary>
    public long Items, Rates, Prices, References, Groups;

    /// <summary>Prices times provider groups once references are resolved, and the same times the group's list of NPIs.</summary>
    public long GroupRows, NpiRows;

    /// <summary>References of the rates for which no provider group was found.</summary>
    public long Unresolved;

    /// <summary>Prices that the filters left out, and rates of which nothing was left.</summary>
    public long FilteredPrices, FilteredRates;

    /// <summary><c>negotiated_rate</c> over all prices.</summary>
    public ExactSum Sum { get; } = new();

    internal void Add(in Price price, Known?[] known)
    {
        Prices++;
        if (price.HasRate) Sum.Add(price.Rate);
        else if (known[price.RateText]?.Meaning is { } text) Sum.Add(text.Bytes);
    }
}
