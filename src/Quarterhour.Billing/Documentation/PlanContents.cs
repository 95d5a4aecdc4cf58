using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Units;

namespace Quarterhour.Billing.Documentation;

public static partial class PlanContents
{
    /// <summary>Judges the plan of care that a visit was furnished under; says what the visit does not tell.</summary>
    public static void Judge(Bill bill, CodeCatalogue codes)
    {
        var visit = bill.Visit;
        if (visit.PlanOfCare is not { } plan)
        {
            bill.NotChecked.Add(NotTold);
            return;
        }
        if (plan.Established is not { } established) bill.NotChecked.Add(DayNotTold);
        else if (visit.Date < established && visit.Interventions.Where(one => codes.Find(one.Code) is { Evaluation: false }).Select(one => one.Code).Distinct().ToList() is { Count: > 0 } early)
            bill.Findings.Add(Finds.PlanAfterTreatment(Remainders.Listed(early, "and"), visit.Date, established));
        ReadOnlySpan<(string Name, bool? Stated)> contents = [("diagnoses", plan.Diagnoses), ("long-term goals", plan.Goals), ("the type of treatment", plan.Type),
            ("its amount", plan.Amount), ("its frequency", plan.Frequency), ("its duration", plan.Duration)];
        List<string> missing = [], untold = [];
        foreach (var (name, stated) in contents)
            if (stated == false) missing.Add(name);
            else if (stated is null) untold.Add(name);
        if (missing.Count > 0) bill.Findings.Add(Finds.PlanLacks(string.Join(", ", missing)));
        if (untold.Count == contents.Length) bill.NotChecked.Add(ContentsNotTold);
        else if (untold.Count > 0) bill.LeaveOpen("plan-of-care", $"whether the plan states {string.Join(", ", untold)}");
    }

    static readonly NotChecked NotTold = new("plan-of-care", "plan_of_care"), DayNotTold = new("plan-of-care", "plan_of_care.established"),
        ContentsNotTold = new("plan-of-care", "plan_of_care: diagnoses, goals, type, amount, frequency, duration");
}
