using System.Collections.Immutable;

namespace Quarterhour.Billing.Denials;

/// <summary>What an adjustment reason or remark code means for a therapy claim, in the project's own words. The lists that define the codes belong to X12 and are not here.</summary>
public sealed record Denial
{
    /// <summary>The code's number: 97, B7, N822.</summary>
    public required string Code { get; init; }

    public required DifferenceKind Effect { get; init; }

    /// <summary>The heading under which a worklist puts it: modifier, bundled, authorization.</summary>
    public required string About { get; init; }

    /// <summary>Why a therapy claim earns it.</summary>
    public required string Cause { get; init; }

    /// <summary>What to do.</summary>
    public required string Fix { get; init; }

    public required NextStep Next { get; init; }

    /// <summary>Remark codes that often come with it.</summary>
    public ImmutableArray<string> With { get; init; } = [];

    /// <summary>Names of the findings (<see cref="FindingTemplate.Name"/>) that tell of it before the claim is sent; none where no edit here does.</summary>
    public ImmutableArray<string> PreventedBy { get; init; } = [];

    /// <summary>Ids of what holds a claim that would earn it (docs/claims.md); none where nothing does.</summary>
    public ImmutableArray<string> HeldBy { get; init; } = [];

    /// <summary>How long there is; null where only the payer's contract or manual says.</summary>
    public DenialDeadline? Deadline { get; init; }

    public required Confidence Confidence { get; init; }

    /// <summary>Where the cause is taken from.</summary>
    public required string Source { get; init; }

    /// <summary>Who owes by group code, where that differs from the group's own meaning.</summary>
    internal ImmutableArray<(string Group, string Words)> OwnOwes { get; init; } = [];

    /// <summary>A remark code (RARC), which goes with a reason; else an adjustment reason (CARC).</summary>
    public bool IsRemark => Code[0] is 'M' or 'N';
}
