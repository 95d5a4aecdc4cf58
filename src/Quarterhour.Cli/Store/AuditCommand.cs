using System.CommandLine;
using Quarterhour.Practice;

namespace Quarterhour.Cli.Store;

/// <summary><c>audit verify</c>: whether the trail of reads and changes is as it was written.</summary>
static class AuditCommand
{
    public static Command Create(Session session)
    {
        var command = new DocumentedCommand("audit", "Looks after the trail of who read and changed what.", DocumentedCommand.Checking,
            new Example("audit verify --data clinic", "whether any entry was changed, taken out, put in or moved; the first is named"))
        {
            Verify(session),
        };
        command.SetAction(static int (_) => throw new UnusableException("audit: say what to do: verify; quarterhour audit --help tells more"));
        return command;
    }

    static DocumentedCommand Verify(Session session)
    {
        var store = new StoreOption(session);
        var anchor = new Option<string?>("--anchor") { Description = "A count and its hash as an earlier run told them, N:HASH: the trail must still hold that entry.", HelpName = "N:HASH" };
        var command = new DocumentedCommand("verify", "Compares each entry of the trail with its hash and with the one before, and the last with how far the trail goes.", DocumentedCommand.Checking,
            new Example("audit verify --data clinic", "tells how many entries fit, and the last hash; keep it elsewhere"),
            new Example("audit verify --data clinic --anchor 1204:9f2c...", "and that the trail still begins with the 1204 entries of then, so that nobody put an older copy in its place"))
        {
            store.Database, anchor,
        };
        command.SetAction(parsed =>
        {
            var kept = Anchor(parsed.GetValue(anchor));
            using var records = store.Open(parsed);
            var check = AuditTrail.Verify(records);
            string? wrong = check.Fault?.Message ?? (kept is var (number, hash) && records.Trail.Where(row => row.Number == number).Select(static row => row.Hash).FirstOrDefault() != hash ? $"entry {number} is not the one of the anchor: the trail was put in place of another" : null);
            if (parsed.GetValue(session.Json))
                session.Terminal.Json(json =>
                {
                    json.WriteNumber("entries", check.Entries);
                    json.WriteString("last", check.Last);
                    json.WriteBoolean("intact", wrong is null);
                    json.WriteString("fault", wrong);
                });
            else session.Terminal.Paragraph(wrong is null ? $"{check.Entries} entries, each as it was written; the last is {check.Entries}:{check.Last}" : $"the trail is not as it was written: {wrong}");
            return wrong is null ? 0 : 1;
        });
        return command;
    }

    static (long Number, string Hash)? Anchor(string? text) => text is null ? null
        : text.Split(':') is [var number, { Length: 64 } hash] && long.TryParse(number, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out long count) ? (count, hash.ToLowerInvariant())
        : throw new UnusableException($"--anchor: \"{text}\" is not N:HASH; take it from an earlier quarterhour audit verify");
}
