using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Units;
using Quarterhour.Billing.Visits;

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
        var contradiction = Contradiction(plan, visit.Date);
        if (contradiction is not null) bill.LeaveOpen("plan-of-care", $"days that can be: {contradiction}");
        ReadOnlySpan<(string Name, bool? Stated)> contents = [("diagnoses", plan.Diagnoses), ("long-term goals", plan.Goals), ("the type of treatment", plan.Type),
            ("its amount", plan.Amount), ("its frequency", plan.Frequency), ("its duration", plan.Duration)];
        List<string> missing = [], untold = [];
        foreach (var (name, stated) in contents)
            if (stated == false) missing.Add(name);
            else if (stated is null) untold.Add(name);
        if (missing.Count > 0) bill.Findings.Add(Finds.PlanLacks(string.Join(", ", missing)));
        if (untold.Count == contents.Length) bill.NotChecked.Add(ContentsNotTold);
        else if (untold.Count > 0) bill.LeaveOpen("plan-of-care", $"whether the plan states {string.Join(", ", untold)}");
        else if (missing.Count == 0 && contradiction is null && plan.Established is { } since)
        {
            if (since <= visit.Date) bill.Holds.Add(Because.StatesAll(since));
            else if (IsEvaluationAlone(visit, codes)) bill.Holds.Add(Because.CameOfIt(since));
        }
    }

    /// <summary>The visit evaluates and does not treat: a plan comes out of it, and it needs none before.</summary>
    internal static bool IsEvaluationAlone(Visit visit, CodeCatalogue codes)
    {
        foreach (var done in visit.Interventions) if (codes.Find(done.Code) is not { Evaluation: true }) return false;
        return visit.Interventions.Length > 0;
    }

    /// <summary>Days that can't all be true; null where nothing speaks against them.</summary>
    internal static string? Contradiction(PlanOfCare plan, DateOnly date)
    {
        if (plan.FirstTreatment is { } treated && treated > date) return $"first_treatment, {treated:yyyy-MM-dd}, is after this visit";
        if (plan.OrderSigned is { } ordered && plan.SentToOrderer is { } to && ordered > to) return $"order_signed, {ordered:yyyy-MM-dd}, is after the plan was sent to whoever ordered ({to:yyyy-MM-dd})";
        if (plan.Established is not { } established) return null;
        ReadOnlySpan<(string Name, DateOnly? Day)> later = [("certified", plan.Certified), ("verbal_order", plan.VerbalOrder), ("sent_to_orderer", plan.SentToOrderer), ("recertified", plan.Recertified), ("ends", plan.Ends)];
        foreach (var (name, told) in later)
            if (told is { } day && day < established) return $"{name}, {day:yyyy-MM-dd}, is before the plan was established ({established:yyyy-MM-dd})";
        return null;
    }

    static readonly NotChecked NotTold = new("plan-of-care", "plan_of_care"), DayNotTold = new("plan-of-care", "plan_of_care.established"),
        ContentsNotTold = new("plan-of-care", "plan_of_care: diagnoses, goals, type, amount, frequency, duration");
}
