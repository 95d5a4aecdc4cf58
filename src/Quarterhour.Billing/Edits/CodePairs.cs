using Quarterhour.Billing.Modifiers;
using Quarterhour.Billing.Tables;

namespace Quarterhour.Billing.Edits;

/// <summary>A line of a patient's day with the bill that it stands on.</summary>
public readonly record struct DayLine(Bill Bill, BillLine Line);

public static partial class CodePairs
{
    /// <summary>Judges every two lines of a patient's day at one provider, wherever they stand; adds the modifier where the record supports it.</summary>
    public static void Judge(IReadOnlyList<DayLine> lines, PairTable pairs, StandIns standIns)
    {
        for (int i = 0; i < lines.Count; i++)
            for (int j = i + 1; j < lines.Count; j++)
                if (lines[i].Line.Code != lines[j].Line.Code) Judge(lines[i], lines[j], pairs, standIns);
    }

    static void Judge(DayLine a, DayLine b, PairTable pairs, StandIns standIns)
    {
        var visit = a.Bill.Visit;
        if (a.Bill.Terms is not { PairEdits: true } terms || b.Bill.Terms != terms || b.Bill.Visit.Setting != visit.Setting) return;
        if (a.Line.Discipline != b.Line.Discipline && !terms.PairsAcrossDisciplines) return;
        var found = pairs.Find(a.Line.Code, b.Line.Code, visit.Date, visit.Setting);
        if (found.Release is null)
        {
            var open = new NotChecked($"code pair {a.Line.Code} {b.Line.Code}", $"an NCCI table that covers both codes: import the pair files for {visit.Date:yyyy-MM-dd}");
            if (!b.Bill.NotChecked.Contains(open)) b.Bill.NotChecked.Add(open);
            return;
        }
        if (found.StandsIn) standIns.Add(found.Release, visit.Date);
        if (found.Row is not { } row) return;
        var (first, second) = row.Column1 == a.Line.Code ? (a, b) : (b, a);
        if (row.Indicator == '1' && second.Line.SeparateTime) DistinctService.Add(second.Line, terms.DistinctModifier, row.Column1);
        else if (!AlreadyFound(second.Bill, row.Column1, row.Column2)) Report(first, second, row, found.Release.Name);
    }

    /// <summary>What an edit says, on no bill yet.</summary>
    public static Finding Refused(PairRow row, string table) =>
        row.Indicator == '1' ? Finds.CodePair(row.Column2, row.Column1, table) : Finds.CodePairNever(row.Column2, row.Column1, table);

    /// <summary>Why two codes stand side by side.</summary>
    public static Reason NoEdit(ProcedureCode first, ProcedureCode second, string table) => Because.None(first, second, table);

    static void Report(DayLine first, DayLine second, PairRow row, string table)
    {
        second.Bill.Findings.Add(Refused(row, table) with
        {
            Line = second.Line.Number,
            Code = row.Column2,
            OtherVisit = first.Bill == second.Bill ? null : first.Bill.Visit.Id,
        });
    }

    /// <summary>A code on two lines (with and without the assistant modifier) is reported once against the same partner.</summary>
    static bool AlreadyFound(Bill bill, ProcedureCode column1, ProcedureCode column2)
    {
        foreach (var finding in bill.Findings)
            if (finding.Id == "code-pair" && finding.Code == column2 && finding.Args[1].Is == Arg.Kind.Code && finding.Args[1].Code == column1) return true;
        return false;
    }
}
