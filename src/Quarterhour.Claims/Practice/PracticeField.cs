namespace Quarterhour.Claims;

/// <summary>A field of the practice file.</summary>
/// <param name="Name">As it stands in YAML, and at the head of a CSV column.</param>
/// <param name="Form">What it takes.</param>
/// <param name="Says">What it is and where on the claim it goes.</param>
/// <param name="Needed">A claim that uses the entry is held without it.</param>
public sealed record PracticeField(string Name, FieldForm Form, string Says, bool Needed = false)
{
    /// <summary>The section whose entries it names; null for none.</summary>
    public string? Names { get; init; }
}
