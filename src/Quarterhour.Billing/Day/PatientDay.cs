using Quarterhour.Billing.Documentation;
using Quarterhour.Billing.Edits;
using Quarterhour.Billing.Modifiers;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Pricing;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Units;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Day;

/// <summary>An intervention that may be billed, with its catalogue entry and the bill it belongs to.</summary>
readonly record struct Entry(Bill Bill, Intervention Intervention, TherapyCode Code);

/// <summary>One patient's day at one provider, through the rules in their order: what may be billed, units, edits, prices, threshold, shares.</summary>
sealed class PatientDay(BillingRun run, Bill[] bills)
{
    // what a visit leaves to the day's next one; most days have one visit
    readonly Dictionary<string, decimal>? allowedToday = bills.Length > 1 ? new(1, StringComparer.Ordinal) : null;
    readonly Dictionary<string, decimal?>? deductibleLeft = bills.Length > 1 ? new(1, StringComparer.Ordinal) : null;

    public void Run()
    {
        var entries = run.Entries;
        entries.Clear();
        foreach (var bill in bills) Accept(bill, entries);
        DayUnits.Count(entries);
        var lines = Lines();
        CodePairs.Judge(lines, run.Tables, run.StandIns);
        UnlikelyUnits.Judge(lines, run.Tables.UnitLimits, run.StandIns);
        AddOns.Judge(lines, run.Tables.AddOns, run.StandIns);
        DayPrices.Price(lines, run);
        foreach (var bill in bills) Finish(bill);
    }

    /// <summary>Keeps what the rules let be billed; the rest stands under "not billed" with its reason.</summary>
    void Accept(Bill bill, List<Entry> entries)
    {
        var visit = bill.Visit;
        if (bill.Terms is not { } terms)
        {
            RefuseAll(bill, PayerKnown.Unknown(visit.Payer, run.Payers));
            return;
        }
        if (bill.Repeats is { } earlier)
        {
            RefuseAll(bill, Duplicates.Repeats(earlier));
            return;
        }
        foreach (var intervention in visit.Interventions)
        {
            if (Refusals.Of(intervention, visit, terms, run.Tables.Codes, run.Tables.Fees) is { } refused)
            {
                if (!Excluded(bill, intervention, refused.Finding)) Refuse(bill, intervention, refused);
                continue;
            }
            var code = run.Tables.Codes.Find(intervention.Code)!;
            Note(bill, GroupOrOne.Check(intervention, code, visit.Discipline, visit.Date));
            Note(bill, DisciplineModifier.Check(code, visit.Discipline));
            Note(bill, MinutesRecorded.Check(intervention, code));
            if (intervention.Start.HasValue != intervention.End.HasValue) bill.LeaveOpen($"span of {code.Code}", "both start and end");
            entries.Add(new(bill, intervention, code));
        }
    }

    /// <summary>Puts an untimed service that is not covered on the claim, for a denial, where a voluntary notice was given or a denial is expected.</summary>
    bool Excluded(Bill bill, Intervention intervention, Finding why)
    {
        var (visit, terms) = (bill.Visit, bill.Terms!);
        if (!terms.Notices || !Notices.AskForDenial(visit) || !Coverage.Excludes(why) || run.Tables.Codes.Find(intervention.Code) is not { Units: UnitKind.Untimed }) return false;
        var line = bill.NewLine(intervention.Code, visit.Discipline, reasons: 6);
        (line.Units, line.Minutes, line.By, line.Charge) = (1, intervention.Minutes ?? 0, intervention.By, intervention.Charge);
        line.Because.Add(Untimed.OneUnit);
        Notices.Exclude(line, terms.Payer.Name, visit, Coverage.ByStatute(why));
        if (terms.TherapyModifier)
        {
            var (therapy, because) = DisciplineModifier.For(visit.Discipline, visit.Date);
            line.Modifiers.Add(therapy);
            line.Because.Add(because);
        }
        bill.Lines.Add(line);
        return true;
    }

    static void RefuseAll(Bill bill, (Finding Finding, Reason Because) why)
    {
        bill.Findings.Add(why.Finding);
        foreach (var intervention in bill.Visit.Interventions) bill.NotBilled.Add(new(intervention.Code, intervention.Minutes, [why.Because]));
    }

    internal static void Refuse(Bill bill, Intervention intervention, (Finding Finding, Reason Because) why)
    {
        bill.Findings.Add(why.Finding);
        bill.NotBilled.Add(new(intervention.Code, intervention.Minutes, [why.Because]));
    }

    static void Note(Bill bill, Finding? finding)
    {
        if (finding is not null) bill.Findings.Add(finding);
    }

    List<DayLine> Lines()
    {
        var lines = run.Lines;
        lines.Clear();
        foreach (var bill in bills)
            for (int i = 0; i < bill.Lines.Count; i++)
            {
                bill.Lines[i].Number = i + 1;
                bill.Lines[i].DiagnosisPointers = Pointers[Math.Min(bill.Visit.Diagnoses.Count, Pointers.Length - 1)];
                if (!bill.Lines[i].Excluded) lines.Add(new(bill, bill.Lines[i]));
            }
        return lines;
    }

    void Finish(Bill bill)
    {
        if (bill.Terms is not { } terms) return;
        var visit = bill.Visit;
        LinkFindings(bill);
        Diagnosis.Judge(bill, run.Diagnoses);
        if (terms.KxThreshold && bill.Repeats is null) Threshold(bill);
        Support(bill, terms);
        foreach (var line in bill.Lines)
        {
            ModifierOrder.Sort(line.Modifiers, terms, visit.Date);
            if (Reduced.Stands(line) && line.Allowed is not null) bill.NotChecked.Add(new($"price of line {line.Number}", "what the payer takes off for a reduced service (52); the amount is that of the whole service"));
            if (line.Modifiers.Count > ModifierOrder.Room.At(visit.Date))
                bill.LeaveOpen($"modifiers of line {line.Number}", $"a choice: {line.Modifiers.Count} modifiers are supported, and a claim line has room for {ModifierOrder.Room.At(visit.Date)}");
        }
        decimal? left = DayPrices.Split(bill, deductibleLeft?.GetValueOrDefault(terms.Payer.Id));
        if (deductibleLeft is not null) deductibleLeft[terms.Payer.Id] = left;
        Record(bill);
    }

    /// <summary>Who furnished, and the modifiers that rest on a field of the record.</summary>
    void Support(Bill bill, Terms terms)
    {
        if (bill.Repeats is not null) return;
        var visit = bill.Visit;
        Supervised.Judge(bill, run.Tables.Codes);
        if (!terms.FurnisherRules && visit is not { Supervision: null, Qualification: null, IncidentTo: null }) bill.NotChecked.Add(OwnFurnisherRules);
        if (terms.Notices) Notices.Judge(bill);
        else if (visit is not { ExpectedDenial: null, Abn: null }) bill.NotChecked.Add(OwnNotices);
        Telehealth.Judge(bill);
        Purpose.Judge(bill);
    }

    void Threshold(Bill bill)
    {
        var visit = bill.Visit;
        if (run.YearToDate(visit) is not { } before)
        {
            bill.NotChecked.Add(KxNotTold);
            return;
        }
        // a visit states what was allowed before it, or that morning: never less than with the day's earlier visits
        string pool = Kx.PoolOf(visit.Discipline);
        if (allowedToday is not null && allowedToday.TryGetValue(pool, out decimal today)) before = Math.Max(before, today);
        if (DayPrices.Sum(bill.Lines, line => line.Allowed) is not { } sum)
        {
            bill.NotChecked.Add(new("kx", "the allowed amount of every line"));
            run.Accrue(visit, null);
            return;
        }
        // what will be denied adds nothing
        if (bill.Terms!.Notices && Notices.KeepsKxAway(visit)) sum = 0m;
        if (allowedToday is not null) allowedToday[pool] = before + sum;
        var state = Kx.State(visit.Discipline, visit.Date, before, sum);
        if (!state.IsDecided) bill.NotChecked.Add(new("kx", state.Needs!));
        else if (!bill.Terms!.Notices || !Notices.KeepsKxAway(visit)) Kx.Apply(bill, state.Value, bill.Terms.KxOnWholeDate);
        run.Accrue(visit, before + sum);
    }

    /// <summary>Findings about a code point to its line where it has one.</summary>
    static void LinkFindings(Bill bill)
    {
        for (int i = 0; i < bill.Findings.Count; i++)
            if (bill.Findings[i] is { Line: null, Code: { } code } finding && LineOf(bill, code) is { } line)
                bill.Findings[i] = finding with { Line = line.Number };
    }

    static BillLine? LineOf(Bill bill, ProcedureCode code)
    {
        foreach (var line in bill.Lines) if (line.Code == code) return line;
        return null;
    }

    /// <summary>The rules about the record behind the bill.</summary>
    void Record(Bill bill)
    {
        if (bill.Repeats is not null) return;
        if (!bill.Terms!.RecordRules)
        {
            // what was told is not passed over without a word
            if (bill.Visit is not { PlanOfCare: null, Progress: null, Note: null }) bill.NotChecked.Add(OwnRecordRules);
            return;
        }
        PlanContents.Judge(bill, run.Tables.Codes);
        Certification.Judge(bill);
        Recertification.Judge(bill, run.Tables.Codes);
        ProgressReport.Judge(bill);
        DailyNote.Judge(bill, run.Tables.Codes);
        Need.Judge(bill, run.Tables.Codes);
        LinkFindings(bill);
    }

    static readonly NotChecked KxNotTold = new("kx", "year_to_date"),
        OwnRecordRules = new("plan-of-care, certification, recertification, progress-report, note-minutes, skilled-need", "the payer's own rules about the record: \"record_rules\" in a profile of your own"),
        OwnFurnisherRules = new("supervision", "the payer's own rules on who may furnish: \"furnisher_rules\" in a profile of your own"),
        OwnNotices = new("abn", "the payer's own terms for an expected denial: \"notices\" in a profile of your own");

    static readonly int[][] Pointers = [[], [1], [1, 2], [1, 2, 3], [1, 2, 3, 4]];
}
