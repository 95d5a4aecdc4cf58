using System.CommandLine;
using Quarterhour.Answers.Checks;
using Quarterhour.Billing;
using Quarterhour.Billing.Edits;
using Quarterhour.Billing.Payers;
using Quarterhour.Cli.Bills;
using Quarterhour.Formats;
using Quarterhour.Formats.Visits;

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
        var file = CheckAnswer.Open(input, name, payer);
        var pipeline = new CheckPipeline(session.Tables, payers, session.Today, oneALine: to is not null);
        terminal.Out.Flush();
        UnusableInputException? broken;
        bool list = json && to is null;
        if (list) broken = CheckAnswer.Write(pipeline, file, sorted, terminal.Output);
        else broken = CheckAnswer.WriteFindings(pipeline, file, sorted, output?.Stream, json ? 0 : Shown);
        if (to is not null && pipeline.Summary.Findings.Count > 0) output!.Stream.Write("\n"u8);
        output?.Keep();
        if (list) terminal.Output.Flush();
        else if (json) terminal.Json(writer => CheckAnswer.WriteEnd(writer, pipeline, file, broken));
        else Show(pipeline, terminal, to, file.InSegments ? "segment {0}" : "line {0} of the file");
        foreach (var fault in file.Faults.Take(Shown)) terminal.Error.WriteLine(fault);
        foreach (var note in TableDates.Notes(pipeline.StandIns)) terminal.Note($"{Words.Message(note)} {Words.Fix(note)}");
        if (broken is not null) terminal.Error.WriteLine($"quarterhour: {broken.Message}");
        if (file.Rejected > 0) terminal.Error.WriteLine($"checked {pipeline.Summary.Lines} lines; could not use {file.Rejected}");
        else if (pipeline.Summary.Lines == 0) terminal.Error.WriteLine($"{path}: holds no claim line; a header alone gives nothing to check");
        return broken is not null || file.Rejected > 0 || pipeline.Summary.Lines == 0 ? 2 : pipeline.Summary.Clean < pipeline.Summary.Claims ? 1 : 0;
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
