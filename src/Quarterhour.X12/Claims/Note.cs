namespace Quarterhour.X12;

/// <summary>A note, NTE.</summary>
/// <param name="Code">ADD further information, CER certification, DCP plan of treatment, TPO for another.</param>
/// <param name="Text">Up to 80 characters.</param>
public sealed record Note(string Code, string Text);
