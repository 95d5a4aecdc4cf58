using System.Text;
using Quarterhour.Answers.Bills;
using Quarterhour.Billing;
using Quarterhour.Billing.Edits;
using Quarterhour.Formats;
using Quarterhour.Formats.Visits;

namespace Quarterhour.Cli.Bills;

/// <summary>One run of <c>bill</c>: opens what it reads and writes, puts the frame around the bills, tells what was left out, and sums up.</summary>
/// <param name="session">The terminal and the tables.</param>
/// <param name="pipeline">Bills the visits.</param>
/// <param name="file">The input; - is standard input.</param>
/// <param name="to">The file for the bills; null for standard output.</param>
/// <param name="json">The answer on standard output is JSON.</param>
/// <param name="lines">The bills are written one a line, without a frame.</param>
sealed class BillRun(Session session, BillPipeline pipeline, string file, string? to, bool json, bool lines)
{
    /// <summary>Faults shown one by one; the rest are counted. All stand in the JSON answer.</summary>
    const int Shown = 50;

    readonly Terminal terminal = session.Terminal;

    /// <summary>Why the input was not read to its end; null when it was.</summary>
    UnusableInputException? broken;

    public int Run(bool sorted)
    {
        using var input = file == "-" ? terminal.Input : Given.File(file);
        using var output = to is null ? null : OutFile.Create(to, file);
        var source = VisitSource.Open(input, file == "-" ? "standard input" : file, NearestCode);
        var progress = new Progress(terminal, input, source);
        terminal.Out.Flush();
        Write(source, sorted, output?.Stream ?? terminal.Output, progress);
        output?.Keep();
        if (output is not null && json) terminal.Json(writer => BillAnswer.WriteEnd(writer, pipeline, source, broken));
        progress.End();
        TellFaults(source);
        if (!json) Summarize(source);
        return Status(source);
    }

    void Write(VisitSource source, bool sorted, Stream output, Progress progress)
    {
        bool frame = !lines && (json || to is not null);
        broken = frame ? BillAnswer.Write(pipeline, source, sorted, output, progress.Read) : BillAnswer.WriteBills(pipeline, source, sorted, output, progress.Read);
        if (lines && pipeline.Summary.Visits > 0 || frame) output.Write("\n"u8);
        output.Flush();
    }

    void TellFaults(VisitSource source)
    {
        foreach (var fault in source.Faults.Take(Shown)) terminal.Error.WriteLine(fault);
        if (source.Faults.Count > Shown) terminal.Error.WriteLine($"... and {source.Faults.Count - Shown} more like these; --json lists them all");
        var unknown = pipeline.Summary.UnknownWords;
        foreach (var (line, visit, message) in unknown.Order().Take(Shown)) terminal.Error.WriteLine($"{file}{(line > 0 ? $":{line}" : "")}: visit {visit}: {message}");
        if (unknown.Count > Shown) terminal.Error.WriteLine($"... and {unknown.Count - Shown} more like these");
        foreach (var note in TableDates.Notes(pipeline.StandIns)) terminal.Note($"{Words.Message(note)} {Words.Fix(note)}");
        if (broken is not null) terminal.Error.WriteLine($"quarterhour: {broken.Message}");
        if (source.Faults.Count > 0 || pipeline.Summary.Unknown > 0 || broken is not null) terminal.Error.WriteLine(Counts(source));
        else if (pipeline.Summary.Visits == 0) terminal.Error.WriteLine($"{file}: holds no visit; a header alone, or an empty list, gives no bill");
    }

    /// <summary>What was kept and what was not.</summary>
    string Counts(VisitSource source)
    {
        int unknown = pipeline.Summary.Unknown, notUsed = source.Rejected + unknown;
        string text = $"kept {Visits(pipeline.Summary.Visits - unknown)}";
        if (broken is { RestNotRead: false }) return $"{text}; nothing of the input could be used, and how many visits it holds is not known";
        if (notUsed > 0 || source.StrayLines > 0)
            text += $"; could not use {string.Join(" and ", ((string[])[notUsed > 0 ? Visits(notUsed) : "", Strays(source)]).Where(part => part.Length > 0))}";
        if (unknown > 0) text += $" ({(source.Rejected > 0 ? $"{source.Rejected} left out, " : "")}{unknown} cannot be billed: a code or the payer is not known)";
        if (broken is { Fault: var fault }) text += $"; the rest, from line {fault.Line}{(fault.Visit is null ? "" : $" (visit {fault.Visit})")} on, was not read";
        return text;
    }

    static string Visits(int count) => count == 1 ? "1 visit" : $"{count} visits";

    /// <summary>Lines that could not be put to any visit.</summary>
    static string Strays(VisitSource source) => source.StrayLines switch
    {
        0 => "",
        1 => "1 line whose visit is not known",
        var lines => $"{lines} lines whose visit is not known",
    };

    void Summarize(VisitSource source)
    {
        var summary = pipeline.Summary;
        if (summary.Visits == 0) return;
        var text = new StringBuilder();
        if (to is null) terminal.Out.WriteLine();
        text.Append($"{Visits(summary.Visits + source.Rejected)}: {summary.Clean} clean, {summary.NeedsAttention} to look at, {summary.CannotBill} cannot be billed");
        if (source.Rejected > 0) text.Append($", {source.Rejected} left out");
        if (source.StrayLines > 0) text.Append($"; left out too: {Strays(source)}");
        if (broken is not null) text.Append("; the rest was not read");
        terminal.Heading(text.ToString());
        var table = new TextTable(new TextColumn(Right: true), new TextColumn());
        foreach (var (id, count) in summary.Findings.OrderByDescending(entry => entry.Value)) table.Add($"  {count}", id);
        terminal.Lines(table.Lines(terminal.Width));
        if (to is not null) terminal.Paragraph(broken is null ? $"bills are in {to}" : $"the bills so far are in {to}");
    }

    /// <summary>2 where something of the input could not be used, 1 where a person is needed, else 0.</summary>
    int Status(VisitSource source)
    {
        var summary = pipeline.Summary;
        if (broken is not null || source.Faults.Count > 0 || summary.Visits == 0 || summary.Unknown > 0) return 2;
        return summary.Clean < summary.Visits ? 1 : 0;
    }

    string? NearestCode(string written) => Spelling.Nearest(written, session.KnownCodes);
}
