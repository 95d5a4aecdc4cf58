using System.Collections.Immutable;

namespace Quarterhour.Claims;

/// <summary>Another coverage of the patient, loop 2320; with what its payer did, where it decided before.</summary>
/// <param name="Coverage">The coverage.</param>
/// <param name="Paid">AMT*D; null where it has not decided.</param>
/// <param name="Decided">DTP*573; null where it has not decided.</param>
public sealed record OtherCoverage(Coverage Coverage, decimal? Paid = null, DateOnly? Decided = null)
{
    /// <summary>At claim level; those of the lines stand there.</summary>
    public ImmutableArray<AdjustedAmount> Adjustments { get; init; } = [];
}

/// <summary>What an earlier payer decided on a line, loop 2430.</summary>
/// <param name="Payer">That payer's id, as in its coverage.</param>
/// <param name="Paid">Dollars.</param>
/// <param name="Units">Units paid.</param>
/// <param name="Decided">DTP*573.</param>
public sealed record LineDecision(string Payer, decimal Paid, int Units, DateOnly? Decided)
{
    public ImmutableArray<AdjustedAmount> Adjustments { get; init; } = [];
}

/// <summary>An adjustment, one triplet of a CAS.</summary>
/// <param name="Group">CO, PR, OA, PI or CR.</param>
/// <param name="Code">The adjustment reason's code number.</param>
/// <param name="Amount">Dollars; a positive one lowers the payment.</param>
/// <param name="Quantity">Units, where told.</param>
public sealed record AdjustedAmount(string Group, string Code, decimal Amount, int? Quantity = null);
