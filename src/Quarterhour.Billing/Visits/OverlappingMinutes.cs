namespace Quarterhour.Billing.Visits;

/// <summary>Minutes within a span of one day.</summary>
/// <param name="Visit">The visit that they belong to.</param>
/// <param name="Group">Several visits' entries that stand for the same minutes (a group treated at once) share a key; null for one-on-one.</param>
public readonly record struct Stretch(string Visit, int Start, int End, int Minutes, ProcedureCode? Group);

/// <summary>A span whose minutes do not fit into it.</summary>
public sealed record Overfull(TimeOnly Start, TimeOnly End, int Minutes, IReadOnlyList<string> Visits);

public static partial class OverlappingMinutes
{
    /// <summary>Looks for the spans of the day that hold more minutes than they are long, and hold no shorter such span. Minutes may be intermittent,
    /// so overlapping spans alone are no fault: it is the sum of what lies wholly within a span that has to fit.</summary>
    /// <param name="stretches">None with more minutes than it is long.</param>
    /// <returns>In the order of the day.</returns>
    public static IReadOnlyList<Overfull> Find(IReadOnlyList<Stretch> stretches)
    {
        if (stretches.Count < 2) return [];
        var entries = Once(stretches);
        if (!AnyOverlap(entries)) return [];
        var byEnd = entries.ToArray();
        Array.Sort(byEnd, static (a, b) => a.End.CompareTo(b.End));
        var found = new List<Overfull>();
        // from the last start to the first: a span that reaches the end of one found before would hold it
        int nearest = int.MaxValue;
        for (int i = entries.Count - 1; i >= 0; i--)
            if ((i == 0 || entries[i - 1].Start < entries[i].Start) && Shortest(byEnd, entries[i].Start, nearest) is { } span)
            {
                found.Add(new(At(entries[i].Start), At(span.End), span.Minutes, Within(stretches, entries[i].Start, span.End)));
                nearest = span.End;
            }
        found.Reverse();
        return found;
    }

    /// <summary>The first end, before another one, by which the minutes from a start on do not fit.</summary>
    static (int End, int Minutes)? Shortest(Stretch[] byEnd, int start, int before)
    {
        int minutes = 0;
        for (int i = 0; i < byEnd.Length; i++)
        {
            int end = byEnd[i].End;
            if (end >= before) return null;
            if (byEnd[i].Start >= start) minutes += byEnd[i].Minutes;
            bool lastOfItsEnd = i + 1 == byEnd.Length || byEnd[i + 1].End > end;
            if (lastOfItsEnd && minutes > 0 && minutes > end - start) return (end, minutes);
        }
        return null;
    }

    static bool AnyOverlap(List<Stretch> entries)
    {
        for (int i = 1; i < entries.Count; i++) if (entries[i].Start < entries[i - 1].End) return true;
        return false;
    }

    static IReadOnlyList<string> Within(IReadOnlyList<Stretch> stretches, int start, int end) =>
        [.. stretches.Where(entry => entry.Start >= start && entry.End <= end).Select(entry => entry.Visit).Distinct()];

    /// <summary>The finding on each visit that has a part in it, one-on-one minutes of a clinician.</summary>
    public static IEnumerable<(string Visit, Finding Finding)> OfClinician(string clinician, Overfull span) => OnEach(span,
        Finds.Clinician(clinician, span.Minutes, MinutesRecorded.Clock(span.Start), MinutesRecorded.Clock(span.End), Length(span), string.Join(", ", span.Visits)));

    /// <summary>The finding on each visit that has a part in it, minutes of a patient. One visit alone needs no name.</summary>
    public static IEnumerable<(string Visit, Finding Finding)> OfPatient(string? patient, Overfull span) => OnEach(span, patient is null || span.Visits.Count == 1
        ? Finds.Visit(span.Minutes, MinutesRecorded.Clock(span.Start), MinutesRecorded.Clock(span.End), Length(span))
        : Finds.Patient(patient, span.Minutes, MinutesRecorded.Clock(span.Start), MinutesRecorded.Clock(span.End), Length(span), string.Join(", ", span.Visits)));

    static IEnumerable<(string Visit, Finding Finding)> OnEach(Overfull span, Finding finding) =>
        span.Visits.Select((visit, i) => (visit, span.Visits.Count == 1 ? finding : finding with { OtherVisit = span.Visits[i == 0 ? 1 : 0] }));

    /// <summary>The stretches by start. A group's minutes are counted once for all who were in it: the time from its first to its last minute, at most what was recorded of it.</summary>
    static List<Stretch> Once(IReadOnlyList<Stretch> stretches)
    {
        var entries = new List<Stretch>(stretches);
        entries.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        Dictionary<ProcedureCode, int>? groups = null;
        int count = 0;
        for (int i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            if (entry.Group is { } group)
            {
                groups ??= [];
                if (groups.TryGetValue(group, out int same) && entry.Start < entries[same].End)
                {
                    // what both could have had at the same time counts once: nobody is blamed for more than is sure
                    int both = Math.Min(Math.Min(entry.Minutes, entries[same].Minutes), Math.Min(entry.End, entries[same].End) - entry.Start);
                    entries[same] = entries[same] with { End = Math.Max(entries[same].End, entry.End), Minutes = entries[same].Minutes + entry.Minutes - both };
                    continue;
                }
                groups[group] = count;
            }
            entries[count++] = entry;
        }
        entries.RemoveRange(count, entries.Count - count);
        if (groups is not null) for (int i = 0; i < count; i++) entries[i] = entries[i] with { Minutes = Math.Min(entries[i].Minutes, entries[i].End - entries[i].Start) };
        return entries;
    }

    static int Length(Overfull span) => (int)(span.End - span.Start).TotalMinutes;

    static TimeOnly At(int minute) => new(minute / 60, minute % 60);
}
