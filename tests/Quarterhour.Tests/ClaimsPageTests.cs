using System.Text;
using Quarterhour.Claims;
using Xunit;

namespace Quarterhour.Tests;

/// <summary>The tables of docs/claims.md come from the code. QUARTERHOUR_UPDATE=1 writes them anew.</summary>
public sealed class ClaimsPageTests
{
    [Fact]
    public void The_page_lists_holds_and_fields()
    {
        string path = Repository.Path("docs", "claims.md"), page = File.ReadAllText(path);
        string fresh = Put(Put(page, "holds", Holds()), "fields", Fields());
        if (Environment.GetEnvironmentVariable("QUARTERHOUR_UPDATE") == "1") File.WriteAllText(path, fresh);
        Assert.Equal(fresh, File.ReadAllText(path));
    }

    static string Put(string page, string mark, string table)
    {
        int begin = page.IndexOf($"<!-- {mark} -->\n", StringComparison.Ordinal) + $"<!-- {mark} -->\n".Length;
        return page[..begin] + table + page[page.IndexOf("<!-- end -->", begin, StringComparison.Ordinal)..];
    }

    static string Holds() => "| id | when | what to do |\n| --- | --- | --- |\n" + string.Concat(HoldKind.All.Select(static kind => $"| `{kind.Id}` | {kind.Says} | {kind.Fix} |\n"));

    static string Fields()
    {
        var text = new StringBuilder();
        foreach (var section in PracticeSections.All)
        {
            text.Append($"\n### {section.Name}\n\n{section.Says}\n\n| field | needed | takes | is |\n| --- | --- | --- | --- |\n");
            foreach (var field in section.Fields) text.Append($"| `{field.Name}` | {(field.Needed ? "yes" : "")} | {(field.Names is { } other ? $"an entry of {other}" : field.Form.Says)} | {field.Says} |\n");
        }
        return text.Append('\n').ToString();
    }
}
