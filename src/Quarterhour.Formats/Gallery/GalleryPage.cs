using System.Text;
using Quarterhour.Billing;

namespace Quarterhour.Formats.Gallery;

/// <summary>The gallery as Markdown: a page for each id, and the list of all.</summary>
public static class GalleryPage
{
    /// <summary>The page of one id.</summary>
    /// <param name="id">The finding's id.</param>
    /// <param name="exhibits">Its exhibits, one or more.</param>
    public static string Of(string id, IReadOnlyList<Exhibit> exhibits)
    {
        var text = new StringBuilder($"# {id}\n");
        foreach (var group in exhibits.GroupBy(exhibit => exhibit.Template.Rule)) text.Append($"\n{group.Key.Says} ({group.Key.Cite})\n");
        foreach (var exhibit in exhibits)
        {
            var template = exhibit.Template;
            text.Append($"\n## {Heading(template, exhibits)}\n\n{SeverityWords(exhibit.Found?.Severity ?? template.Severity)}.\n\n");
            if (exhibit.Found is null)
            {
                text.Append($"> {exhibit.Message}\n\nWhat to do: {exhibit.Fix}\n\nWritten in: {template.Cite}\n\nNo example: {template.Unseen}.\n");
                continue;
            }
            text.Append($"> {exhibit.Message}\n\nWhat to do: {exhibit.Fix}\n\nWritten in: {template.Cite}\n\n");
            text.Append($"The smallest visit that causes it:\n\n```{(IsJson(template) ? "json" : "csv")}\n{template.Example}\n```\n");
            if (exhibit.Others.Count > 0) text.Append($"\nFound beside it: {string.Join(", ", exhibit.Others.Select(other => $"[{other}]({other}.md)"))}.\n");
        }
        return text.ToString();
    }

    /// <summary>The list of all ids.</summary>
    public static string Index(IReadOnlyList<Exhibit> exhibits)
    {
        var text = new StringBuilder("""
            # Findings

            What an edit can say about a visit, each with the smallest visit that causes it, the exact message, what to do, and where it is written.
            `./quarterhour finding ID` shows the same. Made from the values file beside each rule: change that, not these pages.

            | finding | severity | rule |
            | --- | --- | --- |

            """);
        foreach (var group in exhibits.GroupBy(exhibit => exhibit.Template.Id).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var severities = group.Select(exhibit => SeverityWords(exhibit.Found?.Severity ?? exhibit.Template.Severity)).Distinct();
            text.Append($"| [{group.Key}]({group.Key}.md) | {string.Join(", ", severities)} | {string.Join(" ", group.Select(exhibit => exhibit.Template.Rule.Says).Distinct())} |\n");
        }
        return text.ToString();
    }

    /// <summary>What a severity means to a person.</summary>
    public static string SeverityWords(Severity severity) => severity switch
    {
        Severity.Error => "Cannot be billed",
        Severity.Warning => "Look at this",
        _ => "Note",
    };

    /// <summary>True for visits in JSON; else they are CSV.</summary>
    public static bool IsJson(FindingTemplate template) => template.Example?.StartsWith('{') ?? false;

    static string Heading(FindingTemplate template, IReadOnlyList<Exhibit> exhibits) => exhibits.Count == 1 ? "The finding" : char.ToUpperInvariant(template.Name[0]) + template.Name[1..].Replace('-', ' ');
}
