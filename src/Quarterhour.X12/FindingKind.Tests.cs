using System.Text.RegularExpressions;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.X12;

public class FindingKindTests
{
    static string Source => string.Concat(Repository.Files("src/Quarterhour.X12", "*.cs").Where(file => !file.EndsWith(".Tests.cs", StringComparison.Ordinal) && !file.EndsWith("/FindingKind.cs", StringComparison.Ordinal) && !file.Contains("/Acknowledgments/", StringComparison.Ordinal))
        .Select(file => File.ReadAllText(Repository.Path(file))));

    [Fact]
    public void Every_finding_that_the_checks_make_is_listed_and_no_other()
    {
        var made = Regex.Matches(Source, "\"(?<id>(envelope|structure|element|balance|situation|partner)-[a-z0-9-]*[a-z0-9])\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Select(match => match.Groups["id"].Value)
            .Concat(new[] { "diagnosis", "modifier", "npi", "pos", "state", "taxonomy", "zip" }.Select(set => "code-" + set)).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(made, FindingKind.All.Select(kind => kind.Id));
    }

    [Fact]
    public void Every_one_is_tried()
    {
        string tests = string.Concat(Repository.Files("src/Quarterhour.X12", "*.Tests.cs").Where(file => !file.EndsWith("/FindingKind.Tests.cs", StringComparison.Ordinal)).Select(file => File.ReadAllText(Repository.Path(file))));
        Assert.Equal([], FindingKind.All.Select(kind => kind.Id).Where(id => !tests.Contains(id, StringComparison.Ordinal)));
    }

    /// <summary>QUARTERHOUR_UPDATE=1 writes the page anew.</summary>
    [Fact]
    public void The_page_lists_them()
    {
        string path = Repository.Path("docs", "x12-findings.md");
        string page = "# Findings of `x12 check`\n\nMade from `src/Quarterhour.X12/FindingKind.cs`. A code set that a caller brings is `code-` and its name. A profile may change any severity.\n\n| id | SNIP | usual severity | what it means |\n| --- | --- | --- | --- |\n"
            + string.Concat(FindingKind.All.Select(kind => $"| `{kind.Id}` | {kind.Snip} | {kind.Severity.ToString().ToLowerInvariant()} | {kind.Says} |\n"));
        if (Environment.GetEnvironmentVariable("QUARTERHOUR_UPDATE") == "1") File.WriteAllText(path, page);
        Assert.Equal(page, File.ReadAllText(path));
    }
}
