using System.CommandLine;
using Quarterhour.Billing;
using Quarterhour.Billing.Payers;
using Quarterhour.Formats;
using Quarterhour.Formats.Gallery;
using Quarterhour.Formats.Registry;

namespace Quarterhour.Cli;

/// <summary><c>finding</c>: what an edit says, with the smallest visit that causes it.</summary>
static class FindingCommand
{
    public static Command Create(Session session)
    {
        var id = new Argument<string?>("ID") { Description = "A finding's id; without it all are listed.", Arity = ArgumentArity.ZeroOrOne };
        id.CompletionSources.Add(_ => Ids());
        var command = new DocumentedCommand("finding", "What a finding means, what causes it, and what to do.", DocumentedCommand.LookingUp,
            new Example("finding code-pair", "the finding with the smallest visit that causes it"),
            new Example("finding", "all of them"))
        {
            id,
        };
        command.SetAction(parsed =>
        {
            string? wanted = parsed.GetValue(id);
            if (wanted is not null && Coverage.NotBuilt.Contains(wanted))
                throw new UnusableException($"finding: no rule gives {wanted} yet; quarterhour data --section not-built lists what is not covered");
            if (wanted is not null && !Ids().Contains(wanted))
                throw new UnusableException($"finding: \"{wanted}\" is no finding; {(Spelling.Nearest(wanted, Ids()) is { } nearest ? $"did you mean \"{nearest}\"? " : "")}quarterhour finding lists them all");
            var exhibits = Exhibit.All(wanted, session.Tables, BuiltInPayers.All);
            if (parsed.GetValue(session.Json)) WriteJson(exhibits, session.Terminal);
            else if (wanted is null) List(exhibits, session.Terminal);
            else Show(exhibits, session.Terminal);
            return 0;
        });
        return command;
    }

    static string[] Ids() => [.. RuleBook.All().SelectMany(words => words.Findings).Select(finding => finding.Id).Distinct().Order(StringComparer.Ordinal)];

    static void List(IReadOnlyList<Exhibit> exhibits, Terminal terminal)
    {
        var table = new TextTable(new("Finding"), new("Severity"), new("What it says"));
        foreach (var group in exhibits.GroupBy(exhibit => exhibit.Template.Id).OrderBy(group => group.Key, StringComparer.Ordinal))
            table.Add(group.Key, string.Join(", ", group.Select(exhibit => BillJson.Severity(Severity(exhibit))).Distinct()), group.First().Message);
        terminal.Lines(table.Lines(terminal.Width));
    }

    static void Show(IReadOnlyList<Exhibit> exhibits, Terminal terminal)
    {
        foreach (var rule in exhibits.Select(exhibit => exhibit.Template.Rule).Distinct()) terminal.Paragraph($"{rule.Says} ({rule.Cite})");
        foreach (var exhibit in exhibits)
        {
            terminal.Out.WriteLine();
            if (exhibit.Found is not { } found)
            {
                terminal.Paragraph($"{GalleryPage.SeverityWords(exhibit.Template.Severity)}: {exhibit.Message}", Mark(exhibit), "  ");
                terminal.Paragraph(exhibit.Fix, "  ", "  ");
                terminal.Paragraph($"({exhibit.Template.Cite}; no example: {exhibit.Template.Unseen})", "  ", "  ");
                continue;
            }
            terminal.Paragraph($"{GalleryPage.SeverityWords(found.Severity)}: {exhibit.Message}", Mark(exhibit), "  ");
            terminal.Paragraph(exhibit.Fix, "  ", "  ");
            terminal.Paragraph($"({exhibit.Template.Cite})", "  ", "  ");
            terminal.Out.WriteLine();
            // as it is, so that it can be copied into a file
            foreach (string line in exhibit.Template.Example!.Split('\n')) terminal.Out.WriteLine("    " + line);
            if (exhibit.Others.Count > 0) terminal.Paragraph($"Found beside it: {string.Join(", ", exhibit.Others)}", "  ", "  ");
        }
    }

    static void WriteJson(IReadOnlyList<Exhibit> exhibits, Terminal terminal) => terminal.Json(json =>
    {
        json.WriteStartArray("findings");
        foreach (var exhibit in exhibits)
        {
            var template = exhibit.Template;
            json.WriteStartObject();
            json.WriteString("id", template.Id);
            json.WriteString("name", template.Name);
            json.WriteString("severity", BillJson.Severity(Severity(exhibit)));
            json.WriteString("rule", template.Rule.Id);
            json.WriteString("says", template.Rule.Says);
            json.WriteString("message", exhibit.Message);
            json.WriteString("fix", exhibit.Fix);
            json.WriteString("cite", template.Cite);
            json.WriteString("visits", template.Example);
            json.WriteStartArray("beside");
            foreach (string other in exhibit.Others) json.WriteStringValue(other);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    static Severity Severity(Exhibit exhibit) => exhibit.Found?.Severity ?? exhibit.Template.Severity;

    static string Mark(Exhibit exhibit) => Severity(exhibit) switch
    {
        Billing.Severity.Error => "■ ",
        Billing.Severity.Warning => "▲ ",
        _ => "• ",
    };
}
