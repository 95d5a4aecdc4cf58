namespace Quarterhour.Practice.Rows;

/// <summary>A line of a claim, for search and reports; the claim's JSON has all of it.</summary>
public sealed class ClaimLineRow
{
    public long Id { get; set; }

    public required string Claim { get; set; }

    /// <summary>From 1.</summary>
    public required int Position { get; set; }

    public required string Control { get; set; }

    public required string Code { get; set; }

    /// <summary>With a dash between.</summary>
    public required string Modifiers { get; set; }

    public required DateOnly Day { get; set; }

    public required int Units { get; set; }

    public required long ChargeCents { get; set; }

    public long? ExpectedCents { get; set; }
}
