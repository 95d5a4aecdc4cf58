using Quarterhour.Rates.Parsing;

namespace Quarterhour.Rates.Files;

/// <summary>What an item says of all its rates.</summary>
sealed record ItemWords(Parquet.Token? Type, Parquet.Token? Code, Parquet.Token? Arrangement)
{
    public ItemWords(ItemHead head) : this(Of(head.Type), Of(head.Code), Of(head.Arrangement)) { }

    static Parquet.Token? Of(string? text) => text is null ? null : new(System.Text.Encoding.UTF8.GetBytes(text));
}

/// <summary>A wanted item with rates that wait to be joined: all of them, or a part.</summary>
/// <param name="head">Of the item, the same for all of its parts; complete with the last.</param>
/// <param name="rates">For its rates.</param>
sealed class HeldItem(ItemHead head, RateBatch rates)
{
    public ItemHead Head => head;

    /// <summary>Made once, and the same for all of its parts.</summary>
    public ItemWords? Words { get; set; }

    public RateBatch Rates => rates;

    public void Take(ItemHead head)
    {
        var mine = Head;
        (mine.Arrangement, mine.Name, mine.Type, mine.TypeVersion, mine.Code) = (head.Arrangement, head.Name, head.Type, head.TypeVersion, head.Code);
        (mine.Severity, mine.Description, mine.Bundled, mine.Covered) = (head.Severity, head.Description, head.Bundled, head.Covered);
    }
}
