using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Billing.Denials;
using Quarterhour.Claims.Remittances;
using Quarterhour.Cli.Remittances;
using Quarterhour.Formats;
using Quarterhour.Practice;
using Quarterhour.Practice.Rows;

namespace Quarterhour.Cli.Store;

/// <summary>One claim: its history, and what became of each line's charge.</summary>
sealed class ClaimStory(ClaimRow claim, PracticeStore records)
{
    readonly List<ClaimEventRow> events = [.. records.Events.AsNoTracking().Where(row => row.Claim == claim.Number).OrderBy(static row => row.Id)];
    readonly List<ClaimLineRow> lines = [.. records.Lines.AsNoTracking().Where(row => row.Claim == claim.Number).OrderBy(static row => row.Position)];
    readonly ILookup<string, PostingRow> postings = records.Postings.AsNoTracking().Where(row => row.Claim == claim.Number).OrderBy(static row => row.Id).AsEnumerable().ToLookup(static row => row.Line ?? "", StringComparer.Ordinal);

    public void Show(Terminal terminal)
    {
        terminal.Heading($"{claim.Number}  {claim.Day:yyyy-MM-dd}  {claim.Payer}  {Word(claim.State)}  {claim.ChargeCents / 100m:0.00}");
        if (claim.PayerControl is { } theirs) terminal.Paragraph($"the payer's number is {theirs}", "  ", "  ");
        foreach (var one in events) terminal.Paragraph($"{one.At[..10]}  {Word(one.State)}: {one.Reason}", "  ", "      ");
        foreach (var line in lines)
        {
            terminal.Out.WriteLine();
            terminal.Paragraph($"{line.Control}  {line.Code}{(line.Modifiers.Length > 0 ? "-" + line.Modifiers : "")}  {line.Units} {(line.Units == 1 ? "unit" : "units")}{(line.ExpectedCents is { } cents ? $", {cents / 100m:0.00} expected" : "")}", "  ", "    ");
            Money(terminal, line.ChargeCents, Kinds(line.Control));
        }
        if (Kinds("").Count == 0) return;
        terminal.Out.WriteLine();
        terminal.Paragraph("decided on the claim as a whole", "  ", "    ");
        Money(terminal, null, Kinds(""));
    }

    static void Money(Terminal terminal, long? charge, List<(string Kind, long Cents)> kinds)
    {
        var table = new TextTable(new TextColumn(), new TextColumn(Right: true));
        if (charge is { } cents) table.Add("    charged", $"{cents / 100m:0.00}");
        foreach (var (kind, amount) in kinds) table.Add("    " + (kind == PostingRow.Payment ? "paid" : RemitRun.Words(Enum.Parse<DifferenceKind>(kind))), $"{amount / 100m:0.00}");
        terminal.Lines(table.Lines(terminal.Width));
    }

    /// <summary>What stands of each kind; what was undone is nothing.</summary>
    List<(string Kind, long Cents)> Kinds(string line) => [.. postings[line].GroupBy(static row => row.Kind).Select(static group => (group.Key, group.Sum(static row => row.AmountCents))).Where(static one => one.Item2 != 0).OrderBy(static one => one.Key == PostingRow.Payment ? 0 : 1).ThenBy(static one => one.Key, StringComparer.Ordinal)];

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("claim", claim.Number);
        json.WriteString("visit", claim.Visit);
        json.WriteString("payer", claim.Payer);
        json.Day("date", claim.Day);
        json.WriteString("state", Word(claim.State));
        json.WriteString("reason", claim.Reason);
        json.WriteString("payer_control_number", claim.PayerControl);
        json.Money("charge", claim.ChargeCents / 100m);
        json.Money("expected", claim.ExpectedCents / 100m);
        json.WriteStartArray("events");
        foreach (var one in events)
        {
            json.WriteStartObject();
            json.WriteString("at", one.At);
            json.WriteString("state", Word(one.State));
            json.WriteString("reason", one.Reason);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("lines");
        foreach (var line in lines) Line(json, line.Control, line);
        if (Kinds("").Count > 0) Line(json, null, null);
        json.WriteEndArray();
    }

    void Line(Utf8JsonWriter json, string? control, ClaimLineRow? line)
    {
        var kinds = Kinds(control ?? "");
        json.WriteStartObject();
        json.WriteString("control", control);
        json.WriteString("code", line?.Code);
        json.WriteString("modifiers", line?.Modifiers);
        json.Count("units", line?.Units);
        json.Money("charge", line?.ChargeCents / 100m);
        json.Money("expected", line?.ExpectedCents / 100m);
        json.Money("paid", kinds.Where(static one => one.Kind == PostingRow.Payment).Sum(static one => one.Cents) / 100m);
        json.WriteStartObject("differences");
        foreach (var (kind, cents) in kinds)
            if (kind != PostingRow.Payment) json.Money(RemitJson.Word(Enum.Parse<DifferenceKind>(kind)), cents / 100m);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    internal static string Word(ClaimState state) => state == ClaimState.PartlyDenied ? "partly-denied" : state.ToString().ToLowerInvariant();
}
