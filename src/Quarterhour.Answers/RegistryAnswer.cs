using System.Globalization;
using System.Text.Json;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Formats;
using Quarterhour.Formats.Documents;
using Quarterhour.Formats.Registry;
using Quarterhour.Reference;

namespace Quarterhour.Answers;

/// <summary>What is covered and what is missing: tables, rules, payers, codes.</summary>
public static class RegistryAnswer
{
    /// <summary>Writes the fields behind <c>contract</c>.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<LoadedTable> loaded, IReadOnlyList<MissingTable> missing, ReferenceTables tables, DateOnly date)
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
        Coverage.WriteJson(json, tables, BuiltInPayers.All, date);
    }

    /// <summary>The registry as a document; docs/coverage.md is the same in Markdown.</summary>
    public static Document Of(IReadOnlyList<LoadedTable> loaded, IReadOnlyList<MissingTable> missing, ReferenceTables tables, DateOnly date) => new("What is covered",
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
