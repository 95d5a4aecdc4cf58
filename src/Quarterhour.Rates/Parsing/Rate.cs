namespace Quarterhour.Rates.Parsing;

/// <summary>One element of <c>negotiated_rates</c>: to whom it goes and what is paid.</summary>
sealed class Rate
{
    /// <summary>Numbers of the provider references, inline groups included; one that is listed twice counts twice.</summary>
    public List<int> References { get; } = [];

    public List<Price> Prices { get; } = [];

    public void Clear()
    {
        References.Clear();
        Prices.Clear();
    }
}
