using System.CommandLine;
using System.Text.Json;
using Quarterhour.Billing;
using Quarterhour.Billing.Edits;
using Quarterhour.Billing.Payers;
using Quarterhour.Cli.Bills;
using Quarterhour.Formats;
using Quarterhour.Formats.Claims;
using Quarterhour.Formats.Visits;
using Quarterhour.X12;

namespace Quarterhour.Cli.Checks;

/// <summary><c>check FILE</c>: claims as they are about to be sent, through the edits.</summary>
static class CheckCommand
{
    const int Shown = 50;

    public static Command Create(Session session)
    {
        var file = new Argument<string>("FILE") { Description = "An 837P, or claim lines as CSV: claim, patient, provider, date, setting, code, modifiers, units, charge, dx. - reads standard input." };
        var payer = new Option<string>("--payer") { Description = "The payer of lines that name none: in a column payer, or by their filing code.", HelpName = "ID", DefaultValueFactory = static _ => "medicare" };
        var sorted = new Option<bool>("--sorted") { Description = "The rows of one date stand together: any size of file in little memory." };
        var outFile = new Option<string?>("--out") { Description = "Write every finding to FILE as JSON, one a line. The counts go to standard output.", HelpName = "FILE" };
        var command = new DocumentedCommand("check", "Checks claims before they are sent: pairs, unit limits, add-ons, codes, modifiers, diagnoses, repetitions.", DocumentedCommand.Billing,
            new Example("check samples/claim-lines.csv", "what the payer would deny, and what to do"),
            new Example("check samples/x12/claims.837", "the same of an 837P"),
            new Example("check claims.csv --sorted --out findings.ndjson", "a large file; every finding a line"))
        {
            file, payer, sorted, outFile,
        };
        command.SetAction(parsed =>
        {
            var payers = session.Payers(parsed);
            string id = parsed.GetValue(payer)!;
            if (payers.Find(id) is null) throw new UnusableException($"--payer: \"{id}\" is not known; {Spelling.DidYouMean(id, payers.All.Select(known => known.Id))}");
            return Run(session, payers, parsed.GetValue(file)!, id, parsed.GetValue(sorted), parsed.GetValue(outFile), parsed.GetValue(session.Json));
        });
        return command;
    }

    static int Run(Session session, PayerList payers, string path, string payer, bool sorted, string? to, bool json)
    {
        var terminal = session.Terminal;
        using var input = path == "-" ? terminal.Input : Given.File(path);
        using var output = to is null ? null : OutFile.Create(to, path);
        string name = path == "-" ? "standard input" : path;
        var start = new StartOfFile(input, name);
        ClaimSource file = start.Begins("ISA"u8) ? new X12ClaimLines(X12Reader.Open(start, leaveOpen: true), name, payer) : ClaimFile.Open(start, name, payer);
        var pipeline = new CheckPipeline(session.Tables, payers, session.Today, oneALine: to is not null);
        terminal.Out.Flush();
        UnusableInputException? broken = null;
        bool list = json && to is null;
        if (list) terminal.Output.Write("{\"contract\":1,\"findings\":[\n"u8);
        try
        {
            pipeline.Run(file, sorted, output?.Stream ?? (list ? terminal.Output : null), json ? 0 : Shown);
        }
        catch (UnusableInputException wrong) when (wrong.RestNotRead)
        {
            broken = wrong;
        }
        if (to is not null && pipeline.Summary.Findings.Count > 0) output!.Stream.Write("\n"u8);
        output?.Keep();
        if (list) EndList(pipeline, file, broken, terminal);
        else if (json) terminal.Json(writer => WriteEnd(writer, pipeline, file, broken));
        else Show(pipeline, terminal, to, file.InSegments ? "segment {0}" : "line {0} of the file");
        foreach (var fault in file.Faults.Take(Shown)) terminal.Error.WriteLine(fault);
        foreach (var note in TableDates.Notes(pipeline.StandIns)) terminal.Note($"{Words.Message(note)} {Words.Fix(note)}");
        if (broken is not null) terminal.Error.WriteLine($"quarterhour: {broken.Message}");
        if (file.Rejected > 0) terminal.Error.WriteLine($"checked {pipeline.Summary.Lines} lines; could not use {file.Rejected}");
        else if (pipeline.Summary.Lines == 0) terminal.Error.WriteLine($"{path}: holds no claim line; a header alone gives nothing to check");
        return broken is not null || file.Rejected > 0 || pipeline.Summary.Lines == 0 ? 2 : pipeline.Summary.Clean < pipeline.Summary.Claims ? 1 : 0;
    }

    /// <summary>The list is open already: the inner braces fall away.</summary>
    static void EndList(CheckPipeline pipeline, ClaimSource file, UnusableInputException? broken, Terminal terminal)
    {
        var end = new MemoryStream();
        using (var writer = new Utf8JsonWriter(end, BillJson.Options))
        {
            writer.WriteStartObject();
            WriteEnd(writer, pipeline, file, broken);
            writer.WriteEndObject();
        }
        terminal.Output.Write("],\n"u8);
        terminal.Output.Write(end.GetBuffer().AsSpan(1, (int)end.Length - 1));
        terminal.Output.Write("\n"u8);
        terminal.Output.Flush();
    }

    static void WriteEnd(Utf8JsonWriter json, CheckPipeline pipeline, ClaimSource file, UnusableInputException? broken)
    {
        var summary = pipeline.Summary;
        json.WriteNumber("claims", summary.Claims);
        json.WriteStartObject("summary");
        json.WriteNumber("claims", summary.Claims);
        json.WriteNumber("lines", summary.Lines);
        json.WriteNumber("clean", summary.Clean);
        json.WriteNumber("needs_attention", summary.NeedsAttention);
        json.WriteNumber("cannot_bill", summary.CannotBill);
        json.WriteStartObject("findings");
        foreach (var (id, count) in summary.Findings) json.WriteNumber(id, count);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("not_checked");
        foreach (var (what, count) in summary.NotChecked)
        {
            json.WriteStartObject();
            json.WriteString("what", what);
            json.WriteNumber("claims", count);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("lines_left_out", file.Rejected);
        json.WriteStartArray("rejected");
        foreach (var fault in file.Faults)
        {
            json.WriteStartObject();
            json.WriteString("file", fault.File);
            json.WriteNumber("line", fault.Line);
            json.WriteString("column", fault.Column);
            json.WriteString("claim", fault.Visit);
            json.WriteString("message", fault.Message);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("notes");
        var findings = new BillJson();
        foreach (var note in TableDates.Notes(pipeline.StandIns)) findings.WriteFinding(json, note);
        json.WriteEndArray();
        if (broken is not null) json.WriteString("error", broken.Message);
    }

    static void Show(CheckPipeline pipeline, Terminal terminal, string? to, string place)
    {
        var summary = pipeline.Summary;
        if (to is null)
            foreach (var (finding, claim, line) in pipeline.Shown)
            {
                terminal.Paragraph($"claim {claim}, {string.Format(System.Globalization.CultureInfo.InvariantCulture, place, line)}: {Words.Message(finding)}", TextBills.Signs(finding.Severity).Sign + " ", "  ");
                terminal.Paragraph(Words.Fix(finding), "  ", "  ");
            }
        int all = summary.Findings.Values.Sum();
        if (to is null && all > pipeline.Shown.Count) terminal.Paragraph($"... and {all - pipeline.Shown.Count} more; --out FILE writes all of them");
        if (summary.Lines == 0) return;
        if (all > 0) terminal.Out.WriteLine();
        terminal.Heading($"{summary.Claims} {(summary.Claims == 1 ? "claim" : "claims")}, {summary.Lines} {(summary.Lines == 1 ? "line" : "lines")}: {summary.Clean} clean, {summary.NeedsAttention} to look at, {summary.CannotBill} cannot be billed");
        var table = new TextTable(new TextColumn(Right: true), new TextColumn());
        foreach (var (id, count) in summary.Findings.OrderByDescending(entry => entry.Value)) table.Add($"  {count}", id);
        terminal.Lines(table.Lines(terminal.Width));
        foreach (var (what, count) in summary.NotChecked.OrderByDescending(entry => entry.Value).Take(20)) terminal.Paragraph($"not checked on {count} {(count == 1 ? "claim" : "claims")}: {what}", "○ ", "  ");
        if (to is not null) terminal.Paragraph($"findings are in {to}");
    }
}
