using Quarterhour.Billing;
using Quarterhour.Answers;
using Quarterhour.Formats.Documents;
using Quarterhour.Formats.Registry;
using Quarterhour.Reference;
using Xunit;

namespace Quarterhour.Tests;

/// <summary>docs/coverage.md says what the program says of itself. QUARTERHOUR_UPDATE=1 writes it anew.</summary>
public sealed class CoverageTests
{
    [Fact]
    public void The_page_is_true()
    {
        var tables = BuiltInTables.Open();
        // a day in the newest year that is loaded, so that the page does not change by itself
        var date = tables.Fees.Releases[^1].From;
        string page = DocumentMarkdown.Of(RegistryAnswer.Of(LoadedTables.Describe(tables), LoadedTables.Missing(tables), tables, date)), path = Repository.Path("docs", "coverage.md");
        if (Environment.GetEnvironmentVariable("QUARTERHOUR_UPDATE") == "1") File.WriteAllText(path, page);
        Assert.Equal(page, File.ReadAllText(path));
    }

    [Fact]
    public void The_command_lists_every_rule_payer_and_code()
    {
        var json = CommandLine.Run("data", "--json").Json;
        Assert.Equal(RuleBook.All().Select(words => words.Rule.Id), json.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("rule").GetString()));
        Assert.Contains(json.GetProperty("payers").EnumerateArray(), payer => payer.GetProperty("payer").GetString() == "medicare");
        Assert.Equal(BuiltInTables.Open().Codes.All.Count, json.GetProperty("codes").GetArrayLength());
        Assert.Equal(Coverage.NotBuilt, json.GetProperty("not_built").EnumerateArray().Select(id => id.GetString()!));
    }

    [Fact]
    public void What_is_not_built_is_said() => Assert.All(Coverage.NotBuilt, id => Assert.Contains($"- {id}: not among the findings of bill; claim holds such a claim", CommandLine.Run(100, "data").Out, StringComparison.Ordinal));
}
