namespace Quarterhour.Practice.Rows;

/// <summary>Something that waits for a person.</summary>
public sealed class QueueItemRow
{
    public long Id { get; set; }

    /// <summary>unmatched, reversal, decided-before, denial, underpayment, overpayment, takeback, doubt, payment, rejection.</summary>
    public required string Kind { get; set; }

    public string? Claim { get; set; }

    public string? Line { get; set; }

    public long? Remittance { get; set; }

    public long? Decision { get; set; }

    public required long AmountCents { get; set; }

    public required string AdjustmentGroup { get; set; }

    public required string Code { get; set; }

    /// <summary>With a blank between.</summary>
    public required string Remarks { get; set; }

    /// <summary>The heading of the worklist.</summary>
    public required string About { get; set; }

    /// <summary>What is wrong and what to do.</summary>
    public required string Reason { get; set; }

    /// <summary>Claims that it might be for, as JSON.</summary>
    public required string Candidates { get; set; }

    /// <summary>The last day to act, where a rule that the program knows says so; null where only the payer's contract does.</summary>
    public DateOnly? Due { get; set; }

    public required string MadeAt { get; set; }

    public string? DoneAt { get; set; }

    /// <summary>What was done.</summary>
    public string? Done { get; set; }
}
