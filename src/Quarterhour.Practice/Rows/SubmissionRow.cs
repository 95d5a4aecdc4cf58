namespace Quarterhour.Practice.Rows;

/// <summary>A transaction that was sent: which claims in which file, under which numbers answers come back.</summary>
public sealed class SubmissionRow
{
    public long Id { get; set; }

    /// <summary>BHT03, which a 277CA returns.</summary>
    public required string Batch { get; set; }

    public required string Payer { get; set; }

    public required string Receiver { get; set; }

    /// <summary>ISA13, nine digits.</summary>
    public required string Interchange { get; set; }

    /// <summary>GS06.</summary>
    public required string Group { get; set; }

    /// <summary>ST02.</summary>
    public required string Transaction { get; set; }

    public required string File { get; set; }

    /// <summary>SHA-256 of the file.</summary>
    public required string Hash { get; set; }

    public required string SentAt { get; set; }

    /// <summary>Sent, Accepted or Rejected.</summary>
    public required ClaimState State { get; set; }

    public string? Reason { get; set; }
}
