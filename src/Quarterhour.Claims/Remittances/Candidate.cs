using System.Collections.Immutable;

namespace Quarterhour.Claims.Remittances;

/// <summary>A claim of ours that a payment might be for. For a person to choose; nothing is posted by it.</summary>
/// <param name="Claim">Ours.</param>
/// <param name="Score">The weight of all that agrees.</param>
/// <param name="Agrees">What agrees, in words.</param>
public sealed record Candidate(Claim Claim, int Score, ImmutableArray<string> Agrees);
