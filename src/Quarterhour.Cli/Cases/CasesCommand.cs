using System.CommandLine;
using System.Text.Json.Nodes;
using Quarterhour.Billing.Tables;
using Quarterhour.Formats;

namespace Quarterhour.Cli.Cases;

/// <summary><c>cases</c>: runs worked examples and compares.</summary>
static class CasesCommand
{
    /// <param name="Unusable">Why the example can't be run; the others run all the same.</param>
    sealed record Outcome(WorkedCase Case, string Kind, JsonObject Actual, bool Pass, string? Unusable = null);

    public static Command Create(Session session)
    {
        var files = new Argument<string[]>("FILE") { Description = "Files of worked examples; - reads standard input.", Arity = ArgumentArity.OneOrMore, HelpName = "FILE..." };
        var command = new DocumentedCommand("cases", "Runs worked examples and shows where the program answers otherwise.", DocumentedCommand.Checking,
            new Example("cases units.json prices.json", "two files of examples"),
            new Example("cases --json mine.json", "every example with what was expected and what came out"))
        {
            Remarks = ["A file is JSON: {\"vectors\": [{\"id\", \"date\", \"input\", \"expected\"}]}. What an example asks about (units, assistant modifier, KX, code pairs, unit limits, fees, a visit's price) is told from its fields."],
        };
        command.Add(files);
        command.SetAction(parsed =>
        {
            var outcomes = parsed.GetValue(files)!.SelectMany(file => Read(file, session.Terminal)).Select(one => Run(one, session.Tables)).ToList();
            if (parsed.GetValue(session.Json)) WriteJson(outcomes, session.Terminal);
            else Show(outcomes, session.Terminal);
            foreach (var outcome in outcomes)
                if (outcome.Unusable is { } why) session.Terminal.Error.WriteLine($"quarterhour: {why}");
            return outcomes.Exists(outcome => outcome.Unusable is not null) ? 2 : outcomes.TrueForAll(outcome => outcome.Pass) ? 0 : 1;
        });
        return command;
    }

    static IReadOnlyList<WorkedCase> Read(string file, Terminal terminal)
    {
        if (file == "-") return CaseFile.Read("standard input", terminal.Input);
        using var input = Given.File(file);
        return CaseFile.Read(file, input);
    }

    static Outcome Run(WorkedCase one, ReferenceTables tables)
    {
        try
        {
            var kind = CaseKind.Of(one);
            var actual = kind.Answer(one, tables);
            return new(one, kind.Name, actual, Agreement.Between(one.Expected, actual));
        }
        catch (UnusableException wrong)
        {
            return new(one, "unusable", new() { ["unusable"] = wrong.Message }, Pass: false, wrong.Message);
        }
    }

    static void WriteJson(List<Outcome> outcomes, Terminal terminal) => terminal.Json(json =>
    {
        json.WriteStartArray("cases");
        foreach (var outcome in outcomes)
        {
            json.WriteStartObject();
            json.WriteString("id", outcome.Case.Id);
            json.WriteString("kind", outcome.Kind);
            json.WriteString("file", outcome.Case.File);
            json.WriteBoolean("pass", outcome.Pass);
            json.WritePropertyName("expected");
            outcome.Case.Expected.WriteTo(json);
            json.WritePropertyName("actual");
            outcome.Actual.WriteTo(json);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("passed", outcomes.Count(outcome => outcome.Pass));
        json.WriteNumber("failed", outcomes.Count(outcome => !outcome.Pass));
    });

    /// <summary>One paragraph that can wrap.</summary>
    static string Spaced(string json) => string.Join(' ', json.Replace(",", ", ").Replace(":", ": ").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    static void Show(List<Outcome> outcomes, Terminal terminal)
    {
        foreach (var outcome in outcomes.Where(outcome => !outcome.Pass))
        {
            terminal.Heading($"{outcome.Case.Id} ({outcome.Kind}, {outcome.Case.File})");
            terminal.Paragraph(Spaced(outcome.Case.Expected.GetRawText()), "  expected  ", "            ");
            terminal.Paragraph(Spaced(outcome.Actual.ToJsonString()), "  actual    ", "            ");
        }
        var table = new TextTable(new("Kind"), new("Passed", true), new("Failed", true));
        foreach (var kind in outcomes.GroupBy(outcome => outcome.Kind)) table.Add(kind.Key, $"{kind.Count(outcome => outcome.Pass)}", $"{kind.Count(outcome => !outcome.Pass)}");
        table.Add("all", $"{outcomes.Count(outcome => outcome.Pass)}", $"{outcomes.Count(outcome => !outcome.Pass)}");
        terminal.Lines(table.Lines(terminal.Width));
    }
}
