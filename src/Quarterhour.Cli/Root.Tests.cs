using System.CommandLine;
using Quarterhour.Formats.Questions;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Cli;

public class RootTests
{
    static readonly string[] commands = ["bill", "units", "price", "code", "codes", "pair", "limit", "cases", "data", "completion"];

    [Fact]
    public void Help_opens_with_examples_and_names_every_command()
    {
        var run = CommandLine.Run("--help");
        Assert.Equal(0, run.Status);
        Assert.True(run.Out.IndexOf("Examples", StringComparison.Ordinal) < run.Out.IndexOf("  units ", StringComparison.Ordinal));
        Assert.All(commands, command => Assert.Contains($"  {command} ", run.Out));
        Assert.All(run.Lines, line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public void Every_command_is_found_by_its_own_name()
    {
        using var terminal = new Terminal(Stream.Null, TextWriter.Null, Stream.Null, TimeProvider.System);
        Assert.All(CommandList.All, command => Assert.Equal(command.Name, command.Create(new Session(terminal)).Name));
    }

    [Fact]
    public void Every_example_of_the_help_works()
    {
        foreach (string command in commands.Except(["bill"]))
        {
            var page = CommandLine.Run(command, "--help");
            Assert.Equal(0, page.Status);
            string[] examples = [.. page.Lines.Where(line => line.StartsWith("  quarterhour ", StringComparison.Ordinal)).Select(line => line["  quarterhour ".Length..])];
            Assert.NotEmpty(examples);
            foreach (string example in examples.Where(example => command != "cases"))
                Assert.Equal(0, CommandLine.Run(example.Split(" > ")[0].Split(' ')).Status);
        }
    }

    [Theory]
    [InlineData("unitz", "\"unitz\" is not a command; did you mean units?")]
    [InlineData("--jsn", "\"--jsn\" is not an option; did you mean --json?")]
    public void A_mistyped_word_gets_the_nearest(string word, string message)
    {
        var run = CommandLine.Run(word);
        Assert.Equal((2, ""), (run.Status, run.Out));
        Assert.Contains(message, run.Error);
    }

    [Fact]
    public void A_word_that_is_near_to_nothing_gets_no_nearest() =>
        Assert.Contains("\"foo\" is not a command; see quarterhour --help", CommandLine.Run("foo").Error);

    [Theory]
    [InlineData("bill", "-")]
    [InlineData("units", "97110:23")]
    public void A_data_folder_that_was_named_must_be_there(params string[] line)
    {
        var run = CommandLine.Run([.. line, "--json", "--data", Repository.Path("nowhere")]);
        Assert.Equal(2, run.Status);
        Assert.Contains("is no folder; make it, or correct the name", run.Json.GetProperty("error").GetString());
        Assert.Contains("is a file, not a folder", CommandLine.Run([.. line, "--data", Repository.Path("README.md")]).Error);
    }

    [Fact]
    public void Only_the_usual_data_folder_may_be_absent()
    {
        Assert.Contains("QUARTERHOUR_DATA: ", Assert.Throws<UnusableException>(() => Session.DataFolder(null, "/nowhere")).Message);
        Assert.EndsWith("quarterhour", Session.DataFolder(null, ""));
        Assert.Equal(Path.GetTempPath(), Session.DataFolder(Path.GetTempPath(), "/nowhere"));
    }

    [Fact]
    public void Help_works_whatever_is_named_as_data_folder() => Assert.Equal(0, CommandLine.Run("bill", "--help", "--data", "/nowhere").Status);

    [Fact]
    public void Without_a_command_there_is_no_answer() => Assert.Equal(2, CommandLine.Run().Status);

    [Fact]
    public void A_fault_of_the_program_is_one_line()
    {
        using var error = new StringWriter();
        using var terminal = new Terminal(new Broken(), error, Stream.Null, TimeProvider.System);
        Assert.Equal(3, Root.Run(["units", "97110:23", "--json"], terminal));
        Assert.Single(error.ToString().TrimEnd().Split('\n'));
        Assert.DoesNotContain("   at ", error.ToString());
    }

    [Fact]
    public void Version() => Assert.Matches(@"^quarterhour \d+\.\d+\.\d+\n$", CommandLine.Run("--version").Out);

    [Theory]
    [InlineData("pri", "price")]
    [InlineData("price --", "--locality")]
    [InlineData("pair 971", "97110")]
    public void Suggestions(string line, string found) => Assert.Contains(found, CommandLine.Run($"[suggest:{line.Length}]", line).Lines);

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public void Completion_scripts_ask_the_program(string shell) => Assert.Contains("[suggest:", CommandLine.Run("completion", shell).Out);

    [Fact]
    public void Data_tells_what_is_loaded_and_missing()
    {
        var json = CommandLine.Run("data", "--json").Json;
        Assert.Contains(json.GetProperty("tables").EnumerateArray(), table => table.GetProperty("table").GetString() == "fee-schedule" && table.GetProperty("rows").GetInt32() > 100);
        Assert.Contains(json.GetProperty("missing").EnumerateArray(), gap => gap.GetProperty("table").GetString() == "fee-schedule" && gap.GetProperty("to").GetString() == "2019-12-31");
    }

    /// <summary>A stream that fails in a way nobody foresaw.</summary>
    sealed class Broken : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new NotSupportedException("broken for a test");

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("broken for a test");
    }
}
