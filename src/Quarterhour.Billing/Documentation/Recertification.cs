using Quarterhour.Billing.Tables;

namespace Quarterhour.Billing.Documentation;

public static partial class Recertification
{
    /// <summary>Judges whether a certification covers the day of a visit. A day of evaluation alone needs none: the next plan comes out of it.</summary>
    /// <param name="bill">The visit's.</param>
    /// <param name="codes">Tell which are evaluations; null where it is asked of a plan and not of a visit.</param>
    public static void Judge(Bill bill, CodeCatalogue? codes = null)
    {
        if (codes is not null && PlanContents.IsEvaluationAlone(bill.Visit, codes))
        {
            bill.Holds.Add(Because.EvaluationAlone);
            return;
        }
        if (bill.Visit.PlanOfCare is not { } plan)
        {
            bill.NotChecked.Add(NotTold);
            return;
        }
        var date = bill.Visit.Date;
        var first = Certification.Begins(plan);
        if (End(first, plan.Recertified is null ? plan.Ends : null, plan.Ends, date) is not { } end)
        {
            bill.NotChecked.Add(DayNotTold);
            return;
        }
        // a plan that was recertified early ends on its own last day all the same
        if (date <= end && !(plan.Ends < date))
        {
            // the plan may have ended before its 90 days
            if (plan.Ends is null) bill.NotChecked.Add(EndNotTold);
            else if (plan.Certified is null && !Certification.ByOrder(plan, date)) bill.NotChecked.Add(SignatureNotTold);
            else Hold(Because.Covered(end));
            return;
        }
        if (plan.Recertified is not { } again) bill.Findings.Add(Finds.RecertificationMissing(end));
        else if (again > end && plan.DelayedCertification is not { Length: > 0 }) bill.Findings.Add(Finds.RecertifiedLate(again, end));
        else if (Lesser(again.AddDays(DaysItLasts.At(date)), plan.Ends > again ? plan.Ends : null) is var covered && date > covered) bill.Findings.Add(Finds.RecertificationMissing(covered));
        else if (plan.Ends is null) bill.NotChecked.Add(EndNotTold);
        else Hold(Because.Renewed(again, covered));

        void Hold(Reason why)
        {
            // of days that can't be nothing is said to hold
            if (PlanContents.Contradiction(plan, date) is null) bill.Holds.Add(why);
            else bill.NotChecked.Add(DaysThatCan);
        }
    }

    /// <summary>The last day that the first certification covers; null when neither the first day nor the plan's last is told.</summary>
    /// <param name="first">The first treatment.</param>
    /// <param name="planEnds">The plan's last day, where it is that of the first plan.</param>
    /// <param name="anyEnd">The plan's last day, whichever plan's it is.</param>
    /// <param name="date">The date of service.</param>
    static DateOnly? End(DateOnly? first, DateOnly? planEnds, DateOnly? anyEnd, DateOnly date) =>
        first is { } begins ? Lesser(begins.AddDays(DaysItLasts.At(date)), planEnds) : anyEnd;

    static DateOnly Lesser(DateOnly a, DateOnly? b) => b is { } other && other < a ? other : a;

    static readonly NotChecked NotTold = new("recertification", "plan_of_care"), SignatureNotTold = new("recertification", "plan_of_care.certified"), DaysThatCan = new("recertification", "days that can be"), DayNotTold = new("recertification", "plan_of_care.established"), EndNotTold = new("recertification", "plan_of_care.ends");
}
