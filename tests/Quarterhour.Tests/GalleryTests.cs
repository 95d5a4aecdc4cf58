using Quarterhour.Billing;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Formats;
using Quarterhour.Formats.Gallery;
using Quarterhour.Reference;
using Xunit;

namespace Quarterhour.Tests;

/// <summary>Every finding has the smallest visit that causes it, and docs/edits shows what the program says. QUARTERHOUR_UPDATE=1 writes the pages anew.</summary>
public sealed class GalleryTests
{
    static readonly ReferenceTables Tables = BuiltInTables.Open();

    static readonly IReadOnlyList<Exhibit> Exhibits = Exhibit.All(null, Tables, BuiltInPayers.All);

    public static TheoryData<string, string> Findings => [.. RuleBook.All().SelectMany(words => words.Findings).Select(finding => (finding.Rule.Id, finding.Name))];

    [Theory, MemberData(nameof(Findings))]
    public void The_example_causes_it(string rule, string name)
    {
        var exhibit = Exhibits.Single(one => one.Template.Rule.Id == rule && one.Template.Name == name);
        Assert.True(exhibit.Template.Example is null != exhibit.Template.Unseen is null, "the rule's values file needs an example, or why there is none");
        if (exhibit.Template.Unseen is not null) return;
        Assert.True(exhibit.Found is not null, $"billing the example finds only: {string.Join(", ", exhibit.Others)}");
    }

    [Fact]
    public void The_pages_say_what_the_program_says()
    {
        string folder = Repository.Path("docs", "edits");
        var pages = Exhibits.GroupBy(exhibit => exhibit.Template.Id).ToDictionary(group => group.Key + ".md", group => GalleryPage.Of(group.Key, [.. group]), StringComparer.Ordinal);
        pages["README.md"] = GalleryPage.Index(Exhibits);
        if (Environment.GetEnvironmentVariable("QUARTERHOUR_UPDATE") == "1")
        {
            Directory.CreateDirectory(folder);
            foreach (string old in Directory.GetFiles(folder)) File.Delete(old);
            foreach (var (name, page) in pages) File.WriteAllText(Path.Combine(folder, name), page);
        }
        Assert.Equal(pages.Keys.Order(StringComparer.Ordinal), Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.All(pages, page => Assert.Equal(page.Value, File.ReadAllText(Path.Combine(folder, page.Key))));
    }

    [Fact]
    public void The_command_shows_visit_message_and_fix()
    {
        var run = CommandLine.Run(100, "finding", "student-or-aide");
        var exhibit = Exhibits.First(one => one.Template.Id == "student-or-aide");
        Assert.Equal(0, run.Status);
        string flat = string.Join(' ', run.Out.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(Words.Message(exhibit.Found!), flat, StringComparison.Ordinal);
        Assert.Contains(Words.Fix(exhibit.Found!), flat, StringComparison.Ordinal);
        Assert.All(exhibit.Template.Example!.Split('\n'), line => Assert.Contains(line, run.Out, StringComparison.Ordinal));
    }

    [Fact]
    public void A_finding_that_is_none_names_the_nearest()
    {
        var run = CommandLine.Run("finding", "code-pairs");
        Assert.Equal(2, run.Status);
        Assert.Contains("code-pair", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void All_are_listed_in_json() => Assert.Equal(Exhibits.Count, CommandLine.Run("finding", "--json").Json.GetProperty("findings").GetArrayLength());
}
