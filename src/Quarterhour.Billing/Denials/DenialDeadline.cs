namespace Quarterhour.Billing.Denials;

/// <summary>How long there is to act.</summary>
/// <param name="Name">Its name in the values file.</param>
/// <param name="Says">In words, with whose rule it is.</param>
/// <param name="Days">Counted from the notice, the request or the date of service, as <paramref name="Says"/> tells.</param>
/// <param name="Confidence">How sure.</param>
/// <param name="Source">Where it is written.</param>
public sealed record DenialDeadline(string Name, string Says, int Days, Confidence Confidence, string Source);
