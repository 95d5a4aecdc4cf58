using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Billing;
using Quarterhour.Formats;
using Quarterhour.Practice;

namespace Quarterhour.Cli.Store;

/// <summary><c>worklist</c>: what waits for a person, by cause, the most money first.</summary>
static class WorklistCommand
{
    public static Command Create(Session session)
    {
        var kind = new Option<string?>("--kind") { Description = $"Only these: {string.Join(", ", Worklist.Kinds)}.", HelpName = "KIND" };
        kind.CompletionSources.Add([.. Worklist.Kinds]);
        var give = new Option<long?>("--give") { Description = "Give the decision of this item, which waits for a claim, to --to, and post it there.", HelpName = "ITEM" };
        var to = new Option<string?>("--to") { Description = "The claim that you chose.", HelpName = "CLAIM" };
        var done = new Option<long?>("--done") { Description = "This item is dealt with; --note says how.", HelpName = "ITEM" };
        var note = new Option<string?>("--note") { Description = "What was done.", HelpName = "TEXT" };
        var outside = new Option<bool>("--outside") { Description = "The money of the item in --done belongs to no claim in these records." };
        var store = new StoreOption(session);
        var command = new DocumentedCommand("worklist", "What waits for a person: denials, underpayments, payments without a claim, rejections.", DocumentedCommand.Billing,
            new Example("worklist --data clinic", "all of it, by cause, the most money first"),
            new Example("worklist --data clinic --kind unmatched", "payments whose claim was not found, with the candidates"),
            new Example("worklist --data clinic --give 12 --to V7-P1", "item 12 is for claim V7-P1: post it there"))
        {
            kind, give, to, done, note, outside, store.Database,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(kind) is { } only && !Worklist.Kinds.Contains(only)) throw new UnusableException($"--kind: \"{only}\" is not known; {Spelling.DidYouMean(only, Worklist.Kinds)}");
            using var records = store.Open(parsed);
            if (parsed.GetValue(give) is { } item)
            {
                string claim = parsed.GetValue(to) ?? throw new UnusableException("--give: say which claim with --to");
                StoreOption.Try(() => { Posting.Assign(records, item, claim, session.Terminal.Clock.GetUtcNow()); return 0; });
            }
            if (parsed.GetValue(done) is { } finished)
            {
                string words = parsed.GetValue(note) is { } told && !string.IsNullOrWhiteSpace(told) ? told : throw new UnusableException("--done: say what was done with --note");
                StoreOption.Try(() => { Worklist.Finish(records, finished, words, parsed.GetValue(outside), session.Terminal.Clock.GetUtcNow()); return 0; });
            }
            else if (parsed.GetValue(outside)) throw new UnusableException("--outside: say which item with --done, and how you know with --note");
            return Show(session, records, parsed.GetValue(kind), parsed.GetValue(session.Json));
        });
        return command;
    }

    static int Show(Session session, PracticeStore records, string? kind, bool json)
    {
        var terminal = session.Terminal;
        var items = records.Queue.AsNoTracking().Where(row => row.DoneAt == null && (kind == null || row.Kind == kind)).OrderBy(static row => row.Id).ToList();
        var causes = items.GroupBy(static row => (row.Kind, row.About, row.AdjustmentGroup, row.Code)).OrderByDescending(static group => group.Sum(static row => Math.Abs(row.AmountCents))).ThenBy(static group => group.Key.ToString(), StringComparer.Ordinal).ToList();
        if (json)
        {
            terminal.Json(writer =>
            {
                writer.WriteStartArray("items");
                foreach (var row in causes.SelectMany(static group => group))
                {
                    writer.WriteStartObject();
                    writer.WriteNumber("item", row.Id);
                    writer.WriteString("kind", row.Kind);
                    writer.WriteString("about", row.About);
                    writer.WriteString("claim", row.Claim);
                    writer.WriteString("line", row.Line);
                    writer.WriteString("group", row.AdjustmentGroup);
                    writer.WriteString("code", row.Code);
                    writer.WriteString("remarks", row.Remarks);
                    writer.Money("amount", row.AmountCents / 100m);
                    writer.WriteString("reason", row.Reason);
                    writer.Day("due", row.Due);
                    writer.WriteString("since", row.MadeAt);
                    writer.WritePropertyName("candidates");
                    writer.WriteRawValue(row.Candidates);
                    writer.WriteEndObject();
                }
                writer.WriteEndArray();
            });
            return items.Count > 0 ? 1 : 0;
        }
        if (items.Count == 0) terminal.Paragraph("nothing waits");
        foreach (var cause in causes)
        {
            string code = cause.Key.Code.Length == 0 ? "" : $"  {(cause.Key.AdjustmentGroup.Length > 0 ? cause.Key.AdjustmentGroup + "-" : "")}{cause.Key.Code}";
            terminal.Heading($"{cause.Key.Kind}{(cause.Key.About == cause.Key.Kind ? "" : $": {cause.Key.About}")}{code}  {cause.Sum(static row => row.AmountCents) / 100m:0.00}");
            bool same = cause.Select(static row => row.Reason).Distinct().Take(2).Count() == 1;
            if (same) terminal.Paragraph(cause.First().Reason, "  ", "  ");
            foreach (var row in cause.OrderByDescending(static row => Math.Abs(row.AmountCents)))
            {
                terminal.Paragraph($"{row.Id}  {row.Claim ?? "no claim"}{(row.Line is null ? "" : $", line {row.Line}")}  {row.AmountCents / 100m:0.00}  {(row.Due is { } due ? $"by {due:yyyy-MM-dd}  " : "")}{row.Remarks}  {(same ? "" : row.Reason)}".TrimEnd(), "  ", "      ");
                foreach (var candidate in System.Text.Json.JsonDocument.Parse(row.Candidates).RootElement.EnumerateArray())
                    terminal.Paragraph($"perhaps {candidate.GetProperty("claim").GetString()}: {string.Join(", ", candidate.GetProperty("agrees").EnumerateArray().Select(static one => one.GetString()))}", "      ", "        ");
            }
        }
        return items.Count > 0 ? 1 : 0;
    }
}
