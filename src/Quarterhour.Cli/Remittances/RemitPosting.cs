using System.Text.Json;
using Quarterhour.Cli.Store;
using Quarterhour.Cli.X12;
using Quarterhour.Formats;
using Quarterhour.Practice;

namespace Quarterhour.Cli.Remittances;

/// <summary>Posts the files that <c>remit --post</c> was given. Apart from what only reads, so that reading loads no database.</summary>
sealed class RemitPosting
{
    readonly List<PostedPayment> posted = [];

    public static RemitPosting Run(Session session, IEnumerable<(string Path, byte[] Content)> files, PracticeStore store)
    {
        var posting = new RemitPosting();
        foreach (var (path, content) in files) posting.posted.AddRange(StoreOption.Try(() => Posting.Post(store, content, X12Input.Name(path), session.Terminal.Clock.GetUtcNow())));
        return posting;
    }

    public bool NeedsPerson => posted.Exists(static one => one.Queued > 0);

    public void Show(Terminal terminal)
    {
        foreach (var one in posted)
            terminal.Paragraph(one.Before ? $"{one.Trace} was posted before; nothing was done" : $"{one.Trace} posted: {one.Matched} claims, {one.Unmatched} without a claim, {one.Queued} put on the worklist (quarterhour worklist)", one.Before ? "○ " : "  ", "  ");
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("posted");
        foreach (var one in posted)
        {
            json.WriteStartObject();
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
    }
}
