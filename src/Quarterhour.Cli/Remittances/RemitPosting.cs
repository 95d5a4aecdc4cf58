using System.Text.Json;
using Quarterhour.Cli.Store;
using Quarterhour.Cli.X12;
using Quarterhour.Formats;
using Quarterhour.Practice;

namespace Quarterhour.Cli.Remittances;

/// <summary>
/// Posts the files that <c>remit --post</c> was given. All are read whole before the first is posted, and one that can't be used posts none; then each is posted in a transaction of its own, and what the records refuse of one does not keep
/// the others back. Apart from what only reads, so that reading loads no database.
/// </summary>
sealed class RemitPosting
{
    readonly List<(string File, PostedPayment Payment)> posted = [];
    readonly List<(string File, string Why)> refused = [];

    public static RemitPosting Run(Session session, IReadOnlyList<(string Path, byte[] Content)> files, PracticeStore store)
    {
        var posting = new RemitPosting();
        foreach (var (path, content) in files)
            StoreOption.Try(() =>
            {
                Posting.Check(content, X12Input.Name(path));
                return 0;
            });
        foreach (var (path, content) in files)
            try
            {
                posting.posted.AddRange(Posting.Post(store, content, X12Input.Name(path), session.Terminal.Clock.GetUtcNow()).Select(one => (path, one)));
            }
            catch (UnusableStoreException wrong)
            {
                posting.refused.Add((path, wrong.Message));
            }
        return posting;
    }

    public bool NeedsPerson => posted.Exists(static one => one.Payment.Queued > 0);

    /// <summary>A file was not posted.</summary>
    public bool Refused => refused.Count > 0;

    public void Show(Terminal terminal)
    {
        foreach (var (_, one) in posted)
            terminal.Paragraph(one.Before ? $"{one.Trace} was posted before; nothing was done" : $"{one.Trace} posted: {one.Matched} claims, {one.Unmatched} without a claim, {one.Queued} put on the worklist (quarterhour worklist)", one.Before ? "○ " : "  ", "  ");
        foreach (var (_, why) in refused) terminal.Paragraph($"not posted: {why}", "■ ", "  ");
    }

    /// <summary>On standard error, which people read when nothing else was shown.</summary>
    public void Tell(Terminal terminal)
    {
        foreach (var (_, why) in refused) terminal.Error.WriteLine($"quarterhour: {why}");
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("posted");
        foreach (var (file, one) in posted)
        {
            json.WriteStartObject();
            json.WriteString("file", file);
            json.WriteString("payer", one.Payer);
            json.WriteString("trace", one.Trace);
            json.Money("amount", one.Amount);
            json.WriteBoolean("before", one.Before);
            json.WriteNumber("matched", one.Matched);
            json.WriteNumber("unmatched", one.Unmatched);
            json.WriteNumber("queued", one.Queued);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("not_posted");
        foreach (var (file, why) in refused)
        {
            json.WriteStartObject();
            json.WriteString("file", file);
            json.WriteString("error", why);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
