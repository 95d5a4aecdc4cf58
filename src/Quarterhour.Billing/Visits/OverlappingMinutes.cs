namespace Quarterhour.Billing.Visits;

/// <summary>Minutes within a span of one day.</summary>
/// <param name="Visit">The visit that they belong to.</param>
/// <param name="Group">Several visits' entries that stand for the same minutes (a group treated at once) share a key; null for one-on-one.</param>
public readonly record struct Stretch(string Visit, int Start, int End, int Minutes, ProcedureCode? Group);

/// <summary>The shortest span whose minutes do not fit into it.</summary>
public sealed record Overfull(TimeOnly Start, TimeOnly End, int Minutes, IReadOnlyList<string> Visits);

public static partial class OverlappingMinutes
{
    /// <summary>Looks for a span of the day that holds more minutes than it is long. Minutes may be intermittent, so overlapping spans alone
    /// are no fault: it is the sum of what lies wholly within a span that has to fit.</summary>
    public static Overfull? Find(IReadOnlyList<Stretch> stretches)
    {
        var entries = Once(stretches);
        entries.Sort(static (a, b) => a.End.CompareTo(b.End));
        Overfull? worst = null;
        foreach (int start in entries.Select(entry => entry.Start).Distinct().Order())
        {
            int minutes = 0;
            foreach (var entry in entries)
            {
                if (entry.Start < start) continue;
                minutes += entry.Minutes;
                int length = entry.End - start;
                if (minutes > length && (worst is null || length < Length(worst) || length == Length(worst) && minutes > worst.Minutes)) worst = new(At(start), At(entry.End), minutes, Within(stretches, start, entry.End));
            }
        }
        return worst;
    }

    static IReadOnlyList<string> Within(IReadOnlyList<Stretch> stretches, int start, int end) =>
        [.. stretches.Where(entry => entry.Start >= start && entry.End <= end).Select(entry => entry.Visit).Distinct()];

    /// <summary>The finding on each visit that has a part in it, one-on-one minutes of a clinician.</summary>
    public static IEnumerable<(string Visit, Finding Finding)> OfClinician(string clinician, Overfull span) => span.Visits.Select(visit => (visit,
        Finds.Clinician(clinician, span.Minutes, MinutesRecorded.Clock(span.Start), MinutesRecorded.Clock(span.End), Length(span), string.Join(", ", span.Visits))
            with { OtherVisit = span.Visits.FirstOrDefault(other => other != visit) }));

    /// <summary>The finding on each visit that has a part in it, minutes of a patient with several clinicians.</summary>
    public static IEnumerable<(string Visit, Finding Finding)> OfPatient(string patient, Overfull span) => span.Visits.Select(visit => (visit,
        Finds.Patient(patient, span.Minutes, MinutesRecorded.Clock(span.Start), MinutesRecorded.Clock(span.End), Length(span), string.Join(", ", span.Visits))
            with { OtherVisit = span.Visits.FirstOrDefault(other => other != visit) }));

    /// <summary>A group's minutes are counted once for all who were in it, also where one came later or left earlier.</summary>
    static List<Stretch> Once(IReadOnlyList<Stretch> stretches)
    {
        var entries = new List<Stretch>(stretches.Count);
        foreach (var entry in stretches.OrderBy(entry => entry.Start))
        {
            int same = entry.Group is null ? -1 : entries.FindIndex(other => other.Group == entry.Group && entry.Start < other.End);
            if (same < 0) entries.Add(entry);
            else entries[same] = entries[same] with { End = Math.Max(entries[same].End, entry.End), Minutes = Math.Max(entries[same].Minutes, entry.Minutes) };
        }
        return entries;
    }

    static int Length(Overfull span) => (int)(span.End - span.Start).TotalMinutes;

    static TimeOnly At(int minute) => new(minute / 60, minute % 60);
}
