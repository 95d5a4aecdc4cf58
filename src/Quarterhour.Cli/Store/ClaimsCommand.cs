using System.CommandLine;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Formats;
using Quarterhour.Practice;
using Quarterhour.Practice.Rows;

namespace Quarterhour.Cli.Store;

/// <summary><c>claims [NUMBER]</c>: where the recorded claims stand, or what happened to one and to each of its cents.</summary>
static class ClaimsCommand
{
    public static Command Create(Session session)
    {
        var number = new Argument<string?>("NUMBER") { Description = "A claim's number; without it all are counted by payer and state.", Arity = ArgumentArity.ZeroOrOne };
        var store = new StoreOption(session);
        var command = new DocumentedCommand("claims", "Where the recorded claims stand; of one, what happened to it and where every cent went.", DocumentedCommand.Billing,
            new Example("claims --data clinic", "how many are sent, accepted, rejected, paid, denied, by payer"),
            new Example("claims V7-P1 --data clinic", "one claim: its history, and its money line by line"))
        {
            number, store.Database,
        };
        command.SetAction(parsed =>
        {
            using var records = store.Open(parsed);
            bool json = parsed.GetValue(session.Json);
            if (parsed.GetValue(number) is not { } wanted)
            {
                All(session.Terminal, records, json);
                return 0;
            }
            var claim = records.Claims.AsNoTracking().FirstOrDefault(row => row.Number == wanted) ?? throw new UnusableException($"claims: \"{wanted}\" is not in the records; quarterhour claims counts what is");
            var story = new ClaimStory(claim, records);
            if (json) session.Terminal.Json(story.Write);
            else story.Show(session.Terminal);
            return 0;
        });
        return command;
    }

    static void All(Terminal terminal, PracticeStore records, bool json)
    {
        var counts = records.Claims.AsNoTracking().GroupBy(static row => new { row.Payer, row.State }).Select(static group => new { group.Key.Payer, group.Key.State, Count = group.Count(), Cents = group.Sum(static row => row.ChargeCents) })
            .AsEnumerable().OrderBy(static one => one.Payer, StringComparer.Ordinal).ThenBy(static one => one.State).ToList();
        if (json)
        {
            terminal.Json(writer =>
            {
                writer.WriteStartArray("claims");
                foreach (var one in counts)
                {
                    writer.WriteStartObject();
                    writer.WriteString("payer", one.Payer);
                    writer.WriteString("state", ClaimStory.Word(one.State));
                    writer.WriteNumber("count", one.Count);
                    writer.Money("charged", one.Cents / 100m);
                    writer.WriteEndObject();
                }
                writer.WriteEndArray();
            });
            return;
        }
        if (counts.Count == 0)
        {
            terminal.Paragraph("no claim is recorded; quarterhour claim ... --record records what is sent");
            return;
        }
        var table = new TextTable(new("payer"), new("state"), new("claims", true), new("charged", true));
        foreach (var one in counts) table.Add(one.Payer, ClaimStory.Word(one.State), $"{one.Count}", $"{one.Cents / 100m:0.00}");
        terminal.Lines(table.Lines(terminal.Width));
    }
}
