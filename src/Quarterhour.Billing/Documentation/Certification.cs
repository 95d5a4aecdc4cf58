using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Documentation;

public static partial class Certification
{
    /// <summary>Judges the first certification of the plan that a visit was furnished under; says what the visit does not tell.</summary>
    public static void Judge(Bill bill)
    {
        if (bill.Visit.PlanOfCare is not { } plan)
        {
            bill.NotChecked.Add(NotTold);
            return;
        }
        var date = bill.Visit.Date;
        if (Signer(bill, plan, date) || plan is { Certified: null, CertifiedBy: null } && ByOrder(plan)) return;
        if (Begins(plan) is not { } first)
        {
            bill.NotChecked.Add(DayNotTold);
            return;
        }
        var due = Due(plan, first, date);
        bool reason = plan.DelayedCertification is { Length: > 0 };
        if (plan.Certified is { } signed)
        {
            if (signed > due && !reason) bill.Findings.Add(Finds.CertifiedLate(signed, due));
        }
        else if (date <= due) bill.Findings.Add(Finds.NotYetCertified(due));
        else if (reason) bill.Findings.Add(Finds.DelayedNotSigned(due));
        else if (plan.VerbalOrder is { } verbal && verbal <= first.AddDays(DaysToSign.At(date))) bill.Findings.Add(Finds.VerbalNotSigned(verbal, due));
        else if (plan is { OrderSigned: null, SentToOrderer: not null }) bill.LeaveOpen("certification", "plan_of_care.order_signed");
        else if (plan is { OrderSigned: not null, SentToOrderer: null } && DaysToSend.TryOn(first, out _)) bill.LeaveOpen("certification", "plan_of_care.sent_to_orderer");
        else bill.Findings.Add(Finds.NotCertified(due));
    }

    /// <summary>The day from which the days are counted: the first treatment, else the day on which the plan was established.</summary>
    internal static DateOnly? Begins(PlanOfCare plan) => plan.FirstTreatment ?? plan.Established;

    /// <summary>The last day in time. A verbal certification within it moves it to that of its signature.</summary>
    static DateOnly Due(PlanOfCare plan, DateOnly first, DateOnly date)
    {
        var due = first.AddDays(DaysToSign.At(date));
        if (plan.VerbalOrder is not { } verbal || verbal > due) return due;
        var afterVerbal = verbal.AddDays(DaysAfterVerbal.At(date));
        // what is signed within the first term is in time, whenever it was said before
        return plan.Certified is { } signed && signed <= due || afterVerbal > due ? Later(due, afterVerbal) : afterVerbal;
    }

    static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    /// <summary>True when who signed decides: he may not, or nobody knows.</summary>
    static bool Signer(Bill bill, PlanOfCare plan, DateOnly date)
    {
        if (plan.CertifiedBy is not { } signer) return false;
        string word = signer.ToString().ToLowerInvariant();
        if (MayNotCertify.At(date).Contains(word)) bill.Findings.Add(Finds.MayNotCertify(word));
        else if (UnsureToCertify.At(date).Contains(word)) bill.LeaveOpen("certification", $"whether a {word} may certify a therapy plan");
        else return false;
        return true;
    }

    /// <summary>True when a signed order, with the plan sent in time, stands for the first signature.</summary>
    static bool ByOrder(PlanOfCare plan) =>
        plan is { OrderSigned: not null, SentToOrderer: { } sent } && Begins(plan) is { } first && DaysToSend.TryOn(first, out int days) && sent <= first.AddDays(days);

    static readonly NotChecked NotTold = new("certification", "plan_of_care"), DayNotTold = new("certification", "plan_of_care.established");
}
