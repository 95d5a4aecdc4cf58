using Quarterhour.Billing.Edits;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Day;

/// <summary>The visits of one date, patient by patient, and what can only be seen across patients: minutes that overlap.</summary>
public sealed class DayOfVisits
{
    readonly Dictionary<Visit, List<Finding>>? overlaps;
    readonly Dictionary<Visit, Visit>? repeats;

    /// <param name="visits">All visits of one date, in the order of the input.</param>
    /// <param name="codes">The therapy codes.</param>
    public DayOfVisits(IReadOnlyList<Visit> visits, CodeCatalogue codes)
    {
        Patients = ByPatient(visits);
        repeats = Duplicates.Find(Patients);
        // a visit that was entered twice took its time once
        overlaps = DayOverlaps.Find(repeats is null ? visits : [.. visits.Where(visit => !repeats.ContainsKey(visit))], codes);
    }

    /// <summary>The visits of one patient at one provider stand together; a visit that names no patient stands alone. In the order of their first visit.</summary>
    public IReadOnlyList<IReadOnlyList<Visit>> Patients { get; }

    /// <summary>The earlier visit that a visit repeats; null for none.</summary>
    internal Visit? RepeatedBy(Visit visit) => repeats?.GetValueOrDefault(visit);

    internal List<Finding>? OverlapsOf(Visit visit) => overlaps?.GetValueOrDefault(visit);

    internal static List<List<Visit>> ByPatient(IReadOnlyList<Visit> visits)
    {
        var places = new Dictionary<(string, string?), int>(visits.Count);
        var patients = new List<List<Visit>>(visits.Count);
        foreach (var visit in visits)
        {
            if (visit.Patient is { } patient)
            {
                if (places.TryGetValue((patient, visit.Facility), out int place))
                {
                    patients[place].Add(visit);
                    continue;
                }
                places[(patient, visit.Facility)] = patients.Count;
            }
            patients.Add([visit]);
        }
        return patients;
    }
}
