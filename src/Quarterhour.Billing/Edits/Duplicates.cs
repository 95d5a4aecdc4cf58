using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Edits;

public static partial class Duplicates
{
    /// <summary>Reports each visit of a patient's day that repeats an earlier one.</summary>
    public static void Judge(IReadOnlyList<Bill> day)
    {
        for (int i = 1; i < day.Count; i++)
            for (int j = 0; j < i; j++)
                if (Same(day[i].Visit, day[j].Visit))
                {
                    day[i].Findings.Add(Finds.Duplicate(day[j].Visit.Id) with { OtherVisit = day[j].Visit.Id });
                    break;
                }
    }

    static bool Same(Visit a, Visit b)
    {
        if (a.Patient is null || a.Payer != b.Payer || a.Discipline != b.Discipline || a.Clinician != b.Clinician || a.Interventions.Count != b.Interventions.Count) return false;
        return a.Interventions.Select(Key).Order().SequenceEqual(b.Interventions.Select(Key).Order());
    }

    static (ProcedureCode, int?, TreatedBy, TimeOnly?, TimeOnly?) Key(Intervention one) => (one.Code, one.Minutes, one.By, one.Start, one.End);
}
