using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Edits;

public static partial class Duplicates
{
    /// <summary>Each visit that repeats an earlier one of the same patient's day, with that one; null when there is none.</summary>
    /// <param name="patients">The visits of a day, patient by patient.</param>
    public static Dictionary<Visit, Visit>? Find(IReadOnlyList<IReadOnlyList<Visit>> patients)
    {
        Dictionary<Visit, Visit>? repeats = null;
        foreach (var day in patients)
            for (int i = 1; i < day.Count; i++)
                for (int j = 0; j < i; j++)
                    if (Same(day[i], day[j]))
                    {
                        (repeats ??= new(ReferenceEqualityComparer.Instance))[day[i]] = day[j];
                        break;
                    }
        return repeats;
    }

    /// <summary>Refuses a visit that repeats an earlier one: its minutes may not join the pool of that day.</summary>
    public static (Finding Finding, Reason Because) Repeats(Visit earlier) =>
        (Finds.Duplicate(earlier.Id) with { OtherVisit = earlier.Id }, Because.Repeated(earlier.Id));

    /// <summary>Reports each line of a patient's day that repeats an earlier one: the same code with the same modifiers, on the same claim or another.</summary>
    public static void JudgeSent(List<DayLine> lines)
    {
        for (int i = 1; i < lines.Count; i++)
            for (int j = 0; j < i; j++)
            {
                var (bill, line) = lines[i];
                var (before, earlier) = lines[j];
                if (line.Code != earlier.Code || bill.Terms is null || bill.Terms != before.Terms || bill.Visit.Setting != before.Visit.Setting || !SameModifiers(line, earlier)) continue;
                bill.Findings.Add(Finds.DuplicateLine(line.Code, line.Number, earlier.Number, before.Visit.Id) with { Line = line.Number, Code = line.Code, OtherVisit = before == bill ? null : before.Visit.Id });
                break;
            }
    }

    static bool SameModifiers(BillLine a, BillLine b)
    {
        if (a.Modifiers.Count != b.Modifiers.Count) return false;
        foreach (var modifier in a.Modifiers)
            if (!b.Modifiers.Contains(modifier)) return false;
        return true;
    }

    static bool Same(Visit a, Visit b)
    {
        if (a.Patient is null || a.Payer != b.Payer || a.Discipline != b.Discipline || a.Clinician != b.Clinician || a.Interventions.Length != b.Interventions.Length) return false;
        if (a.Facility != b.Facility || a.Zip != b.Zip || a.Locality != b.Locality || a.Setting != b.Setting || a.PlaceOfService != b.PlaceOfService) return false;
        // codes alone tell little: two clinicians that nobody named may each have done them
        if (a.Clinician is null && !a.Interventions.Any(one => one.Minutes is not null || one.Start is not null || one.End is not null)) return false;
        return a.Interventions.Select(Key).Order().SequenceEqual(b.Interventions.Select(Key).Order());
    }

    static (ProcedureCode, int?, TreatedBy, TimeOnly?, TimeOnly?, decimal?) Key(Intervention one) => (one.Code, one.Minutes, one.By, one.Start, one.End, one.Charge);
}
