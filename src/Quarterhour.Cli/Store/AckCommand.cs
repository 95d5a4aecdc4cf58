using System.CommandLine;
using Quarterhour.Cli.X12;
using Quarterhour.Practice;

namespace Quarterhour.Cli.Store;

/// <summary><c>ack FILE…</c>: reads TA1, 999 and 277CA onto the claims that they answer.</summary>
static class AckCommand
{
    public static Command Create(Session session)
    {
        var files = new Argument<string[]>("FILE") { Description = "TA1, 999 or 277CA. - reads standard input.", Arity = ArgumentArity.OneOrMore };
        var store = new StoreOption(session);
        var command = new DocumentedCommand("ack", "Reads acknowledgments (TA1, 999, 277CA) onto the claims that were sent: accepted, or rejected and why.", DocumentedCommand.Exchanging,
            new Example("ack answers.277 --data clinic", "which claims were taken in, and which come back with what to correct"))
        {
            files, store.Database,
        };
        command.SetAction(parsed => Run(session, parsed.GetValue(files)!, store, parsed));
        return command;
    }

    static int Run(Session session, string[] files, StoreOption option, ParseResult parsed)
    {
        var terminal = session.Terminal;
        var contents = files.Select(path => (Name: X12Input.Name(path), Bytes: StoreOption.Bytes(path, terminal))).ToList();
        using var store = option.Open(parsed);
        var said = contents.SelectMany(file => StoreOption.Try(() => Acknowledging.Take(store, file.Bytes, file.Name, terminal.Clock.GetUtcNow()))).ToList();
        if (parsed.GetValue(session.Json))
            terminal.Json(json =>
            {
                json.WriteStartArray("answers");
                foreach (var one in said)
                {
                    json.WriteStartObject();
                    json.WriteString("kind", one.Kind);
                    json.WriteString("number", one.Number);
                    json.WriteString("state", one.State?.ToString().ToLowerInvariant());
                    json.WriteString("reason", one.Reason);
                    json.WriteBoolean("known", one.Known);
                    json.WriteStartArray("claims");
                    foreach (string claim in one.Claims) json.WriteStringValue(claim);
                    json.WriteEndArray();
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            });
        else
            foreach (var one in said)
            {
                string sign = one.State switch { Practice.Rows.ClaimState.Rejected => "■ ", Practice.Rows.ClaimState.Accepted => "  ", _ => "○ " };
                terminal.Paragraph($"{one.Kind} {one.Number}: {one.Reason}{(one.Known ? one.Claims.Count == 0 ? "" : $" (moves {one.Claims.Count} {(one.Claims.Count == 1 ? "claim" : "claims")})" : " (nothing with this number was sent from here)")}", sign, "    ");
            }
        return said.Exists(static one => one.State == Practice.Rows.ClaimState.Rejected || !one.Known) ? 1 : 0;
    }
}
