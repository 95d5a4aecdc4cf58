using System.Text.RegularExpressions;
using Xunit;

namespace Quarterhour.Tests;

/// <summary>The answers in README are what the program says. QUARTERHOUR_UPDATE=1 writes them anew.</summary>
public sealed class ReadmeTests
{
    static readonly Regex Answer = new(@"<!-- answer: (?<command>[^\n]*?) -->\n```\n(?<shown>.*?)```\n<!-- end -->", RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    [Fact]
    public void Shows_what_the_program_says()
    {
        string path = Repository.Path("README.md"), readme = File.ReadAllText(path);
        Assert.NotEmpty(Answer.Matches(readme));
        string fresh = Answer.Replace(readme, match => $"<!-- answer: {match.Groups["command"].Value} -->\n```\n$ ./quarterhour {match.Groups["command"].Value}\n{Run(match.Groups["command"].Value)}```\n<!-- end -->");
        if (Environment.GetEnvironmentVariable("QUARTERHOUR_UPDATE") == "1") File.WriteAllText(path, fresh);
        else Assert.Equal(fresh, readme);
    }

    [Fact]
    public void Names_only_files_that_are_there()
    {
        foreach (Match link in Regex.Matches(File.ReadAllText(Repository.Path("README.md")), @"\]\((?<path>[^)#:]+)\)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)))
            Assert.True(Path.Exists(Repository.Path(link.Groups["path"].Value)), link.Groups["path"].Value);
    }

    static string Run(string command) => CommandLine.Run([.. command.Split(' ').Select(word =>
        word.StartsWith("samples/", StringComparison.Ordinal) ? Repository.Path(word) : word)]).Out;
}
