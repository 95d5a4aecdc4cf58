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
        var set = new Option<string>("--set") { Description = "therapy (the default) or all.", HelpName = "therapy|all", DefaultValueFactory = static _ => TherapySearch.Set };
        var limit = new Option<int>("--limit") { Description = "Codes at most.", HelpName = "N", DefaultValueFactory = static _ => Usual };
        words.CompletionSources.Add(_ => session.KnownCodes);
        var command = new DocumentedCommand("codes", "Search the codes by number, by the trade's words, or by what was done.", DocumentedCommand.LookingUp,
            new Example("codes ther ex", "the trade's words"),
            new Example("codes ear crystals", "plain words"),
            new Example("codes 9716", "the beginning of a number"))
        {
            words, set, limit,
        };
        command.SetAction(parsed =>
        {
            string chosen = parsed.GetValue(set)!;
            if (chosen is not (TherapySearch.Set or "all")) throw new UnusableException($"--set: \"{chosen}\" is neither therapy nor all");
            int most = parsed.GetValue(limit);
            if (most is < 1 or > Most) throw new UnusableException($"--limit: {most} is not a number from 1 to {Most}");
            string question = string.Join(' ', parsed.GetValue(words)!);
            if (string.IsNullOrWhiteSpace(question)) throw new UnusableException("codes: the words are blank; write a number or what was done");
            var index = TherapySearch.Open(session.Tables.Codes, session.Today);
            var hits = index.Find(question, most);
            if (parsed.GetValue(session.Json)) WriteJson(hits, session.Terminal);
            else Show(question, hits, index, session.Terminal);
            if (chosen == "all") session.Terminal.Note("only the therapy codes are loaded in this version; they were searched");
            return hits.Count > 0 ? 0 : 1;
        });
        return command;
    }

    static void WriteJson(IReadOnlyList<SearchHit> hits, Terminal terminal) => terminal.Json(json =>
    {
        json.WriteStartArray("hits");
        foreach (var hit in hits)
        {
            json.WriteStartObject();
            json.Code("code", hit.Entry.Code);
            json.WriteString("set", hit.Entry.Set);
            json.WriteString("label", hit.Entry.Label);
            json.WriteNumber("score", hit.Score);
            json.WriteString("matched", hit.Phrase);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    static void Show(string question, IReadOnlyList<SearchHit> hits, SearchIndex index, Terminal terminal)
    {
        if (hits.Count == 0)
        {
            string nearest = question.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(index.NearestWord).FirstOrDefault(word => word is not null) is { } word ? $"; the nearest known word is \"{word}\"" : "";
            terminal.Paragraph($"no code is known by \"{question}\"{nearest}. Try what was done, or the first digits of the number");
            return;
        }
        var table = new TextTable(new("Code"), new("Found by"), new("What it is"));
        foreach (var hit in hits) table.Add($"{hit.Entry.Code}", hit.Phrase is { } phrase && phrase != hit.Entry.Label ? phrase : "", hit.Entry.Label);
        terminal.Lines(table.Lines(terminal.Width));
    }
}
