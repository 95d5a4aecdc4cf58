using System.CommandLine;
using Quarterhour.Practice;

namespace Quarterhour.Cli.Store;

/// <summary><c>backup</c> and <c>restore</c>: a whole copy of the records, made while they are in use, and put back.</summary>
static class BackupCommands
{
    public static DocumentedCommand Backup(Session session)
    {
        var file = new Argument<string>("FILE") { Description = "The copy; must not be there yet." };
        var store = new StoreOption(session);
        var command = new DocumentedCommand("backup", "A whole copy of the records, also while they are in use.", DocumentedCommand.Checking,
            new Example("backup monday.db --data clinic", "the file practice.db of the folder, as of one moment"),
            new Example("backup monday.dump --db \"Host=db;Database=clinic\"", "of a PostgreSQL, by its own pg_dump"))
        {
            file, store.Database,
        };
        command.SetAction(parsed =>
        {
            string connection = Connection(parsed, store, session), to = parsed.GetValue(file)!;
            StoreOption.Try<object?>(() => { StoreCopy.Make(connection, to); return null; });
            long bytes = new FileInfo(to).Length;
            if (parsed.GetValue(session.Json))
                session.Terminal.Json(json =>
                {
                    json.WriteString("file", to);
                    json.WriteNumber("bytes", bytes);
                });
            else session.Terminal.Paragraph($"{to}: {bytes} bytes, whole. Identifiers in it are sealed: the folder keys beside the records opens them; keep a copy of it elsewhere");
            return 0;
        });
        return command;
    }

    public static DocumentedCommand Restore(Session session)
    {
        var file = new Argument<string>("FILE") { Description = "A copy that backup made." };
        var store = new StoreOption(session);
        var command = new DocumentedCommand("restore", "Puts a copy in the place of the records; those that are there are kept beside it.", DocumentedCommand.Checking,
            new Example("restore monday.db --data clinic", "the folder's records are those of the copy; end the application first"))
        {
            file, store.Database,
        };
        command.SetAction(parsed =>
        {
            string connection = Connection(parsed, store, session);
            string? before = StoreOption.Try(() => StoreCopy.Restore(parsed.GetValue(file)!, connection, session.Terminal.Clock.GetUtcNow()));
            // brought up to this program's version, and the trail looked through
            using var records = StoreOption.Try(() => PracticeStore.Open(connection));
            var check = AuditTrail.Verify(records);
            if (parsed.GetValue(session.Json))
                session.Terminal.Json(json =>
                {
                    json.WriteString("before", before);
                    json.WriteNumber("entries", check.Entries);
                    json.WriteBoolean("intact", check.Fault is null);
                });
            else session.Terminal.Paragraph($"restored{(before is null ? "" : $"; what was there is {before}")}. {(check.Fault is null ? $"Its trail has {check.Entries} entries, each as it was written" : $"Its trail is not as it was written: {check.Fault.Message}")}");
            return check.Fault is null ? 0 : 1;
        });
        return command;
    }

    static string Connection(ParseResult parsed, StoreOption store, Session session) => parsed.GetValue(store.Database) is { Length: > 0 } told ? told : PracticeStore.InFolder(session.FolderToWrite(parsed));
}
