namespace Quarterhour.Practice.Rows;

/// <summary>The last number given of a kind.</summary>
public sealed class ControlNumberRow
{
    public required string Kind { get; set; }

    public required long Last { get; set; }
}
