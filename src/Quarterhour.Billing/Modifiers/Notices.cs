using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Modifiers;

public static partial class Notices
{
    static readonly Modifier GA = Modifier.Parse("GA"), GX = Modifier.Parse("GX"), GY = Modifier.Parse("GY"), GZ = Modifier.Parse("GZ");

    /// <summary>Adds GA or GZ to the lines of a visit whose denial is expected; says what is wrong with the notice.</summary>
    public static void Judge(Bill bill)
    {
        var visit = bill.Visit;
        if (bill.Lines.Count == 0) return;
        if (visit.ExpectedDenial == true)
        {
            bool signed = visit.Abn == Abn.Signed;
            foreach (var line in bill.Lines)
            {
                if (line.Excluded) continue;
                line.Modifiers.Add(signed ? GA : GZ);
                line.Because.Add(signed ? Because.Signed : Because.None);
            }
            if (!signed) bill.Findings.Add(visit.Abn is null ? Finds.NoNotice() : Finds.VoluntaryForDenial());
        }
        else if (visit.Abn == Abn.Signed)
        {
            if (visit.ExpectedDenial is null) bill.LeaveOpen("abn", "expected_denial");
            else bill.Findings.Add(Finds.NoticeWithoutDenial());
        }
    }

    /// <summary>With a signed notice of an expected denial KX would say the opposite.</summary>
    public static bool KeepsKxAway(Visit visit) => visit is { ExpectedDenial: true, Abn: Abn.Signed };

    /// <summary>Marks a line of a service that is no benefit, for which a voluntary notice was given: the payer allows nothing, the patient owes the charge.</summary>
    public static void Exclude(BillLine line, string payer)
    {
        line.Excluded = true;
        line.Allowed = 0m;
        line.Modifiers.Add(GY);
        line.Modifiers.Add(GX);
        line.Because.Add(Because.Excluded(line.Code, payer));
    }
}
