using F = Hl7.Fhir.Model;

namespace Quarterhour.Fhir;

/// <summary>References to the parties of one claim.</summary>
/// <param name="System">Begins the systems of the practice's own numbers.</param>
sealed record ClaimNames(string System, F.ResourceReference Patient, F.ResourceReference Provider, F.ResourceReference Payer, F.ResourceReference Coverage, IReadOnlyList<F.ResourceReference> OtherCoverages,
    F.ResourceReference? Rendering, F.ResourceReference? Referring, F.ResourceReference? Supervising);
