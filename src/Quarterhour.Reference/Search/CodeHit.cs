namespace Quarterhour.Reference.Search;

/// <summary>A code that was found, of whatever set.</summary>
/// <param name="Code">As people write it: <c>97110</c>, <c>M54.50</c>.</param>
/// <param name="Set">The set: <c>therapy</c>, <c>icd10cm</c>, <c>hcpcs</c>, <c>places</c>, <c>taxonomies</c>, <c>cpt</c>, <c>numbers</c>.</param>
/// <param name="Label">What it is: our own words for therapy codes, else the title of the agency's file or of the user's own.</param>
/// <param name="Score">How well it fits; comparable within one answer only.</param>
/// <param name="Phrase">The words by which it was found; null when by its number or its title.</param>
/// <param name="Billable">False for a heading of ICD-10-CM, which can't be billed.</param>
public readonly record struct CodeHit(string Code, string Set, string Label, int Score, string? Phrase = null, bool Billable = true);
