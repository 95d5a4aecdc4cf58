using System.CommandLine;
using System.Globalization;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Formats;
using Quarterhour.Formats.Documents;
using Quarterhour.Formats.Registry;
using Quarterhour.Reference;

namespace Quarterhour.Cli;

/// <summary><c>data</c>: what is covered, and what is missing.</summary>
static class DataCommand
{
    public static Command Create(Session session)
    {
        var command = new DocumentedCommand("data", "What is covered: tables, their dates and gaps, rules, payers, codes, and how sure.", DocumentedCommand.Checking,
            new Example("data", "what answers for today, every table with its release and dates, what is missing"),
            new Example("data --section sources", "the file and the checksum of every table"),
            new Example("data --section rules", "the rules, and how sure each is"),
            new Example("data --json", "all of it for a program"));
        var only = new Option<string?>("--section") { Description = "One section only: today, tables, sources, missing, not-built, rules, doubts, payers or codes.", HelpName = "NAME" };
        command.Add(only);
        command.SetAction(parsed =>
        {
            var loaded = LoadedTables.Describe(session.Tables, session.Stored);
            var missing = LoadedTables.Missing(session.Tables, session.Stored);
            if (parsed.GetValue(session.Json)) WriteJson(loaded, missing, session);
            else
            {
                var registry = Of(loaded, missing, session.Tables, session.Today);
                session.Terminal.Show(parsed.GetValue(only) is { } name ? Given.Section(name, registry) : registry.Only("today", "tables", "missing", "not-built"));
            }
            return 0;
        });
        return command;
    }

    static void WriteJson(IReadOnlyList<LoadedTable> loaded, IReadOnlyList<MissingTable> missing, Session session) => session.Terminal.Json(json =>
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
            json.WriteString("sha256", table.Sha256);
            json.WriteBoolean("cut", table.IsCut);
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
            json.WriteString("page", gap.Page);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Coverage.WriteJson(json, session.Tables, BuiltInPayers.All, session.Today);
    });

    /// <summary>The registry as a document; docs/coverage.md is the same in Markdown.</summary>
    internal static Document Of(IReadOnlyList<LoadedTable> loaded, IReadOnlyList<MissingTable> missing, ReferenceTables tables, DateOnly date) => new("What is covered",
        [new Paragraph("Told by the program from its own rules, profiles and tables. For a date without a table the answer is undecided, or another quarter's table stands in and the answer says so.")],
        [
            new("today", $"For claims dated {Day(date)}", [new Grid([new("Table"), new("Answers"), new("Get it from")],
                [.. LoadedTables.On(loaded, missing, date).Select(on => new[] { on.Table, on.Missing is null ? on.Answers ?? "" : on.Answers is { } standsIn ? $"{standsIn} stands in" : "nothing: undecided", on.Missing?.Page ?? "" })])]),
            new("tables", "Tables loaded", [new Grid([new("Table"), new("From"), new("To"), new("Rows", true), new("Release")],
                [.. loaded.Select(table => new[] { table.Table, Day(table.From), Day(table.To), $"{table.Rows}", table.Release + (table.IsCut ? " (a cut)" : "") })])]),
            new("sources", "Where the tables are from", [new Grid([new("Table"), new("Release"), new("Source"), new("SHA-256")],
                [.. loaded.Select(table => new[] { table.Table, table.Release, table.Source, table.Sha256 ?? "built in" })])]),
            new("missing", "Tables missing, and what stands in", [new Grid([new("Table"), new("From"), new("To"), new("Stands in")],
                [.. missing.Select(gap => new[] { gap.Table, Day(gap.From), Day(gap.To), gap.StandsIn ?? "nothing: answers are undecided" })])]),
            .. Coverage.Sections(tables, BuiltInPayers.All, date),
        ]);

    static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
