namespace Quarterhour.Claims.Remittances;

/// <summary>Something about a payment that a person has to look at.</summary>
/// <param name="Id">One word for programs: forced-whole-charge, forced-negative, wrong-group, not-balanced, remark-missing, unknown-code, information-code, patient-discount, share-differs, charge-differs, units-differ.</param>
/// <param name="Message">What is wrong, and what to do.</param>
public sealed record Doubt(string Id, string Message);
