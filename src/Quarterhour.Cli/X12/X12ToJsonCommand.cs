using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Quarterhour.X12;

namespace Quarterhour.Cli.X12;

/// <summary><c>x12 to-json FILE</c>: any X12 as JSON, nothing lost.</summary>
static class X12ToJsonCommand
{
    public static Command Create(Session session)
    {
        var file = new Argument<string>("FILE") { Description = "An X12 file. - reads standard input." };
        var to = new Option<string?>("--out") { Description = "Write to FILE instead of standard output.", HelpName = "FILE" };
        var command = new DocumentedCommand("to-json", "Any X12 as JSON: loops with names where the guide is known, segments as lists. x12 from-json makes X12 of it again.", DocumentedCommand.Exchanging,
            new Example("x12 to-json samples/x12/remit.835", "to standard output"))
        {
            file, to,
        };
        command.SetAction(parsed => Run(session, parsed.GetValue(file)!, parsed.GetValue(to)));
        return command;
    }

    static int Run(Session session, string path, string? to)
    {
        var findings = new Findings(most: 100);
        using var reader = X12Input.Open(path, session, findings);
        using var output = to is null ? null : OutFile.Create(to, path);
        session.Terminal.Out.Flush();
        var stream = output?.Stream ?? session.Terminal.Output;
        using (var json = new Utf8JsonWriter(stream, new() { Indented = false, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = false }))
        {
            json.WriteStartObject();
            json.WriteNumber("contract", Formats.Json.Contract);
            X12Json.Write(reader, json);
            json.WriteEndObject();
        }
        stream.Write("\n"u8);
        stream.Flush();
        X12Input.NeedsInterchange(reader, path);
        output?.Keep();
        foreach (var finding in findings.Where(static one => one.Severity == Severity.Error)) session.Terminal.Error.WriteLine($"segment {finding.Segment}: {finding.Message}");
        return findings.Errors > 0 ? 1 : 0;
    }
}
