using System.Text;
using System.Text.Json;
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

    public int Run(bool sorted)
    {
        using var input = file == "-" ? terminal.Input : Given.File(file);
        string name = file == "-" ? "standard input" : file;
        var source = VisitSource.Open(input, name, NearestCode);
        var progress = new Progress(terminal, input, source);
        if (to is null)
        {
            terminal.Out.Flush();
            Write(source, sorted, terminal.Output, progress);
        }
        else
        {
            WriteFile(to, output => Write(source, sorted, output, progress));
            if (json) terminal.Json(WriteSummary);
        }
        terminal.Output.Flush();
        progress.End();
        TellFaults(source);
        if (!json) Summarize(source);
        return Status(source);
    }

    void Write(VisitSource source, bool sorted, Stream output, Progress progress)
    {
        bool frame = !lines && (json || to is not null);
        if (frame) output.Write("{\"contract\":1,\"bills\":[\n"u8);
        UnusableInputException? broken = null;
        try
        {
            pipeline.Run(source, sorted, output, progress.Read);
        }
        catch (UnusableInputException wrong) when (frame)
        {
            // what was billed so far stands; the frame is closed with what is wrong
            broken = wrong;
        }
        if (frame)
        {
            output.Write("],\n"u8);
            var end = new MemoryStream();
            using (var writer = new Utf8JsonWriter(end, BillJson.Options))
            {
                writer.WriteStartObject();
                WriteSummary(writer);
                WriteFaults(writer, source);
                WriteNotes(writer);
                if (broken is not null) writer.WriteString("error", broken.Message);
                writer.WriteEndObject();
            }
            // the frame is open already: the inner braces fall away
            output.Write(end.GetBuffer().AsSpan(1, (int)end.Length - 1));
        }
        if (lines && pipeline.Summary.Visits > 0 || frame) output.Write("\n"u8);
        output.Flush();
        if (broken is not null) throw new BrokenOffException(broken.Message);
    }

    void WriteSummary(Utf8JsonWriter writer)
    {
        var summary = pipeline.Summary;
        writer.WriteStartObject("summary");
        writer.WriteNumber("visits", summary.Visits);
        writer.WriteNumber("clean", summary.Clean);
        writer.WriteNumber("needs_attention", summary.NeedsAttention);
        writer.WriteNumber("cannot_bill", summary.CannotBill);
        writer.WriteEndObject();
    }

    static void WriteFaults(Utf8JsonWriter writer, VisitSource source)
    {
        writer.WriteNumber("visits_left_out", source.Rejected);
        writer.WriteStartArray("rejected");
        foreach (var fault in source.Faults)
        {
            writer.WriteStartObject();
            writer.WriteString("file", fault.File);
            if (fault.Line > 0) writer.WriteNumber("line", fault.Line);
            else writer.WriteNull("line");
            writer.WriteString("column", fault.Column);
            writer.WriteString("visit", fault.Visit);
            writer.WriteString("message", fault.Message);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    void WriteNotes(Utf8JsonWriter writer)
    {
        var bills = new BillJson();
        writer.WriteStartArray("notes");
        foreach (var note in TableDates.Notes(pipeline.StandIns)) bills.WriteFinding(writer, note);
        writer.WriteEndArray();
    }

    void TellFaults(VisitSource source)
    {
        foreach (var fault in source.Faults.Take(Shown)) terminal.Error.WriteLine(fault);
        if (source.Faults.Count > Shown) terminal.Error.WriteLine($"... and {source.Faults.Count - Shown} more like these; --json lists them all");
        var unknown = pipeline.Summary.UnknownWords;
        foreach (var (line, visit, message) in unknown.Order().Take(Shown)) terminal.Error.WriteLine($"{file}{(line > 0 ? $":{line}" : "")}: visit {visit}: {message}");
        if (unknown.Count > Shown) terminal.Error.WriteLine($"... and {unknown.Count - Shown} more like these");
        foreach (var note in TableDates.Notes(pipeline.StandIns)) terminal.Note($"{Words.Message(note)} {Words.Fix(note)}");
        if (source.Faults.Count > 0 || pipeline.Summary.Unknown > 0)
            terminal.Error.WriteLine($"kept {Visits(pipeline.Summary.Visits - pipeline.Summary.Unknown)}; could not use {Visits(source.Rejected + pipeline.Summary.Unknown)}{Lines(source)}");
        if (pipeline.Summary.Visits == 0 && source.Faults.Count == 0) terminal.Error.WriteLine($"{file}: holds no visit; a header alone, or an empty list, gives no bill");
    }

    static string Visits(int count) => count == 1 ? "1 visit" : $"{count} visits";

    /// <summary>Lines that could not be put to any visit.</summary>
    static string Lines(VisitSource source) => source.Faults.Count(fault => fault.Visit is null) switch
    {
        0 => "",
        1 => " and 1 line whose visit is not known",
        var lines => $" and {lines} lines whose visit is not known",
    };

    void Summarize(VisitSource source)
    {
        var summary = pipeline.Summary;
        if (summary.Visits == 0) return;
        var text = new StringBuilder();
        if (to is null) terminal.Out.WriteLine();
        text.Append($"{Visits(summary.Visits)}: {summary.Clean} clean, {summary.NeedsAttention} to look at, {summary.CannotBill} cannot be billed");
        if (source.Rejected > 0) text.Append($", {source.Rejected} left out");
        terminal.Heading(text.ToString());
        var table = new TextTable(new TextColumn(Right: true), new TextColumn());
        foreach (var (id, count) in summary.Findings.OrderByDescending(entry => entry.Value)) table.Add($"  {count}", id);
        terminal.Lines(table.Lines(terminal.Width));
        if (to is not null) terminal.Paragraph($"bills are in {to}");
    }

    /// <summary>2 where something of the input could not be used, 1 where a person is needed, else 0.</summary>
    int Status(VisitSource source)
    {
        var summary = pipeline.Summary;
        if (source.Faults.Count > 0 || summary.Visits == 0 || summary.Unknown > 0) return 2;
        return summary.Clean < summary.Visits ? 1 : 0;
    }

    string? NearestCode(string written) => Spelling.Nearest(written, session.KnownCodes);

    /// <summary>Writes beside the file and renames, so that nobody sees half an answer; a device or a pipe is written as it is.</summary>
    static void WriteFile(string path, Action<Stream> write)
    {
        bool isDevice = path.StartsWith("/dev/", StringComparison.Ordinal);
        string part = isDevice ? path : path + ".part";
        try
        {
            using (var output = Create(part)) write(output);
            if (!isDevice) File.Move(part, path, overwrite: true);
        }
        finally
        {
            if (!isDevice) File.Delete(part);
        }
    }

    static FileStream Create(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UnusableException($"--out: {path} can't be written; check the folder and its permissions");
        }
    }
}
