using Quarterhour.Billing.Modifiers;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;

namespace Quarterhour.Billing.Edits;

/// <summary>A line of a patient's day with the bill that it stands on.</summary>
public readonly record struct DayLine(Bill Bill, BillLine Line);

/// <summary>Codes from one to another.</summary>
public sealed record CodeRange(ProcedureCode First, ProcedureCode Last)
{
    public bool Holds(ProcedureCode code) => code.CompareTo(First) >= 0 && code.CompareTo(Last) <= 0;
}

public static partial class CodePairs
{
    /// <summary>Judges every two lines of a patient's day at one provider, wherever they stand; adds the modifier where the record supports it.</summary>
    public static void Judge(List<DayLine> lines, ReferenceTables tables, StandIns standIns)
    {
        for (int i = 0; i < lines.Count; i++)
            for (int j = i + 1; j < lines.Count; j++)
                if (lines[i].Line.Code != lines[j].Line.Code) Judge(lines[i], lines[j], tables, standIns);
    }

    /// <summary>Judges every two lines of a patient's day as they are about to be sent: the modifiers that stand on them decide, and none is added.</summary>
    public static void JudgeSent(List<DayLine> lines, ReferenceTables tables, StandIns standIns)
    {
        for (int i = 0; i < lines.Count; i++)
            for (int j = i + 1; j < lines.Count; j++)
                if (lines[i].Line.Code != lines[j].Line.Code) Judge(lines[i], lines[j], tables, standIns, sent: true);
    }

    static void Judge(DayLine a, DayLine b, ReferenceTables tables, StandIns standIns, bool sent = false)
    {
        var visit = a.Bill.Visit;
        if (a.Bill.Terms is not { } terms || b.Bill.Terms != terms) return;
        if (a.Line.Discipline != b.Line.Discipline && !terms.PairsAcrossDisciplines) return;
        if (tables.OwnPairs is { } lists && lists.TryGetValue(terms.Payer.Id, out var own) && own.Find(a.Line.Code, b.Line.Code, visit.Date) is { } theirs) Judge(a, b, theirs, $"the pair list of {terms.Payer.Id}", tables, sent);
        if (!terms.PairEdits) return;
        if (b.Bill.Visit.Setting != visit.Setting)
        {
            LeaveOpen(b.Bill, new($"code pair {a.Line.Code} {b.Line.Code}", $"one setting: visit {visit.Id} and this one stand in different ones, which have tables of their own"));
            return;
        }
        var found = tables.Pairs.Find(a.Line.Code, b.Line.Code, visit.Date, visit.Setting);
        if (found.Release is null)
        {
            LeaveOpen(b.Bill, new($"code pair {a.Line.Code} {b.Line.Code}", $"an NCCI table that covers both codes: import the pair files for {visit.Date:yyyy-MM-dd}"));
            return;
        }
        if (found.StandsIn) standIns.Add(found.Release, visit.Date);
        if (found.Row is { } row) Judge(a, b, row, found.Release.Name, tables, sent);
    }

    static void Judge(DayLine a, DayLine b, PairRow row, string table, ReferenceTables tables, bool sent)
    {
        var date = a.Bill.Visit.Date;
        var (first, second) = row.Column1 == a.Line.Code ? (a, b) : (b, a);
        bool one = !sent && OnePractitioner(first, second);
        bool passes = row.Indicator == '1' && (sent ? DistinctService.Stands(first.Line, second.Line, date) : !Overlap(first, second) && DistinctService.AddToEither(first.Line, second.Line, a.Bill.Terms!, date, one, byTime: IsTime(row.Column1, tables) || IsTime(row.Column2, tables)));
        if (passes) return;
        if (one && row.Indicator == '1' && (first.Line.Evidence?.SeparatePractitioner == true || second.Line.Evidence?.SeparatePractitioner == true))
            LeaveOpen(second.Bill, new($"code pair {row.Column1} {row.Column2}", $"who furnished each: another practitioner is told (evidence.separate_practitioner), and both name {first.Bill.Visit.Clinician}"));
        Report(first, second, row, table);
    }

    /// <summary>The recorded times of the two contradict that they were apart, whatever else the record says.</summary>
    static bool Overlap(DayLine a, DayLine b)
    {
        foreach (var one in a.Bill.Visit.Interventions)
        {
            if (one.Code != a.Line.Code || one is not { Start: { } start, End: { } end }) continue;
            foreach (var other in b.Bill.Visit.Interventions)
                if (other.Code == b.Line.Code && other is { Start: { } from, End: { } to } && start < to && from < end) return true;
        }
        return false;
    }

    static bool IsTime(ProcedureCode code, ReferenceTables tables) => tables.Codes.Find(code) is { Units: UnitKind.Pool } or { Group: true };

    static bool OnePractitioner(DayLine a, DayLine b) => a.Bill.Visit.Clinician is { } clinician && clinician == b.Bill.Visit.Clinician && a.Line.By == b.Line.By;

    static void LeaveOpen(Bill bill, NotChecked open)
    {
        if (!bill.NotChecked.Contains(open)) bill.NotChecked.Add(open);
    }

    /// <summary>What an edit says, on no bill yet.</summary>
    public static Finding Refused(PairRow row, string table, DateOnly date) =>
        row.Indicator != '1' ? Finds.CodePairNever(row.Column2, row.Column1, table)
        : IsVisit(row.Column2, date) ? Finds.CodePairVisit(row.Column2, row.Column1, table, row.Column2)
        : IsVisit(row.Column1, date) ? Finds.CodePairVisit(row.Column2, row.Column1, table, row.Column1)
        : Finds.CodePair(row.Column2, row.Column1, table);

    static bool IsVisit(ProcedureCode code, DateOnly date)
    {
        foreach (var range in Visits.At(date)) if (range.Holds(code)) return true;
        return false;
    }

    /// <summary>Why two codes stand side by side.</summary>
    public static Reason NoEdit(ProcedureCode first, ProcedureCode second, string table) => Because.None(first, second, table);

    /// <summary>Once for a code that stands on two lines (with and without the assistant modifier) against the same partner.</summary>
    static void Report(DayLine first, DayLine second, PairRow row, string table)
    {
        if (!second.Bill.Paired.Add((row.Column1, row.Column2))) return;
        second.Bill.Findings.Add(Refused(row, table, second.Bill.Visit.Date) with
        {
            Line = second.Line.Number,
            Code = row.Column2,
            OtherVisit = first.Bill == second.Bill ? null : first.Bill.Visit.Id,
        });
    }
}
