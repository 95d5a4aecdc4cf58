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
        if (plan is { Certified: null, OrderedBy: { } orderer } && UnsureToCertify.At(date).Contains(Word(orderer)) && SentInTime(plan, date))
        {
            bill.LeaveOpen("certification", $"whether what is treated is low vision: an {Word(orderer)} orders no other therapy");
            return;
        }
        // a signed order, with the plan sent in time, is enough whether or not a signature followed
        if (ByOrder(plan, date))
        {
            Hold(plan.OrderedBy, OrdererNotTold, Because.ByOrder(plan.OrderSigned!.Value, plan.SentToOrderer!.Value));
            return;
        }
        if (Signer(bill, plan, date)) return;
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
            else Hold(plan.CertifiedBy, SignerNotTold, signed <= due ? Because.Certified(signed, due) : Because.Delayed(signed, due));
        }
        else if (date <= due) bill.Findings.Add(Finds.NotYetCertified(due));
        else if (reason) bill.Findings.Add(Finds.DelayedNotSigned(due));
        else if (plan.VerbalOrder is { } verbal && verbal <= first.AddDays(DaysToSign.At(date)) && due > first.AddDays(DaysToSign.At(date))) bill.Findings.Add(Finds.VerbalNotSigned(verbal, due));
        else if (SentInTime(plan, date) && plan.OrderSigned > first) bill.LeaveOpen("certification", $"whether an order signed on {plan.OrderSigned:yyyy-MM-dd}, after the first treatment, stands for the first signature");
        else if (plan is { OrderSigned: null, SentToOrderer: not null }) bill.LeaveOpen("certification", "plan_of_care.order_signed");
        else if (plan is { OrderSigned: not null, SentToOrderer: null } && DaysToSend.TryOn(date, out _)) bill.LeaveOpen("certification", "plan_of_care.sent_to_orderer");
        else bill.Findings.Add(Finds.NotCertified(due));

        // not everybody may sign, and of days that can't be nothing is said to hold
        void Hold(Certifier? who, NotChecked unknown, Reason why)
        {
            if (who is null) bill.NotChecked.Add(unknown);
            else if (PlanContents.Contradiction(plan, date) is not null) bill.NotChecked.Add(DaysThatCan);
            else bill.Holds.Add(why);
        }
    }

    /// <summary>The day from which the days are counted: the first treatment, else the day on which the plan was established.</summary>
    internal static DateOnly? Begins(PlanOfCare plan) => plan.FirstTreatment ?? plan.Established;

    /// <summary>The last day in time. A verbal certification within it moves it to that of its signature, where that is later.</summary>
    static DateOnly Due(PlanOfCare plan, DateOnly first, DateOnly date)
    {
        var due = first.AddDays(DaysToSign.At(date));
        return plan.VerbalOrder is { } verbal && verbal <= due && verbal.AddDays(DaysAfterVerbal.At(date)) is var afterVerbal && afterVerbal > due ? afterVerbal : due;
    }

    /// <summary>True when who signed decides: he may not, or nobody knows.</summary>
    static bool Signer(Bill bill, PlanOfCare plan, DateOnly date)
    {
        // who is to sign decides nothing before he has
        if (plan is not { CertifiedBy: { } signer, Certified: not null }) return false;
        string word = Word(signer);
        if (MayNotCertify.At(date).Contains(word)) bill.Findings.Add(Finds.MayNotCertify(word));
        else if (UnsureToCertify.At(date).Contains(word)) bill.LeaveOpen("certification", $"whether what is treated is low vision: an {word} certifies no other therapy");
        else return false;
        return true;
    }

    /// <summary>True when a signed order, with the plan sent in time, stands for the first signature: one of somebody who may sign that, as far as the record tells.</summary>
    internal static bool ByOrder(PlanOfCare plan, DateOnly date) => SentInTime(plan, date) && plan.OrderSigned <= Begins(plan) && !(plan.OrderedBy is { } orderer && MayNotCertify.At(date).Contains(Word(orderer)));

    static string Word(Certifier who) => who.ToString().ToLowerInvariant();

    static bool SentInTime(PlanOfCare plan, DateOnly date) => plan.SentToOrderer is { } sent && Begins(plan) is { } first && DaysToSend.TryOn(date, out int days) && sent <= first.AddDays(days);

    static readonly NotChecked NotTold = new("certification", "plan_of_care"), DayNotTold = new("certification", "plan_of_care.established"), SignerNotTold = new("certification", "plan_of_care.certified_by"),
        OrdererNotTold = new("certification", "plan_of_care.ordered_by"), DaysThatCan = new("certification", "days that can be");
}
