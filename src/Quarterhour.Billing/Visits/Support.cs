namespace Quarterhour.Billing.Visits;

/// <summary>The need behind one intervention, in the record's words; empty where the record has none, null where the input does not say.</summary>
/// <param name="Impairment">What is impaired, measured where it can be.</param>
/// <param name="Goal">The goal of the plan that it serves.</param>
/// <param name="Skilled">Why it takes the skills of a therapist.</param>
public sealed record Support(string? Impairment = null, string? Goal = null, string? Skilled = null);
