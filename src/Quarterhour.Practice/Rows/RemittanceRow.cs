namespace Quarterhour.Practice.Rows;

/// <summary>A payment that was posted. Payer and trace are known once.</summary>
public sealed class RemittanceRow
{
    public long Id { get; set; }

    /// <summary>The file it came in.</summary>
    public required string Hash { get; set; }

    /// <summary>TRN03, else the payer's id.</summary>
    public required string Payer { get; set; }

    /// <summary>TRN02.</summary>
    public required string Trace { get; set; }

    public required string PayerName { get; set; }

    public required long AmountCents { get; set; }

    public DateOnly? PaidOn { get; set; }

    public required string PostedAt { get; set; }
}
