using Quarterhour.Billing.Visits;

namespace Quarterhour.Claims;

/// <summary>Which of a patient's coverages a claim goes to, and which others there are.</summary>
sealed class CoverageChoice
{
    readonly PracticeRecords practice;
    readonly HoldList holds;

    public CoverageChoice(PracticeRecords practice, Visit visit, CoverageOrder? order, HoldList holds)
    {
        (this.practice, this.holds) = (practice, holds);
        var patient = practice.Find("patients", visit.Patient)!;
        var inForce = practice.Of("coverages", "patient", patient.Id).Where(entry => entry.InForce(visit.Date)).ToList();
        var fitting = order is { } place ? inForce.FindAll(entry => PartyReading.Order(entry, holds) == place) : inForce.FindAll(entry => entry.Text("payer") == visit.Payer);
        // a profile serves many payers
        if (fitting.Count == 0 && order is null) fitting = inForce.FindAll(entry => PayerOf(entry)?.Text("profile") == visit.Payer);
        string what = order is { } asked ? $"{asked.ToString().ToLowerInvariant()} coverage" : $"coverage by {visit.Payer}";
        if (fitting.Count == 0) holds.Of(patient, HoldKind.Coverage, null, $"no {what} on {visit.Date:yyyy-MM-dd} in coverages");
        else if (fitting.Count > 1) holds.Of(fitting[1], HoldKind.Coverage, null, $"a second {what} on {visit.Date:yyyy-MM-dd}");
        if (fitting is not [var sent]) return;
        (Sent, Payer) = (sent, PayerOf(sent));
        if (Payer is null) holds.Missing(sent, "payer");
        var read = inForce.Where(entry => entry != sent).Select(entry => (Entry: entry, Coverage: Read(entry))).Where(static one => one.Coverage is not null).Select(static one => (one.Entry, one.Coverage!));
        Others = [.. read.OrderBy(static one => one.Item2.Order)];
        foreach (var (entry, other) in Others)
            if (other.Order == PartyReading.Order(sent, holds) || Others.Any(one => one.Entry != entry && one.Coverage.Order == other.Order)) holds.Of(entry, HoldKind.Coverage, "order", $"two coverages on {visit.Date:yyyy-MM-dd} are {other.Order.ToString().ToLowerInvariant()}");
    }

    /// <summary>The coverage that the claim goes to; null where there is not exactly one.</summary>
    public PracticeEntry? Sent { get; }

    /// <summary>Its payer.</summary>
    public PracticeEntry? Payer { get; }

    /// <summary>The patient's other coverages on the date, in their order.</summary>
    public IReadOnlyList<(PracticeEntry Entry, Coverage Coverage)> Others { get; } = [];

    public Coverage? Read(PracticeEntry entry) => PayerOf(entry) is { } payer ? PartyReading.Coverage(entry, PartyReading.Payer(payer, practice.ReceiverOf(payer)?.Id, holds), holds) : null;

    PracticeEntry? PayerOf(PracticeEntry coverage) => practice.Find("payers", coverage.Text("payer"));
}
