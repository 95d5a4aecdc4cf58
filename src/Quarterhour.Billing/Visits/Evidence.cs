namespace Quarterhour.Billing.Visits;

/// <summary>What the record shows of one intervention that would support a modifier. Null means that the input does not say.</summary>
/// <param name="SeparateTime">Done in a block of time of its own, apart from the other codes.</param>
/// <param name="SeparateEncounter">Done in another encounter of the day.</param>
/// <param name="SeparateStructure">Done on another part of the body.</param>
/// <param name="SeparatePractitioner">Done by another practitioner.</param>
/// <param name="NotOverlapping">Does not overlap the usual parts of the other service.</param>
/// <param name="Reduced">An untimed service was furnished in part only.</param>
public sealed record Evidence(bool? SeparateTime = null, bool? SeparateEncounter = null, bool? SeparateStructure = null, bool? SeparatePractitioner = null,
    bool? NotOverlapping = null, bool? Reduced = null);
