using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Units;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Day;

/// <summary>Looks across a day's visits for one clinician's, and one patient's, minutes that do not fit into the time that passed.</summary>
sealed class DayOverlaps
{
    readonly IReadOnlyList<Visit> visits;
    readonly Dictionary<Visit, List<Finding>> found = new(ReferenceEqualityComparer.Instance);
    readonly HashSet<(TimeOnly Start, TimeOnly End, string Visits)> told = [];
    ILookup<string, Visit>? byId;

    DayOverlaps(IReadOnlyList<Visit> visits) => this.visits = visits;

    /// <returns>The findings of each visit that has a part in one, one a span; null when there is none.</returns>
    public static Dictionary<Visit, List<Finding>>? Find(IReadOnlyList<Visit> visits, CodeCatalogue codes)
    {
        Dictionary<string, List<Stretch>> clinicians = [], patients = [];
        List<(Visit Visit, List<Stretch> Stretches)> alone = [];
        foreach (var visit in visits)
        {
            List<Stretch>? own = null;
            foreach (var intervention in visit.Interventions)
            {
                if (intervention is not { Start: { } start, End: { } end, Minutes: { } minutes } || end <= start || minutes > (end - start).TotalMinutes) continue;
                if (codes.Find(intervention.Code) is not { } code || !(code.OneOnOne || code.Group)) continue;
                var stretch = new Stretch(visit.Id, Minute(start), Minute(end), minutes, GroupOrOne.KeyOf(intervention, code, visit.Discipline, visit.Date));
                if (visit.Clinician is { } clinician) Of(clinicians, clinician).Add(stretch);
                (own ??= visit.Patient is { } patient ? Of(patients, patient) : []).Add(stretch with { Group = null });
            }
            if (visit.Patient is null && own is not null) alone.Add((visit, own));
        }
        var day = new DayOverlaps(visits);
        foreach (var (clinician, stretches) in clinicians) day.JudgeClinician(clinician, stretches);
        foreach (var (patient, stretches) in patients) day.JudgePatient(patient, null, stretches);
        foreach (var (visit, stretches) in alone) day.JudgePatient(null, visit, stretches);
        return day.found.Count == 0 ? null : day.found;
    }

    void JudgeClinician(string clinician, List<Stretch> stretches)
    {
        foreach (var span in OverlappingMinutes.Find(stretches))
        {
            told.Add(KeyOf(span));
            foreach (var (id, finding) in OverlappingMinutes.OfClinician(clinician, span)) Report(id, finding);
        }
    }

    /// <summary>Judges a patient's day; a visit that names no patient by itself. What was said of the clinician is not said again.</summary>
    void JudgePatient(string? patient, Visit? visit, List<Stretch> stretches)
    {
        foreach (var span in OverlappingMinutes.Find(stretches))
        {
            if (told.Contains(KeyOf(span))) continue;
            foreach (var (id, finding) in OverlappingMinutes.OfPatient(patient, span))
                if (visit is null) Report(id, finding);
                else Report(visit, finding);
        }
    }

    void Report(string id, Finding finding)
    {
        byId ??= visits.ToLookup(visit => visit.Id, StringComparer.Ordinal);
        foreach (var visit in byId[id]) Report(visit, finding);
    }

    void Report(Visit visit, Finding finding)
    {
        if (!found.TryGetValue(visit, out var own)) found[visit] = own = [];
        own.Add(finding);
    }

    static (TimeOnly, TimeOnly, string) KeyOf(Overfull span) => (span.Start, span.End, string.Join('\n', span.Visits));

    static List<Stretch> Of(Dictionary<string, List<Stretch>> all, string whose)
    {
        if (!all.TryGetValue(whose, out var own)) all[whose] = own = [];
        return own;
    }

    static int Minute(TimeOnly time) => time.Hour * 60 + time.Minute;
}
