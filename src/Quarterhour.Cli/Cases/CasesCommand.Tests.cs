using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Cli.Cases;

public class CasesCommandTests
{
    static CommandLine Run(string vectors) => CommandLine.Run($"{{\"vectors\": [{vectors}]}}", 80, "cases", "-", "--json");

    [Theory]
    [InlineData("units")]
    [InlineData("assistant")]
    [InlineData("kx")]
    [InlineData("ncci")]
    [InlineData("mue")]
    [InlineData("prices")]
    [InlineData("visit-price")]
    public void Every_shared_vector_passes(string file)
    {
        var run = CommandLine.Run("cases", Shared.Path("vectors", file + ".json"), "--json");
        Assert.Equal("", string.Join(" ", run.Json.GetProperty("cases").EnumerateArray().Where(one => !one.GetProperty("pass").GetBoolean()).Select(one => one.GetProperty("id"))));
        Assert.All(run.Json.GetProperty("cases").EnumerateArray(), one => Assert.Equal(file, one.GetProperty("kind").GetString()));
        Assert.Equal(0, run.Status);
    }

    [Fact]
    public void An_accepted_answer_is_enough_and_the_one_given_is_told()
    {
        var run = Run("""{"id":"T","date":"2025-06-02","input":{"interventions":[{"code":"97112","minutes":20},{"code":"97110","minutes":20}]},"expected":{"timed_minutes":40,"cms":{"units":3,"accepted":[{"97112":2,"97110":1},{"97110":2,"97112":1}]}}}""");
        Assert.Equal(0, run.Status);
        Assert.Equal("""{"timed_minutes":40,"cms":{"units":3,"accepted":[{"97112":1,"97110":2}]}}""".Length, run.Json.GetProperty("cases")[0].GetProperty("actual").GetRawText().Length);
    }

    [Theory]
    [InlineData("""{"timed_minutes":24,"cms":{"units":2,"accepted":[{"97112":2}]}}""", true)]
    [InlineData("""{"timed_minutes":24,"cms":{"units":2,"accepted":[{"97112":1}]}}""", false)]
    [InlineData("""{"timed_minutes":23,"cms":{"units":2,"accepted":[{"97112":2}]}}""", false)]
    [InlineData("""{"timed_minutes":24,"cms":{"units":1,"accepted":[{"97112":2}]}}""", false)]
    public void Units_minutes_and_answer_all_count(string expected, bool pass)
    {
        var run = Run($$"""{"id":"T","date":"2025-06-02","input":{"interventions":[{"code":"97112","minutes":24}]},"expected":{{expected}} }""");
        Assert.Equal((pass ? 0 : 1, pass ? 1 : 0), (run.Status, run.Json.GetProperty("passed").GetInt32()));
    }

    [Fact]
    public void Order_of_lines_and_modifiers_does_not_matter()
    {
        var run = Run("""{"id":"T","date":"2025-06-02","input":{"discipline":"PT","interventions":[{"code":"97110","minutes":12,"by":"therapist"},{"code":"97110","minutes":14,"by":"assistant"}]},"expected":{"timed_minutes":26,"units":2,"lines":[{"code":"97110","assistant_modifier":null,"units":1},{"code":"97110","assistant_modifier":"CQ","units":1}]}}""");
        Assert.Equal(0, run.Status);
    }

    [Theory]
    [InlineData("PT", "97161", "assistant-not-allowed")]
    [InlineData("SLP", "92507", "assistant-not-allowed")]
    public void Errors_can_be_expected(string discipline, string code, string error) => Assert.Equal(0, Run(
        $$"""{"id":"T","date":"2025-06-02","input":{"discipline":"{{discipline}}","interventions":[{"code":"{{code}}","minutes":30,"by":"assistant"}]},"expected":{"error":"{{error}}"} }""").Status);

    [Theory]
    [InlineData("{\"vectors\": [\n{\"id\":,}]}", "standard input:2: not JSON at byte 7")]
    [InlineData("[]", "no list \"vectors\"")]
    [InlineData("{\"vectors\": []}", "\"vectors\" is empty")]
    [InlineData("{\"vectors\": [{\"id\":\"T\",\"input\":{},\"expected\":{}}]}", "T: \"date\" is missing")]
    public void A_file_that_cannot_be_used(string text, string message)
    {
        var run = CommandLine.Run(text, 80, "cases", "-", "--json");
        Assert.Equal(2, run.Status);
        Assert.Contains(message, run.Json.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("{\"vectors\": [{\"id\":\"T\",\"date\":\"2025-06-02\",\"input\":{\"x\":1},\"expected\":{}}]}", "T: its kind is not known; input has x")]
    [InlineData("{\"vectors\": [{\"id\":\"T\",\"date\":\"2025-06-02\",\"input\":{\"codes\":[\"97110\",\"9\"]},\"expected\":{}}]}", "T: input.codes holds \"9\", which is not a procedure code")]
    [InlineData("{\"vectors\": [{\"id\":\"T\",\"date\":\"2025-06-02\",\"input\":{\"interventions\":[{\"code\":\"97110\",\"minutes\":7.5}]},\"expected\":{}}]}", "T: input.interventions[0].minutes is not a whole number")]
    [InlineData("{\"vectors\": [{\"id\":\"T\",\"date\":\"2025-06-02\",\"input\":{\"interventions\":[{\"code\":\"97110\",\"minutes\":2000000000}]},\"expected\":{}}]}", "T: input.interventions[0].minutes is 2000000000, more than a day has")]
    [InlineData("{\"vectors\": [{\"id\":\"T\",\"date\":\"2025-06-02\",\"input\":{\"locality\":\"15202-00\",\"lines\":[{\"code\":\"97110\",\"modifiers\":[\"GP\"],\"units\":0}]},\"expected\":{}}]}", "T: input.lines[0].units is 0; a line has 1 unit or more")]
    public void An_example_that_cannot_be_used_leaves_the_others(string text, string message)
    {
        var run = CommandLine.Run(text.Replace("[{\"id\":\"T\"", """[{"id":"G","date":"2025-06-02","input":{"codes":["97110","97140"],"setting":"office"},"expected":{}},{"id":"T" """), 80, "cases", "-", "--json");
        Assert.Equal(2, run.Status);
        Assert.Contains(message, run.Error);
        var (first, second) = (run.Json.GetProperty("cases")[0], run.Json.GetProperty("cases")[1]);
        Assert.Equal(("ncci", "unusable", false), (first.GetProperty("kind").GetString(), second.GetProperty("kind").GetString(), second.GetProperty("pass").GetBoolean()));
    }

    [Fact]
    public void A_file_that_is_not_there() => Assert.Equal(2, CommandLine.Run("cases", "not/here.json").Status);
}
