using Quarterhour.Billing.Edits;
using Quarterhour.Billing.Modifiers;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Units;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Day;

/// <summary>Judges claim lines as they are about to be sent, through the same edits that <see cref="BillingRun"/> asks: all lines of a patient's day at one provider together,
/// across claims. Nothing is counted, priced, added or changed.</summary>
/// <remarks>Not safe for several threads; days that do not depend on each other may go to runs of their own.</remarks>
public sealed class ClaimCheck(ReferenceTables tables, PayerList payers)
{
    /// <summary>No patient's day has so many lines; an id that stands for everybody has, and every line would be held against every other.</summary>
    const int MostOfADay = 2_000;

    readonly List<Finding> found = [];
    readonly DiagnosisMemory diagnoses = new(() => tables.Diagnoses);

    /// <summary>Edit tables of another quarter that answered.</summary>
    public StandIns StandIns { get; } = new();

    /// <summary>Judges the lines of one patient's day at one provider.</summary>
    /// <param name="lines">In the order of the input; any claims, any settings.</param>
    /// <returns>A bill for each claim and setting: its lines are the claim's, its findings what was found. <see cref="Visit.Id"/> is the claim's id.</returns>
    public IReadOnlyList<Bill> Judge(ReadOnlySpan<ClaimLine> lines)
    {
        List<Bill> bills = new(1);
        List<DayLine> day = new(lines.Length);
        foreach (var given in lines)
        {
            var bill = BillOf(bills, given);
            var line = new BillLine(given.Code, ClaimModifiers.DisciplineOf(given.Modifiers) ?? Discipline.PT, reasons: 0) { Number = given.Number, Units = given.Units, Charge = given.Charge, SourceLine = given.SourceLine };
            for (int i = 0; i < given.Modifiers.Count; i++) line.Modifiers.Add(given.Modifiers[i]);
            if (bill.Terms is not null) JudgeLine(bill, line, given);
            bill.Lines.Add(line);
            day.Add(new(bill, line));
        }
        if (day.Count <= MostOfADay) JudgeDay(day);
        else foreach (var bill in bills) bill.LeaveOpen("the patient's day", $"a patient id that stands for one patient: {lines[0].Claim.Patient} has {day.Count} lines on {lines[0].Date:yyyy-MM-dd}");
        foreach (var bill in bills)
            if (bill.Terms is not null) Diagnosis.Judge(bill, diagnoses);
        return bills;
    }

    void JudgeDay(List<DayLine> day)
    {
        CodePairs.JudgeSent(day, tables.Pairs, StandIns);
        UnlikelyUnits.Judge(day, tables.UnitLimits, StandIns);
        AddOns.Judge(day, tables.AddOns, StandIns);
        Duplicates.JudgeSent(day);
    }

    Bill BillOf(List<Bill> bills, in ClaimLine line)
    {
        // from the last on, where it mostly is, and not through the thousands of an id that stands for everybody
        for (int i = bills.Count - 1; i >= 0 && i >= bills.Count - MostOfADay; i--)
            if (bills[i].Visit.Id == line.Claim.Id && bills[i].Visit.Setting == line.Setting) return bills[i];
        var visit = new Visit
        {
            Id = line.Claim.Id, Date = line.Date, Payer = line.Claim.Payer, Patient = line.Claim.Patient, Facility = line.Claim.Provider, Discipline = Discipline.PT,
            Interventions = [], Diagnoses = line.Claim.Diagnoses, Setting = line.Setting, SourceLine = line.SourceLine,
        };
        var bill = new Bill(visit, payers.Find(visit.Payer)?.On(visit.Date));
        if (bill.Terms is null) bill.Findings.Add(PayerKnown.Unknown(visit.Payer, payers).Finding);
        bills.Add(bill);
        return bill;
    }

    /// <summary>What a line by itself has wrong.</summary>
    void JudgeLine(Bill bill, BillLine line, in ClaimLine given)
    {
        var terms = bill.Terms!;
        if (tables.Codes.Find(line.Code) is not { } therapy)
        {
            switch (tables.Fees.Lists(line.Code, given.Date))
            {
                case true:
                    Add(bill, line, Coverage.OfAnyCode(line.Code, terms, given.Date, tables.Fees));
                    break;
                // supplies and much else are paid by other schedules, so that the absence alone is no fault
                case false:
                    bill.NotChecked.Add(new($"code {line.Code}", $"a table that lists it: the fee schedule of {given.Date:yyyy-MM-dd} does not"));
                    break;
                default:
                    bill.NotChecked.Add(new($"code {line.Code}", $"the fee schedule of {given.Date:yyyy-MM-dd}: import its relative value file"));
                    break;
            }
            return;
        }
        if (InForce.Check(therapy, given.Date, tables.Codes) is { } ended)
        {
            Add(bill, line, ended.Finding);
            return;
        }
        if (Coverage.Check(therapy, terms, given.Date, tables.Fees) is { } refused && !(Coverage.Excludes(refused.Finding) && ClaimModifiers.AsksForDenial(given.Modifiers))) Add(bill, line, refused.Finding);
        found.Clear();
        ClaimModifiers.Check(therapy, given.Modifiers, terms, found);
        foreach (var finding in found) Add(bill, line, finding);
    }

    static void Add(Bill bill, BillLine line, Finding? finding)
    {
        if (finding is not null) bill.Findings.Add(finding with { Line = line.Number, Code = line.Code });
    }
}
