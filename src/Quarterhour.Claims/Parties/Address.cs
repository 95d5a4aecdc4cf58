namespace Quarterhour.Claims;

/// <summary>A postal address in the United States.</summary>
/// <param name="Street">N301.</param>
/// <param name="City">N401.</param>
/// <param name="State">Two letters.</param>
/// <param name="Zip">Five or nine digits, without a dash.</param>
public sealed record Address(string Street, string City, string State, string Zip)
{
    public string? Street2 { get; init; }
}
