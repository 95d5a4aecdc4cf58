using System.Reflection;
using Quarterhour.Billing;
using Xunit;

namespace Quarterhour.Tests;

/// <summary>A rule is one room with four walls: rule, values, cases, tests.</summary>
public sealed class FourWalls
{
    static readonly string[] Rooms = ["Visits", "Units", "Modifiers", "Edits", "Documentation", "Pricing"];

    /// <summary>The values file of every rule, without its ending.</summary>
    public static TheoryData<string> Rules => [.. Rooms.Where(room => Directory.Exists(Repository.Path("src", "Quarterhour.Billing", room)))
        .SelectMany(room => Repository.Files($"src/Quarterhour.Billing/{room}", "*.yaml")).Where(file => !file.EndsWith(".cases.yaml", StringComparison.Ordinal)).Select(file => file[..^".yaml".Length])];

    [Theory, MemberData(nameof(Rules))]
    public void All_four_stand(string rule) =>
        Assert.Equal([], new[] { ".cs", ".cases.yaml", ".Tests.cs" }.Where(wall => !File.Exists(Repository.Path(rule + wall))));

    [Theory, MemberData(nameof(Rules))]
    public void Cases_say_enough(string rule)
    {
        var cases = new Cases(Repository.Path(rule + ".cases.yaml")).All;
        Assert.InRange(cases.Count, 5, 25);
        Assert.All(cases, one =>
        {
            Assert.NotEmpty(one.Name);
            Assert.True(one.Because.Length >= 15, $"{one.Name}: \"{one.Because}\" is no reason");
            Assert.NotEqual(one.Name, one.Because);
        });
    }

    [Theory, MemberData(nameof(Rules))]
    public void Tests_run_the_cases(string rule)
    {
        string tests = File.ReadAllText(Repository.Path(rule + ".Tests.cs"));
        Assert.Contains("Cases.Beside()", tests, StringComparison.Ordinal);
        Assert.Contains("MemberData(nameof(All))", tests, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_rule_has_its_values_file() => Assert.Equal(Rules.Select(row => Path.GetFileName(row.Data)).Order(StringComparer.Ordinal),
        typeof(RuleBook).Assembly.GetTypes().Where(type => type.IsAbstract && type.IsSealed && type.GetField("Rule", BindingFlags.Public | BindingFlags.Static)?.FieldType == typeof(Rule))
            .Select(type => type.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Files_of_a_room_belong_to_a_rule() => Assert.Equal([], Rooms.Where(room => Directory.Exists(Repository.Path("src", "Quarterhour.Billing", room)))
        .SelectMany(room => Repository.Files($"src/Quarterhour.Billing/{room}", "*")).Where(file => file.EndsWith(".cases.yaml", StringComparison.Ordinal) && !File.Exists(Repository.Path(file.Replace(".cases.yaml", ".yaml")))));

    [Fact]
    public void Rules_are_told_apart() => Assert.Equal(RuleBook.All().Count, RuleBook.All().Select(words => words.Rule.Id).Distinct().Count());

    [Fact]
    public void Every_rule_speaks_and_cites() => Assert.All(RuleBook.All(), words =>
    {
        Assert.NotEmpty(words.Rule.Says);
        Assert.NotEmpty(words.Rule.Cite);
        Assert.All(words.Reasons, reason => Assert.NotEmpty(reason.Cite));
        Assert.All(words.Findings, finding => Assert.NotEmpty(finding.Cite));
    });

    [Fact]
    public void Every_value_has_its_source_and_confidence() => Assert.All(RuleBook.All().SelectMany(words => words.Values), value =>
    {
        Assert.NotEmpty(value.Entries);
        Assert.All(value.Entries, entry =>
        {
            Assert.NotEmpty(entry.Source);
            Assert.True(Enum.IsDefined(entry.Confidence));
            Assert.True(entry.To is not { } last || entry.From <= last, $"{value.Name} ends before it begins");
        });
        Assert.Equal(value.Entries.Count, value.Entries.Select(entry => entry.From).Distinct().Count());
    });

    [Fact]
    public void Finding_ids_are_the_contract_s() => Assert.Equal([], RuleBook.All().SelectMany(words => words.Findings).Select(finding => finding.Id).Distinct().Except(Quarterhour.Formats.Registry.Coverage.FindingIds));

    [Fact]
    public void Every_sentence_is_tried()
    {
        string tests = string.Concat(Repository.Files("src", "*.Tests.cs").Concat(Repository.Files("src", "*.cases.yaml")).Select(file => File.ReadAllText(Repository.Path(file))));
        Assert.Equal([], RuleBook.All().SelectMany(words => words.Findings.SelectMany(finding => new[] { finding.Message, finding.Fix }).Concat(words.Reasons.Select(reason => reason.Text)))
            .Where(sentence => !tests.Contains(LongestPiece(sentence), StringComparison.Ordinal)));
    }

    /// <summary>The longest stretch of a sentence between its figures.</summary>
    static string LongestPiece(string sentence) => sentence.Split('{', '}').Where((_, i) => i % 2 == 0).MaxBy(piece => piece.Length)!.Replace("\"", "\\\"");
}
