using Quarterhour.Rates.Parsing;

namespace Quarterhour.Rates.Files;

/// <summary>A wanted item with all of its rates, waiting to be joined.</summary>
sealed class HeldItem
{
    public ItemHead Head { get; } = new();

    /// <summary>Where the references and prices of each rate end.</summary>
    public List<(int References, int Prices)> Ends { get; } = [];

    public List<int> References { get; } = [];

    public List<Price> Prices { get; } = [];

    public void Add(Rate rate)
    {
        References.AddRange(rate.References);
        Prices.AddRange(rate.Prices);
        Ends.Add((References.Count, Prices.Count));
    }

    public void Take(ItemHead head)
    {
        var mine = Head;
        (mine.Arrangement, mine.Name, mine.Type, mine.TypeVersion, mine.Code) = (head.Arrangement, head.Name, head.Type, head.TypeVersion, head.Code);
        (mine.Severity, mine.Description, mine.Bundled, mine.Covered) = (head.Severity, head.Description, head.Bundled, head.Covered);
    }
}
