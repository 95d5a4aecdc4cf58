using System.Buffers;
using System.Text;
using Quarterhour.Answers.Bills;
using Quarterhour.Billing;
using Quarterhour.Formats;

namespace Quarterhour.Cli.Bills;

/// <summary>Bills as people read them: a line a claim line, then what is not billed, what was found and, when asked, every reason.</summary>
sealed class TextBills(int width, bool color, bool explain) : BillWriter
{
    public override ReadOnlySpan<byte> Between => "\n"u8;

    public override void Write(Bill bill, IBufferWriter<byte> into)
    {
        Line(into, Ink.Bold(Heading(bill), color));
        foreach (string line in Table(bill).Lines(width)) Line(into, line);
        foreach (var one in bill.NotBilled)
            Wrapped(into, $"not billed: {one.Code}{(one.Minutes is { } minutes ? $" {minutes} min" : "")}: {(one.Because.Length > 0 ? Words.Text(one.Because[^1]) : "")}", "  ");
        foreach (var finding in bill.Findings) Finding(finding, into);
        if (bill.Undecided && !explain) foreach (var open in bill.NotChecked) Wrapped(into, $"○ undecided: {open.What} needs {open.Needs}", "  ");
        if (explain) Explain(bill, into);
    }

    static string Heading(Bill bill)
    {
        var visit = bill.Visit;
        string totals = bill.Totals.Allowed is { } allowed && bill.Lines.Count > 0 ? $"  allowed {allowed:F2}" : "";
        return $"{visit.Id}  {visit.Date:yyyy-MM-dd}  {visit.Discipline}  {visit.Payer}  {BillJson.Status(bill.Status)}  {UnitBar.UnitsWord(bill.BilledUnits)}{totals}";
    }

    static TextTable Table(Bill bill)
    {
        var table = new TextTable(new TextColumn(Right: true), new TextColumn(), new TextColumn(), new TextColumn(Right: true), new TextColumn(Right: true), new TextColumn(Right: true), new TextColumn());
        foreach (var line in bill.Lines)
            table.Add($"  {line.Number}", $"{line.Code}", string.Join('-', line.Modifiers), UnitBar.UnitsWord(line.Units), line.Minutes > 0 ? $"{line.Minutes} min" : "",
                line.Allowed is { } allowed ? $"{allowed:F2}" : "", line.Share is { } share ? $"payer {share.PayerPays:F2}, patient {share.PatientOwes:F2}" : line.Allowed is null ? "○ no price" : "");
        return table;
    }

    void Finding(Finding finding, IBufferWriter<byte> into)
    {
        var (sign, word) = Signs(finding.Severity);
        string where = finding.Line is { } line ? $", line {line}" : "";
        Wrapped(into, $"{sign} {word} ({finding.Id}{where}): {Words.Message(finding)}", "  ");
        if (finding.Severity > Severity.Note) Wrapped(into, Words.Fix(finding), "    ");
    }

    void Explain(Bill bill, IBufferWriter<byte> into)
    {
        if (bill.Pool is { } pool)
        {
            Line(into, "  the day's timed minutes");
            foreach (string line in UnitBar.Lines(pool, bill.Terms!.UnitRule, width - 4)) Line(into, "    " + Ink.Bars(line, color));
        }
        foreach (var line in bill.Lines)
        {
            Line(into, $"  {line.Number} {line.Code}, because");
            foreach (string reason in ReasonTree.Lines(line.Because, width, 4)) Line(into, reason);
        }
        foreach (var one in bill.NotBilled)
        {
            Line(into, $"  not billed: {one.Code}, because");
            foreach (string reason in ReasonTree.Lines(one.Because, width, 4)) Line(into, reason);
        }
        if (bill.Holds.Count > 0)
        {
            Line(into, "  holds in the record");
            foreach (string reason in ReasonTree.Lines(bill.Holds, width, 4)) Line(into, reason);
        }
        if (bill.NotChecked.Count == 0) return;
        Line(into, "  not checked");
        foreach (var check in bill.NotChecked) Wrapped(into, $"○ {check.What} needs {check.Needs}", "    ");
    }

    void Wrapped(IBufferWriter<byte> into, string sentence, string indent)
    {
        foreach (string line in TextWrap.Lines(sentence, width, indent, indent + "  ")) Line(into, line);
    }

    static void Line(IBufferWriter<byte> into, string line)
    {
        Encoding.UTF8.GetBytes(line.AsSpan(), into);
        into.Write("\n"u8);
    }

    /// <summary>A severity's shape and word.</summary>
    public static (string Sign, string Word) Signs(Severity severity) => severity switch
    {
        Severity.Error => ("■", "cannot be billed"),
        Severity.Warning => ("▲", "look at this"),
        _ => ("·", "note"),
    };
}
