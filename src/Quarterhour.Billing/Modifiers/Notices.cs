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
            if (!signed && bill.Lines.Exists(FacilityLiable)) bill.Findings.Add(visit.Abn is null ? Finds.NoNotice() : Finds.VoluntaryForDenial());
        }
        else if (visit.Abn == Abn.Signed)
        {
            if (visit.ExpectedDenial is null) bill.LeaveOpen("abn", "expected_denial");
            else bill.Findings.Add(Finds.NoticeWithoutDenial());
        }
        else if (visit.Abn == Abn.Voluntary && !bill.Lines.Exists(static line => line.Excluded)) bill.Findings.Add(Finds.VoluntaryForCovered());
    }

    /// <summary>Settles a line whose denial as not necessary is expected: the payer allows nothing; the patient who signed an ABN owes the charge (GA), without one the facility bears it (GZ).</summary>
    /// <returns>False for any other line.</returns>
    public static bool Settle(BillLine line)
    {
        if (line.Excluded || !(line.Modifiers.Contains(GA) || FacilityLiable(line))) return false;
        line.Allowed = 0m;
        line.Share = LiableFor(line);
        line.Because.Add(FacilityLiable(line) ? Because.FacilityBears : Because.PatientOwes);
        return true;
    }

    /// <summary>Who bears a line that allows nothing: nobody but the facility (GZ), else the patient, as far as a charge is told.</summary>
    public static Share? LiableFor(BillLine line) => FacilityLiable(line) ? default(Share) : line.Charge is { } charge ? new(0m, 0m, 0m, 0m, 0m, charge) : null;

    /// <summary>Beside GA or GZ, which say that the service is not necessary, KX would say the opposite.</summary>
    public static bool KeepsKxAway(Visit visit) => visit.ExpectedDenial == true;

    /// <summary>What lets a service that the payer does not cover stand on the claim for a denial: a voluntary notice, or the word that a denial is expected.</summary>
    public static bool AskForDenial(Visit visit) => visit.Abn == Abn.Voluntary || visit.ExpectedDenial == true;

    /// <summary>Marks a line of a service that the payer does not cover: it allows nothing, and the patient owes the charge, but not where the facility is liable (GZ).</summary>
    /// <param name="line">The line.</param>
    /// <param name="payer">The payer's name.</param>
    /// <param name="visit">Tells of notice and expected denial.</param>
    /// <param name="byStatute">No benefit at all, as against not covered by policy.</param>
    public static void Exclude(BillLine line, string payer, Visit visit, bool byStatute)
    {
        line.Excluded = true;
        line.Allowed = 0m;
        if (visit.Abn == Abn.Voluntary && (byStatute || visit.ExpectedDenial != true)) Mark(line, Because.Excluded(line.Code, payer), GY, GX);
        else if (byStatute) Mark(line, Because.Statutory(line.Code, payer), GY);
        else if (visit.Abn == Abn.Signed) Mark(line, Because.PolicySigned(payer, line.Code), GA);
        else Mark(line, Because.PolicyUnsigned(payer, line.Code), GZ);
    }

    /// <summary>The facility, not the patient, bears the denial.</summary>
    public static bool FacilityLiable(BillLine line) => line.Modifiers.Contains(GZ);

    static void Mark(BillLine line, Reason because, params ReadOnlySpan<Modifier> modifiers)
    {
        line.Modifiers.AddRange(modifiers);
        line.Because.Add(because);
    }
}
