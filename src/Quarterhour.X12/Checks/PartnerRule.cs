namespace Quarterhour.X12;

/// <summary>A rule of one receiver, as data: what an element must hold, or that a segment must or must not be there.</summary>
/// <param name="Name">A short name, which the finding shows.</param>
/// <param name="Loop">The loop in which it holds, for example 2300; null for any.</param>
/// <param name="Tag">The segment, for example REF.</param>
public sealed record PartnerRule(string Name, string? Loop, string Tag)
{
    /// <summary>The first element that the segment must have for the rule to hold, for example G1; null for any.</summary>
    public string? Qualifier { get; init; }

    /// <summary>The element that is looked at; 0 for the segment as a whole.</summary>
    public int Element { get; init; }

    /// <summary>The values allowed; empty for any.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];

    /// <summary>The longest value allowed; 0 for any.</summary>
    public int Longest { get; init; }

    /// <summary>The segment, or the element of it, must be there.</summary>
    public bool Required { get; init; }

    /// <summary>The segment, or the element of it, must not be there.</summary>
    public bool Forbidden { get; init; }

    /// <summary>What the receiver says, in words for a person.</summary>
    public string? Says { get; init; }
}
