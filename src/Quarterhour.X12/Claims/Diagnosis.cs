namespace Quarterhour.X12;

/// <summary>A diagnosis of a claim. Pointers of lines count them from 1.</summary>
/// <param name="Qualifier">ABK for the first and ABF for the others (ICD-10-CM); BK and BF for ICD-9.</param>
/// <param name="Code">The code without a dot.</param>
public sealed record Diagnosis(string Qualifier, string Code);
