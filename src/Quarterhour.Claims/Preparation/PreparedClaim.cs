using System.Collections.Immutable;
using Quarterhour.Billing;

namespace Quarterhour.Claims;

/// <summary>What became of a bill: a claim that can be sent, or why there is none.</summary>
/// <param name="Bill">The bill.</param>
/// <param name="Claim">Null where it is held.</param>
/// <param name="Holds">Every reason for which it is held; none where it is not.</param>
public sealed record PreparedClaim(Bill Bill, Claim? Claim, ImmutableArray<Hold> Holds);
