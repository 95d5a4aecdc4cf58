using System.CommandLine;
using Quarterhour.Formats;
using Quarterhour.Reference.Search;

namespace Quarterhour.Cli;

/// <summary><c>codes</c>: search by number and by words.</summary>
static class CodesCommand
{
    const int Usual = 10, Most = 200;

    public static Command Create(Session session)
    {
        var words = new Argument<string[]>("WORDS") { Description = "A number, its beginning, or what was done.", Arity = ArgumentArity.OneOrMore, HelpName = "WORDS..." };
        var set = new Option<string>("--set") { Description = $"therapy (the default), all, or one imported set: {string.Join(", ", CodeSearch.Sets.Where(name => name is not (CodeSearch.Therapy or CodeSearch.All)))}.", HelpName = "NAME", DefaultValueFactory = static _ => TherapySearch.Set };
        var limit = new Option<int>("--limit") { Description = "Codes at most.", HelpName = "N", DefaultValueFactory = static _ => Usual };
        words.CompletionSources.Add(_ => session.KnownCodes);
        var command = new DocumentedCommand("codes", "Search the codes by number, by the trade's words, or by what was done.", DocumentedCommand.LookingUp,
            new Example("codes ther ex", "the trade's words"),
            new Example("codes ear crystals", "plain words"),
            new Example("codes 9716", "the beginning of a number"),
            new Example("codes frozen shoulder left --set all", "everything that is loaded, diagnoses too once ICD-10-CM is imported"))
        {
            words, set, limit,
        };
        command.SetAction(parsed =>
        {
            string chosen = parsed.GetValue(set)!;
            CodesQuestion.CheckSet(chosen, "--set");
            int most = parsed.GetValue(limit);
            if (most is < 1 or > Most) throw new UnusableException($"--limit: {most} is not a number from 1 to {Most}");
            string question = string.Join(' ', parsed.GetValue(words)!);
            if (string.IsNullOrWhiteSpace(question)) throw new UnusableException("codes: the words are blank; write a number or what was done");
            var index = CodeSearch.Open(chosen == CodeSearch.Therapy ? null : session.DataFolder(parsed), session.Tables.Codes, session.Today, chosen);
            var hits = index.Find(question, most);
            if (parsed.GetValue(session.Json)) session.Terminal.Json(json => CodesQuestion.Write(json, hits));
            else Show(question, hits, index, session.Terminal);
            if (chosen == CodeSearch.All && index.Searched.Count() == 1) session.Terminal.Note("only the therapy codes are loaded; import ICD-10-CM and HCPCS to search them too");
            if (!index.Searched.Any()) session.Terminal.Note($"no {chosen} is loaded; import it, then search again");
            return hits.Count > 0 ? 0 : 1;
        });
        return command;
    }

    static void Show(string question, IReadOnlyList<CodeHit> hits, CodeSearch index, Terminal terminal)
    {
        if (hits.Count == 0)
        {
            terminal.Paragraph(CodesQuestion.NotFound(question, index));
            return;
        }
        var table = new TextTable(new("Code"), new("Found by"), new("What it is"));
        foreach (var hit in hits) table.Add(hit.Code, hit.Phrase is { } phrase && phrase != hit.Label ? phrase : "", hit.Billable ? hit.Label : $"{hit.Label} (a heading: a longer code is needed)");
        terminal.Lines(table.Lines(terminal.Width));
    }
}
