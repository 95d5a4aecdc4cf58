namespace Quarterhour.Practice.Rows;

/// <summary>A claim in a submission.</summary>
public sealed class SubmittedClaimRow
{
    public long Id { get; set; }

    public required long Submission { get; set; }

    public required string Claim { get; set; }
}
