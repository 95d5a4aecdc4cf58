namespace Quarterhour.Practice.Rows;

/// <summary>A file as it came.</summary>
public sealed class ReceivedFileRow
{
    /// <summary>SHA-256.</summary>
    public required string Hash { get; set; }

    /// <summary>835, 999, 277CA or TA1.</summary>
    public required string Kind { get; set; }

    public required string Name { get; set; }

    public required string ReceivedAt { get; set; }

#pragma warning disable CA1819 // a column
    public required byte[] Content { get; set; }
#pragma warning restore CA1819
}
