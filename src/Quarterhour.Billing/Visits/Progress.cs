namespace Quarterhour.Billing.Visits;

/// <summary>What the record says of progress reports.</summary>
/// <param name="LastReport">The day of the latest report.</param>
/// <param name="TreatmentDaysSince">Treatment days of the discipline since the latest report, or since the episode began, this visit's day among them.</param>
/// <param name="WrittenBy">Who wrote the latest report.</param>
public sealed record Progress(DateOnly? LastReport, int? TreatmentDaysSince, TreatedBy? WrittenBy = null);
