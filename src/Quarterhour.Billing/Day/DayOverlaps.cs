using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Units;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Day;

/// <summary>Looks across a day's visits for one clinician's, and one patient's, minutes that do not fit into the time that passed.</summary>
static class DayOverlaps
{
    /// <returns>The findings of each visit that has a part in one; null when there is none.</returns>
    public static Dictionary<Visit, List<Finding>>? Find(IReadOnlyList<Visit> visits, CodeCatalogue codes)
    {
        Dictionary<string, List<Stretch>>? clinicians = null, patients = null;
        foreach (var visit in visits)
            foreach (var intervention in visit.Interventions)
            {
                if (intervention is not { Start: { } start, End: { } end, Minutes: { } minutes } || end <= start || minutes > (end - start).TotalMinutes) continue;
                if (codes.Find(intervention.Code) is not { } code || !(code.OneOnOne || code.Group)) continue;
                var stretch = new Stretch(visit.Id, Minute(start), Minute(end), minutes, GroupOrOne.KeyOf(intervention, code, visit.Discipline, visit.Date));
                if (visit.Clinician is { } clinician) Add(ref clinicians, clinician, stretch);
                if (visit.Patient is { } patient) Add(ref patients, patient, stretch with { Group = null });
            }
        Dictionary<Visit, List<Finding>>? found = null;
        foreach (var (clinician, stretches) in clinicians ?? [])
            if (OverlappingMinutes.Find(stretches) is { } span) Report(ref found, visits, OverlappingMinutes.OfClinician(clinician, span));
        foreach (var (patient, stretches) in patients ?? [])
            if (stretches.Exists(stretch => stretch.Visit != stretches[0].Visit) && OverlappingMinutes.Find(stretches) is { Visits.Count: > 1 } span)
                Report(ref found, visits, OverlappingMinutes.OfPatient(patient, span));
        return found;
    }

    static void Report(ref Dictionary<Visit, List<Finding>>? found, IReadOnlyList<Visit> visits, IEnumerable<(string Visit, Finding Finding)> findings)
    {
        found ??= new(ReferenceEqualityComparer.Instance);
        foreach (var (id, finding) in findings)
            foreach (var visit in visits)
            {
                if (visit.Id != id) continue;
                if (!found.TryGetValue(visit, out var own)) found[visit] = own = [];
                if (own.Count == 0) own.Add(finding);
            }
    }

    static void Add(ref Dictionary<string, List<Stretch>>? stretches, string whose, Stretch stretch)
    {
        stretches ??= [];
        if (!stretches.TryGetValue(whose, out var own)) stretches[whose] = own = [];
        own.Add(stretch);
    }

    static int Minute(TimeOnly time) => time.Hour * 60 + time.Minute;
}
