using Quarterhour.Rates.Parsing;

namespace Quarterhour.Rates.Files;

/// <summary>A wanted item with all of its rates, waiting to be joined.</summary>
sealed class HeldItem
{
    public ItemHead Head { get; } = new();

    public RateBatch Rates { get; } = new();

    public void Take(ItemHead head)
    {
        var mine = Head;
        (mine.Arrangement, mine.Name, mine.Type, mine.TypeVersion, mine.Code) = (head.Arrangement, head.Name, head.Type, head.TypeVersion, head.Code);
        (mine.Severity, mine.Description, mine.Bundled, mine.Covered) = (head.Severity, head.Description, head.Bundled, head.Covered);
    }
}
