namespace Quarterhour.Practice.Rows;

/// <summary>Money: a payment, or a part of what was charged and not paid. Never changed. Of a decision the parts and the payment together are the charge.</summary>
public sealed class PostingRow
{
    /// <summary>The kind of what was paid; every other is a kind of difference.</summary>
    public const string Payment = "Payment";

    /// <summary>The kind of what was paid or taken outside of claims; a positive amount lowers the payment.</summary>
    public const string Provider = "Provider";

    public long Id { get; set; }

    public required long Remittance { get; set; }

    public long? Decision { get; set; }

    public string? Claim { get; set; }

    /// <summary>Our line's number; null for the claim as a whole.</summary>
    public string? Line { get; set; }

    public required string Kind { get; set; }

    public required string AdjustmentGroup { get; set; }

    public required string Code { get; set; }

    /// <summary>What a provider adjustment refers to.</summary>
    public required string Reference { get; set; }

    public required long AmountCents { get; set; }
}
