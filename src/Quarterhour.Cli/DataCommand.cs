using System.CommandLine;
using Quarterhour.Formats;
using Quarterhour.Reference;

namespace Quarterhour.Cli;

/// <summary><c>data</c>: which tables are loaded, for which dates, and what is missing.</summary>
static class DataCommand
{
    public static Command Create(Session session)
    {
        var command = new DocumentedCommand("data", "Which tables are loaded, for which dates, and what is missing.", DocumentedCommand.Checking,
            new Example("data", "every table with its release and dates"),
            new Example("data --json", "the same for a program"));
        command.SetAction(parsed =>
        {
            var loaded = LoadedTables.Describe(session.Tables);
            var missing = LoadedTables.Missing(session.Tables);
            if (parsed.GetValue(session.Json)) WriteJson(loaded, missing, session.Terminal);
            else Show(loaded, missing, session.Terminal);
            return 0;
        });
        return command;
    }

    static void WriteJson(IReadOnlyList<LoadedTable> loaded, IReadOnlyList<MissingTable> missing, Terminal terminal) => terminal.Json(json =>
    {
        json.WriteStartArray("tables");
        foreach (var table in loaded)
        {
            json.WriteStartObject();
            json.WriteString("table", table.Table);
            json.WriteString("release", table.Release);
            json.Day("from", table.From);
            json.Day("to", table.To);
            json.WriteNumber("rows", table.Rows);
            json.WriteString("source", table.Source);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("missing");
        foreach (var gap in missing)
        {
            json.WriteStartObject();
            json.WriteString("table", gap.Table);
            json.Day("from", gap.From);
            json.Day("to", gap.To);
            json.WriteString("stands_in", gap.StandsIn);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    static void Show(IReadOnlyList<LoadedTable> loaded, IReadOnlyList<MissingTable> missing, Terminal terminal)
    {
        terminal.Heading("Loaded");
        var tables = new TextTable(new("Table"), new("From"), new("To"), new("Rows", true), new("Release"));
        foreach (var table in loaded) tables.Add(table.Table, Day(table.From), Day(table.To), $"{table.Rows}", table.Release);
        terminal.Lines(tables.Lines(terminal.Width));
        terminal.Out.WriteLine();
        terminal.Heading("Missing, and what stands in");
        var gaps = new TextTable(new("Table"), new("From"), new("To"), new("Stands in"));
        foreach (var gap in missing) gaps.Add(gap.Table, Day(gap.From), Day(gap.To), gap.StandsIn ?? "nothing: answers are undecided");
        terminal.Lines(gaps.Lines(terminal.Width));
    }

    static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd") ?? "";
}
