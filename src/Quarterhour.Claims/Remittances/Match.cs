using System.Collections.Immutable;
using Quarterhour.X12;

namespace Quarterhour.Claims.Remittances;

/// <summary>A payer's decision held against our claims: whose it is, or why nobody can say.</summary>
public sealed record Match
{
    public required ClaimPayment Payment { get; init; }

    /// <summary>Ours; null where it was not matched.</summary>
    public Claim? Claim { get; init; }

    /// <summary>Each of the payer's lines with ours; as many as the payment has, where it was matched.</summary>
    public ImmutableArray<(ServicePayment Payment, ServiceLine Sent, MatchedBy By)> Lines { get; init; } = [];

    /// <summary>Why it was not matched; null where it was.</summary>
    public string? Reason { get; init; }

    /// <summary>What it might be for, the likeliest first.</summary>
    public ImmutableArray<Candidate> Candidates { get; init; } = [];
}
