namespace Quarterhour.Practice.Rows;

/// <summary>A payer's decision on a claim.</summary>
public sealed class DecisionRow
{
    public long Id { get; set; }

    public required long Remittance { get; set; }

    /// <summary>In the payment, from 1.</summary>
    public required int Position { get; set; }

    /// <summary>Ours; null while nobody knows which.</summary>
    public string? Claim { get; set; }

    /// <summary>CLP01 as it came.</summary>
    public required string ToldNumber { get; set; }

    /// <summary>CLP07.</summary>
    public required string PayerControl { get; set; }

    /// <summary>CLP02.</summary>
    public required string Status { get; set; }

    public required long ChargeCents { get; set; }

    public required long PaidCents { get; set; }

    /// <summary>The decision that it takes back.</summary>
    public long? Reverses { get; set; }

    /// <summary>Its adjustments as they were told, line by line; null for those posted before version 4.</summary>
    public string? Told { get; set; }
}
