using Quarterhour.Rates.Parsing;

namespace Quarterhour.Rates.Files;

/// <summary>A wanted item with rates that wait to be joined: all of them, or a part.</summary>
/// <param name="head">Of the item, the same for all of its parts.</param>
sealed class HeldItem(ItemHead head)
{
    public ItemHead Head => head;

    public RateBatch Rates { get; } = new();

    public void Take(ItemHead head)
    {
        var mine = Head;
        (mine.Arrangement, mine.Name, mine.Type, mine.TypeVersion, mine.Code) = (head.Arrangement, head.Name, head.Type, head.TypeVersion, head.Code);
        (mine.Severity, mine.Description, mine.Bundled, mine.Covered) = (head.Severity, head.Description, head.Bundled, head.Covered);
    }
}
