namespace Quarterhour.Practice.Rows;

/// <summary>A claim: what is asked for, and the whole of it as JSON.</summary>
public sealed class ClaimRow
{
    public required string Number { get; set; }

    public required string Visit { get; set; }

    /// <summary>The practice's word for the payer.</summary>
    public required string Payer { get; set; }

    /// <summary>The number under which receivers know it.</summary>
    public required string PayerNumber { get; set; }

    public required string Patient { get; set; }

    public required string Member { get; set; }

    public required DateOnly Day { get; set; }

    public required long ChargeCents { get; set; }

    /// <summary>What the payer should pay; null where it is undecided.</summary>
    public long? ExpectedCents { get; set; }

    /// <summary>1 original, 7 replacement, 8 void.</summary>
    public required int Frequency { get; set; }

    public required ClaimState State { get; set; }

    /// <summary>Why it stands there, in words.</summary>
    public string? Reason { get; set; }

    /// <summary>The payer's number of it, once told.</summary>
    public string? PayerControl { get; set; }

    public required string MadeAt { get; set; }

    public string? SentAt { get; set; }

    /// <summary>When a payer first decided.</summary>
    public string? DecidedAt { get; set; }

    public required string Json { get; set; }

    /// <summary>The practice's word for the facility that bills.</summary>
    public string Facility { get; set; } = "";
}
