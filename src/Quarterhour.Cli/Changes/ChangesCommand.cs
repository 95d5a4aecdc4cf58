using System.CommandLine;
using Quarterhour.Answers.Changes;
using Quarterhour.Billing;
using Quarterhour.Formats.Documents;
using Quarterhour.Reference.Changes;

namespace Quarterhour.Cli.Changes;

/// <summary><c>changes</c>: what the tables say otherwise on a later day.</summary>
static class ChangesCommand
{
    public static Command Create(Session session)
    {
        var from = new Option<string>("--from") { Description = "The earlier day.", HelpName = "DATE", Required = true };
        var to = new Option<string?>("--to") { Description = "The later day; today without it.", HelpName = "DATE" };
        var codes = new Option<string>("--codes") { Description = "therapy (the default) or all: every code of the loaded tables.", HelpName = "therapy|all", DefaultValueFactory = static _ => "therapy" };
        var place = new PlaceOptions("Prices at this carrier and locality; the national amount without a place.");
        var only = new Option<string?>("--section") { Description = "One kind only, for example price or pair-added.", HelpName = "NAME" };
        var format = new Option<string>("--format") { Description = "text (the default), markdown or atom.", HelpName = "text|markdown|atom", DefaultValueFactory = static _ => "text" };
        var command = new DocumentedCommand("changes", "What changed between two days: codes, prices in dollars, pairs, unit limits, thresholds, diagnoses.", DocumentedCommand.LookingUp,
            new Example("changes --from 2025-12-31 --to 2026-01-01 --zip 77002", "what a new year brings in Houston"),
            new Example("changes --from 2025-10-01 --to 2026-07-01 --format atom", "the same as a feed"))
        {
            from, to, codes, place.Locality, place.Zip, only, format,
        };
        command.SetAction(parsed =>
        {
            var first = Given.Date(parsed.GetValue(from)!, "--from");
            var last = parsed.GetValue(to) is { } told ? Given.Date(told, "--to") : session.Today;
            if (last <= first) throw new UnusableException($"changes: --to ({last:yyyy-MM-dd}) must be later than --from ({first:yyyy-MM-dd})");
            string set = parsed.GetValue(codes)!, chosen = parsed.GetValue(format)!;
            if (set is not ("therapy" or "all")) throw new UnusableException($"--codes: \"{set}\" is neither therapy nor all");
            if (chosen is not ("text" or "markdown" or "atom")) throw new UnusableException($"--format: \"{chosen}\" is none of text, markdown, atom");
            var here = place.Of(parsed, session, last);
            string where = here is { } locality ? $"those of {locality}" : "national";
            var list = new ChangesBetween(session.Tables, first, last, here, set == "all").List();
            if (parsed.GetValue(only) is { } name)
            {
                // a kind without a change is an empty list, a kind that is none is told
                if (!Enum.GetValues<ChangeKind>().Select(ChangesDocument.Word).Contains(name))
                    throw new UnusableException($"--section: \"{name}\" is no section here; {Spelling.DidYouMean(name, Enum.GetValues<ChangeKind>().Select(ChangesDocument.Word))}");
                list = list with { All = [.. list.All.Where(change => ChangesDocument.Word(change.Kind) == name)] };
            }
            if (parsed.GetValue(session.Json)) session.Terminal.Json(json => ChangesJson.Write(json, list, where));
            else if (chosen == "atom") Bytes(session.Terminal, output => ChangesFeed.Write(output, list, where));
            else
            {
                var document = ChangesDocument.Of(list, where);
                if (chosen == "markdown") session.Terminal.Out.Write(DocumentMarkdown.Of(document));
                else session.Terminal.Show(document);
            }
            return 0;
        });
        return command;
    }

    static void Bytes(Terminal terminal, Action<Stream> write)
    {
        terminal.Out.Flush();
        write(terminal.Output);
        terminal.Output.Write("\n"u8);
        terminal.Output.Flush();
    }
}
