using System.CommandLine;
using System.Text.Json;
using Quarterhour.X12;

namespace Quarterhour.Cli.X12;

/// <summary><c>x12 check FILE…</c>: what a receiver would reject, and where.</summary>
static class X12CheckCommand
{
    const int Shown = 50;

    public static Command Create(Session session)
    {
        var files = new Argument<string[]>("FILE") { Description = "X12 files of any size and kind. - reads standard input.", Arity = ArgumentArity.OneOrMore };
        var profile = new Option<string?>("--profile") { Description = "A receiver's profile as JSON: severities, and rules of its own.", HelpName = "FILE" };
        var most = new Option<int>("--most") { Description = "Findings listed for a file; all are counted. 10000 without it.", HelpName = "N", DefaultValueFactory = static _ => 10_000 };
        var command = new DocumentedCommand("check", "Checks X12 files: envelope, structure, elements, sums, situations, code sets, a receiver's rules.", DocumentedCommand.Exchanging,
            new Example("x12 check samples/x12/claims.837", "what is wrong, where, and what is allowed there"),
            new Example("x12 check samples/x12/remit.835 --json", "the same for programs"))
        {
            files, profile, most,
        };
        command.SetAction(parsed => Run(session, parsed.GetValue(files)!, parsed.GetValue(profile), parsed.GetValue(most), parsed.GetValue(session.Json)));
        return command;
    }

    static int Run(Session session, string[] files, string? profile, int most, bool json)
    {
        if (most < 0) throw new UnusableException($"--most: {most} is below 0; write how many findings to list");
        var options = new CheckOptions { MostFindings = json ? most : Math.Min(most, Shown), Profile = profile is null ? null : ProfileFile.Read(profile) };
        // a name that can't be opened is told before anything is written
        foreach (string path in files)
            if (path != "-") Given.File(path).Dispose();
        int status = 0;
        if (json && files.Length == 1)
        {
            var check = Check(session, files[0], options);
            session.Terminal.Json(writer => Write(writer, check));
            return Status(check);
        }
        if (json)
        {
            session.Terminal.Json(writer =>
            {
                writer.WriteStartArray("files");
                foreach (string path in files)
                {
                    var check = Check(session, path, options);
                    writer.WriteStartObject();
                    writer.WriteString("file", path);
                    Write(writer, check);
                    writer.WriteEndObject();
                    status = Math.Max(status, Status(check));
                }
                writer.WriteEndArray();
            });
            return status;
        }
        foreach (string path in files)
        {
            var check = Check(session, path, options);
            Show(session.Terminal, path, check);
            status = Math.Max(status, Status(check));
        }
        return status;
    }

    static X12Check Check(Session session, string path, CheckOptions options)
    {
        using var reader = X12Input.Open(path, session, new(options.Profile, options.MostFindings));
        try
        {
            return X12Check.Run(reader, options);
        }
        catch (IOException fault)
        {
            throw new UnusableException($"{X12Input.Name(path)} can't be read: {fault.Message.ReplaceLineEndings(" ").TrimEnd('.')}");
        }
    }

    static int Status(X12Check check) => check.Interchanges == 0 ? 2 : check.Findings.Errors + check.Findings.Warnings > 0 ? 1 : 0;

    static void Write(Utf8JsonWriter json, X12Check check)
    {
        json.WriteNumber("interchanges", check.Interchanges);
        json.WriteStartArray("transactions");
        foreach (var transaction in check.Transactions)
        {
            json.WriteStartObject();
            json.WriteString("type", transaction.Kind);
            json.WriteString("version", transaction.Version);
            json.WriteString("control", transaction.Control);
            json.WriteBoolean("valid", transaction.Valid);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var finding in InOrder(check.Findings)) Finding(json, finding);
        json.WriteEndArray();
        json.WriteStartObject("summary");
        json.WriteNumber("errors", check.Findings.Errors);
        json.WriteNumber("warnings", check.Findings.Warnings);
        json.WriteNumber("notes", check.Findings.Total - check.Findings.Errors - check.Findings.Warnings);
        json.WriteStartObject("findings");
        foreach (var (id, count) in check.Findings.Counts) json.WriteNumber(id, count);
        json.WriteEndObject();
        json.WriteEndObject();
        if (check.Interchanges == 0) json.WriteString("error", "no ISA with its 16 elements anywhere in it; this is no X12 interchange");
    }

    /// <summary>By place in the file; what is known only later stands where it belongs.</summary>
    static IEnumerable<Finding> InOrder(Findings findings) => findings.OrderBy(static one => one.Segment == 0 ? long.MaxValue : one.Segment);

    internal static void Finding(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("id", finding.Id);
        json.WriteString("severity", Word(finding.Severity));
        json.WriteString("transaction", finding.Control);
        Number(json, "segment", finding.Segment);
        json.WriteString("element", finding.ElementName);
        json.WriteString("message", finding.Message);
        json.WriteNumber("interchange", finding.Interchange);
        Number(json, "transaction_number", finding.Transaction);
        Number(json, "position", finding.Position);
        json.WriteNumber("offset", finding.Offset);
        json.WriteString("tag", finding.Tag);
        json.WriteString("loop", finding.Loop);
        json.WriteString("claim", finding.Claim);
        json.WriteString("found", finding.Found);
        json.WriteString("allowed", finding.Allowed);
        json.WriteEndObject();
    }

    static void Number(Utf8JsonWriter json, string name, long value)
    {
        if (value == 0) json.WriteNull(name);
        else json.WriteNumber(name, value);
    }

    static string Word(Severity severity) => severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" };

    internal static string Sign(Severity severity) => severity switch { Severity.Error => "■", Severity.Warning => "▲", _ => "·" };

    static void Show(Terminal terminal, string path, X12Check check)
    {
        if (check.Interchanges == 0)
        {
            terminal.Error.WriteLine($"quarterhour: {X12Input.Name(path)}: no ISA with its 16 elements anywhere in it; this is no X12 interchange, check that it is the right file");
            return;
        }
        var findings = check.Findings;
        foreach (var finding in InOrder(findings))
        {
            string where = finding.Segment == 0 ? "end of file" : $"segment {finding.Segment}{(finding.Loop is { } loop && loop != "TRANSACTION" ? $", loop {loop}" : "")}";
            terminal.Paragraph($"{where}: {finding.Message} [{finding.Id}]", Sign(finding.Severity) + " ", "  ");
        }
        if (findings.Total > findings.Count) terminal.Paragraph($"... and {findings.Total - findings.Count} more; --json lists 10,000 of them, --most N more");
        if (findings.Count > 0) terminal.Out.WriteLine();
        var kinds = check.Transactions.GroupBy(static one => one.Kind).Select(static kind => $"{kind.Count()} {kind.Key}");
        terminal.Heading($"{X12Input.Name(path)}: {Plural(check.Interchanges, "interchange")}, {(check.Transactions.Count == 0 ? "no transaction" : string.Join(", ", kinds))}");
        terminal.Paragraph(findings.Total == 0 ? "nothing wrong was found" : $"{Plural(findings.Errors, "error")}, {Plural(findings.Warnings, "warning")}, {Plural(findings.Total - findings.Errors - findings.Warnings, "note")}; {check.Transactions.Count(static one => one.Valid)} of {Plural(check.Transactions.Count, "transaction")} without an error");
    }

    static string Plural(long count, string word) => $"{count} {word}{(count == 1 ? "" : "s")}";
}
