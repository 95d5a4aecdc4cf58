namespace Quarterhour.Rates.Validation;

/// <summary>One thing that is wrong in a rate file.</summary>
/// <param name="Path">JSON path of the value, or of the member that is missing.</param>
/// <param name="Offset">Byte in the uncompressed text: of the value, or of the object that lacks a member.</param>
/// <param name="Rule">Which rule it breaks.</param>
/// <param name="Message">What is wrong and what to do.</param>
public readonly record struct Fault(string Path, long Offset, string Rule, string Message);
