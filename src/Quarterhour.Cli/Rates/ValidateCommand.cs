using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Quarterhour.Rates.Reading;
using Quarterhour.Rates.Validation;

namespace Quarterhour.Cli.Rates;

/// <summary><c>rates validate</c>: every fault of a rate file.</summary>
static class ValidateCommand
{
    const int Shown = 50;

    public static Command Create(Session session)
    {
        var source = new SourceOptions();
        var most = new Option<int>("--most") { Description = "Of each rule list so many; all are counted. 1000 without it, 0 for all.", HelpName = "N", DefaultValueFactory = static _ => 1000 };
        var all = new Option<string?>("--out") { Description = "Write every fault to FILE as JSON, one a line.", HelpName = "FILE" };
        var command = new DocumentedCommand("validate", "Checks a rate file of any size against the schema of its kind and version: every fault with its path, its byte and its rule.", DocumentedCommand.LookingUp,
            new Example("rates validate in-network-rates.json.gz", "what is wrong in the file and where"),
            new Example("rates validate big.json.gz --out faults.ndjson --json", "every fault as a line, counts on standard output"))
        {
            source.File, source.Entry, most, all, source.Quiet,
        };
        command.SetAction(parsed => Run(session, parsed, source, parsed.GetValue(most), parsed.GetValue(all)));
        return command;
    }

    static int Run(Session session, ParseResult parsed, SourceOptions options, int most, string? to)
    {
        if (most < 0) throw new UnusableException("--most: write 0 or more");
        var terminal = session.Terminal;
        string place = parsed.GetValue(options.File)!;
        using var source = options.Open(session, parsed, checksum: false);
        using var output = to is null ? null : OutFile.Create(to, place);
        using var lines = output is null ? null : new Utf8JsonWriter(output.Stream, RateAnswers.Form);
        using var validation = new RateValidation(source.Text, lines is null ? null : fault => Line(fault, lines, output!.Stream), most == 0 ? int.MaxValue : most);
        var clock = Stopwatch.StartNew();
        validation.Run();
        output?.Keep();
        if (parsed.GetValue(session.Json)) terminal.Json(json => Write(json, validation, to is null, clock.Elapsed));
        else Show(terminal, validation, to, clock.Elapsed);
        if (validation.Facts.LaterVersion && !parsed.GetValue(options.Quiet)) terminal.Note($"the file states schema {validation.Facts.Version}, which is later than 2.2; it is held to 2.2.0 as far as that goes");
        return validation.Valid ? 0 : 1;
    }

    static void Line(Fault fault, Utf8JsonWriter json, Stream into)
    {
        Write(json, fault);
        json.Flush();
        json.Reset();
        into.Write("\n"u8);
    }

    static void Write(Utf8JsonWriter json, Fault fault)
    {
        json.WriteStartObject();
        json.WriteString("path", fault.Path);
        json.WriteNumber("offset", fault.Offset);
        json.WriteString("rule", fault.Rule);
        json.WriteString("message", fault.Message);
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, RateValidation validation, bool list, TimeSpan took)
    {
        json.WriteBoolean("valid", validation.Valid);
        json.WriteString("schema", validation.Facts.Version);
        json.WriteString("rules", validation.Rules);
        json.WriteString("kind", RateAnswers.Kind(validation.Facts.Kind));
        json.WriteStartArray("findings");
        if (list)
            foreach (var fault in validation.Kept) Write(json, fault);
        json.WriteEndArray();
        json.WriteStartObject("counts");
        json.WriteNumber("faults", validation.Count);
        json.WriteNumber("items", validation.Elements.Items);
        json.WriteNumber("rates", validation.Elements.Rates);
        json.WriteNumber("provider_references", validation.Elements.References);
        json.WriteStartObject("rules");
        foreach (var (rule, count) in validation.Counts) json.WriteNumber(rule, count);
        json.WriteEndObject();
        json.WriteStartObject("unknown");
        foreach (var (name, count) in validation.Unknown) json.WriteNumber(name, count);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteNumber("findings_left_out", list ? validation.Count - validation.Kept.Count : validation.Count);
        json.WriteNumber("bytes", validation.Bytes);
        json.WriteNumber("seconds", Math.Round(took.TotalSeconds, 3));
    }

    static void Show(Terminal terminal, RateValidation validation, string? to, TimeSpan took)
    {
        if (to is null)
            foreach (var fault in validation.Kept.Take(Shown))
                terminal.Paragraph($"{fault.Path}, byte {fault.Offset}: {fault.Message} ({fault.Rule})", "■ ", "  ");
        if (to is null && validation.Count > Shown) terminal.Paragraph($"... and {validation.Count - Math.Min(Shown, validation.Kept.Count):#,0} more; --out FILE writes all of them");
        terminal.Heading(validation.Valid ? $"valid: {RateAnswers.Kind(validation.Facts.Kind)}, schema {validation.Facts.Version ?? "not stated"}, held to {validation.Rules}"
            : $"{validation.Count:#,0} {(validation.Count == 1 ? "fault" : "faults")}: {RateAnswers.Kind(validation.Facts.Kind)}, schema {validation.Facts.Version ?? "not stated"}, held to {validation.Rules}");
        foreach (var (rule, count) in validation.Counts.OrderByDescending(one => one.Value)) terminal.Out.WriteLine($"  {count,12:#,0}  {rule}");
        foreach (var (name, count) in validation.Unknown) terminal.Out.WriteLine($"  {count,12:#,0}  unknown, allowed: {name}");
        double seconds = Math.Max(took.TotalSeconds, 0.001);
        terminal.Paragraph($"{validation.Bytes / 1e6:#,0.0} MB in {seconds:0.00} s, {validation.Bytes / 1e6 / seconds:#,0} MB/s");
        if (to is not null) terminal.Paragraph($"faults are in {to}");
    }
}
