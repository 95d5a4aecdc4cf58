using Quarterhour.Billing;

namespace Quarterhour.Reference.Search;

/// <summary>A code as the search knows it.</summary>
/// <param name="Code">The code.</param>
/// <param name="Set">The set it belongs to: <c>therapy</c>.</param>
/// <param name="Label">Our own words for it.</param>
/// <param name="Phrases">What people call it.</param>
/// <param name="Rank">0 to 9: how often it is the one that is meant.</param>
/// <param name="Weight">Percent: 100 for a code in use, less for one that stands behind.</param>
public sealed record SearchEntry(ProcedureCode Code, string Set, string Label, IReadOnlyList<string> Phrases, int Rank, int Weight = 100);

/// <summary>A code that was found.</summary>
/// <param name="Entry">The code.</param>
/// <param name="Score">How well it fits; comparable within one answer only.</param>
/// <param name="Phrase">The words by which it was found; null when it was found by its number.</param>
/// <param name="Fit">How much of the question the phrase answers and how much of the phrase was asked for, 1,000 for all; comparable between sets.</param>
public readonly record struct SearchHit(SearchEntry Entry, int Score, string? Phrase, int Fit = 0);
