namespace Quarterhour.Billing.Visits;

/// <summary>What the treatment note of the day states.</summary>
/// <param name="TimedMinutes">Total minutes of timed codes.</param>
/// <param name="TotalMinutes">Total treatment time, timed and untimed.</param>
/// <param name="Signed">Signature and credentials of whoever furnished it.</param>
/// <param name="Done">Each intervention is named, in words that can be compared with the claim.</param>
/// <param name="Date">The date that the note bears.</param>
public sealed record TreatmentNote(int? TimedMinutes, int? TotalMinutes, bool? Signed, bool? Done = null, DateOnly? Date = null);
