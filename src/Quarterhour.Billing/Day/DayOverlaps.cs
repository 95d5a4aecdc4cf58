using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Day;

/// <summary>Looks across a day's visits for one clinician's, and one patient's, minutes that do not fit into the time that passed.</summary>
static class DayOverlaps
{
    public static void Find(IReadOnlyList<Bill> bills, CodeCatalogue codes)
    {
        Dictionary<string, List<Stretch>>? clinicians = null, patients = null;
        foreach (var bill in bills)
            foreach (var intervention in bill.Visit.Interventions)
            {
                if (intervention is not { Start: { } start, End: { } end, Minutes: { } minutes } || end <= start || minutes > (end - start).TotalMinutes) continue;
                if (codes.Find(intervention.Code) is not { } code || !(code.OneOnOne || code.Group)) continue;
                var stretch = new Stretch(bill.Visit.Id, Minute(start), Minute(end), minutes, code.Group || intervention.Group >= 2 ? code.Code : null);
                if (bill.Visit.Clinician is { } clinician) Add(ref clinicians, clinician, stretch);
                if (bill.Visit.Patient is { } patient) Add(ref patients, patient, stretch with { Group = null });
            }
        if (clinicians is not null)
            foreach (var (clinician, stretches) in clinicians)
                if (OverlappingMinutes.Find(stretches) is { } span) Report(bills, OverlappingMinutes.OfClinician(clinician, span));
        if (patients is not null)
            foreach (var (patient, stretches) in patients)
                if (stretches.Exists(stretch => stretch.Visit != stretches[0].Visit) && OverlappingMinutes.Find(stretches) is { Visits.Count: > 1 } span)
                    Report(bills, OverlappingMinutes.OfPatient(patient, span));
    }

    static void Report(IReadOnlyList<Bill> bills, IEnumerable<(string Visit, Finding Finding)> findings)
    {
        foreach (var (visit, finding) in findings)
            foreach (var bill in bills)
                if (bill.Visit.Id == visit && !bill.Findings.Exists(known => known.Id == finding.Id)) bill.Findings.Add(finding);
    }

    static void Add(ref Dictionary<string, List<Stretch>>? stretches, string whose, Stretch stretch)
    {
        stretches ??= [];
        if (!stretches.TryGetValue(whose, out var own)) stretches[whose] = own = [];
        own.Add(stretch);
    }

    static int Minute(TimeOnly time) => time.Hour * 60 + time.Minute;
}
