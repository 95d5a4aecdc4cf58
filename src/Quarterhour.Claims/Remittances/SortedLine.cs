using System.Collections.Immutable;
using Quarterhour.Billing.Denials;
using Quarterhour.X12;

namespace Quarterhour.Claims.Remittances;

/// <summary>What a payer decided on a line of ours, with every cent of the difference explained. Dollars.</summary>
public sealed record SortedLine
{
    /// <summary>Our line; null where it was not matched, and for what was decided on the claim as a whole.</summary>
    public ServiceLine? Sent { get; init; }

    /// <summary>The payer's lines: several where it split ours, none for what was decided on the claim as a whole.</summary>
    public ImmutableArray<ServicePayment> Payments { get; init; } = [];

    /// <summary>Position in the remittance's claim, from 1; 0 for the claim as a whole.</summary>
    public int Number { get; init; }

    public required decimal Charge { get; init; }

    public required decimal Paid { get; init; }

    /// <summary>Their sum is charge less paid, always.</summary>
    public required ImmutableArray<Difference> Differences { get; init; }

    /// <summary>The payment was held against what was expected.</summary>
    public bool Compared { get; init; }

    /// <summary>What is needed to say what it should have brought; null where that is known, or nothing asks.</summary>
    public string? Needs { get; init; }

    public ImmutableArray<Doubt> Doubts { get; init; } = [];

    /// <summary>Remark codes of the line.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>What of the difference has this kind.</summary>
    public decimal Of(DifferenceKind kind)
    {
        decimal sum = 0;
        foreach (var one in Differences)
            if (one.Kind == kind) sum += one.Amount;
        return sum;
    }
}
