namespace Quarterhour.Practice.Rows;

/// <summary>Something that happened to a claim. Never changed.</summary>
public sealed class ClaimEventRow
{
    public long Id { get; set; }

    public required string Claim { get; set; }

    public required string At { get; set; }

    public required ClaimState State { get; set; }

    public required string Reason { get; set; }

    /// <summary>Hash of the file that told it.</summary>
    public string? File { get; set; }
}
