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

    // of the group judged last, and those that serve again: a claim that is checked leaves nothing behind but its findings
    readonly List<Bill> bills = [];
    readonly List<DayLine> day = [];
    readonly Stack<Bill> spareBills = [];

    readonly CodeAnswers codes = new(tables);

    readonly DiagnosisMemory diagnoses = new(() => tables.Diagnoses);

    /// <summary>The day on which the claims are sent; null where nobody tells.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>Edit tables of another quarter that answered.</summary>
    public StandIns StandIns { get; } = new();

    /// <summary>Judges the lines of one patient's day at one provider.</summary>
    /// <param name="lines">In the order of the input; any claims, any settings.</param>
    /// <returns>A bill for each claim and setting: its lines are the claim's, its findings what was found. <see cref="Visit.Id"/> is the claim's id.
    /// The bills are good until the next lines are judged; the findings stay.</returns>
    public IReadOnlyList<Bill> Judge(ReadOnlySpan<ClaimLine> lines)
    {
        Clear();
        foreach (ref readonly var given in lines)
        {
            var bill = BillOf(given);
            var line = LineOf(bill, given);
            if (bill.Terms is not null) JudgeLine(bill, line, given);
            bill.Lines.Add(line);
            day.Add(new(bill, line));
        }
        if (day.Count <= MostOfADay) JudgeDay();
        else foreach (var bill in bills) bill.LeaveOpen("the patient's day", $"a patient id that stands for one patient: {lines[0].Claim.Patient} has {day.Count} lines on {lines[0].Date:yyyy-MM-dd}");
        foreach (var bill in bills)
            if (bill.Terms is not null) Diagnosis.Judge(bill, diagnoses);
        return bills;
    }

    void Clear()
    {
        foreach (var bill in bills) spareBills.Push(bill);
        day.Clear();
        bills.Clear();
    }

    static BillLine LineOf(Bill bill, in ClaimLine given)
    {
        var line = bill.NewLine(given.Code, ClaimModifiers.DisciplineOf(given.Modifiers) ?? Discipline.PT, reasons: 0);
        (line.Number, line.Units, line.Charge, line.SourceLine) = (given.Number, given.Units, given.Charge, given.SourceLine);
        for (int i = 0; i < given.Modifiers.Count; i++) line.Modifiers.Add(given.Modifiers[i]);
        return line;
    }

    void JudgeDay()
    {
        CodePairs.JudgeSent(day, tables, StandIns);
        UnlikelyUnits.Judge(day, tables.UnitLimits, StandIns);
        AddOns.Judge(day, tables.AddOns, StandIns);
        Duplicates.JudgeSent(day);
    }

    Bill BillOf(in ClaimLine line)
    {
        // from the last on, where it mostly is, and not through the thousands of an id that stands for everybody
        for (int i = bills.Count - 1; i >= 0 && i >= bills.Count - MostOfADay; i--)
            if (bills[i].Visit.Id == line.Claim.Id && bills[i].Visit.Setting == line.Setting) return bills[i];
        var visit = new Visit
        {
            Id = line.Claim.Id, Date = line.Date, Payer = line.Claim.Payer, Patient = line.Claim.Patient, Facility = line.Claim.Provider, Discipline = Discipline.PT,
            Interventions = [], Diagnoses = line.Claim.Diagnoses, Setting = line.Setting, SourceLine = line.SourceLine,
        };
        var terms = payers.Find(visit.Payer)?.On(visit.Date);
        if (spareBills.TryPop(out var bill)) bill.Restart(visit, terms);
        else bill = new(visit, terms);
        if (bill.Terms is null) bill.Findings.Add(PayerKnown.Unknown(visit.Payer, payers).Finding);
        bills.Add(bill);
        return bill;
    }

    /// <summary>What a line by itself has wrong.</summary>
    void JudgeLine(Bill bill, BillLine line, in ClaimLine given)
    {
        var terms = bill.Terms!;
        Add(bill, line, ServiceDate.Check(line.Code, given.Date, Today));
        var answer = codes.Of(line.Code, given.Date, terms);
        if (!(answer.IsExcluded && ClaimModifiers.AsksForDenial(given.Modifiers))) Add(bill, line, answer.Refused);
        Add(bill, line, answer.Unlisted);
        if (answer.Needs is { } needs) bill.NotChecked.Add(new("code", needs, line.Code));
        if (answer.Therapy is not { } therapy || answer.IsEnded) return;
        found.Clear();
        ClaimModifiers.Check(therapy, given.Modifiers, terms, found);
        foreach (var finding in found) Add(bill, line, finding);
    }

    static void Add(Bill bill, BillLine line, Finding? finding)
    {
        if (finding is not null) bill.Findings.Add(finding with { Line = line.Number, Code = line.Code });
    }
}
