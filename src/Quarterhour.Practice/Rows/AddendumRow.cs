namespace Quarterhour.Practice.Rows;

/// <summary>What was said about a visit after its signature.</summary>
public sealed class AddendumRow
{
    public long Id { get; set; }

    public required string Visit { get; set; }

    public required string At { get; set; }

    public required string Account { get; set; }

    /// <summary>Who said it, by name.</summary>
    public required string Name { get; set; }

    public required string Words { get; set; }
}
