using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Cli;

public class UnitsCommandTests
{
    [Fact]
    public void Json_is_as_the_contract_has_it()
    {
        var json = CommandLine.Run("units", "--rule", "cms", "97112:24", "97110:23", "--json").Json;
        Assert.Equal(1, json.GetProperty("contract").GetInt32());
        Assert.Equal(47, json.GetProperty("total_minutes").GetInt32());
        Assert.Equal(3, json.GetProperty("units").GetInt32());
        var line = json.GetProperty("lines")[0];
        Assert.Equal(("97112", 2, 24), (line.GetProperty("code").GetString(), line.GetProperty("units").GetInt32(), line.GetProperty("minutes").GetInt32()));
        Assert.Equal(0, json.GetProperty("choices").GetArrayLength());
    }

    [Fact]
    public void A_tie_is_told()
    {
        var choice = CommandLine.Run("units", "97110:20", "97112:20", "--json").Json.GetProperty("choices")[0];
        Assert.Equal("eight-minute", choice.GetProperty("rule").GetString());
        Assert.Equal(["97110", "97112"], choice.GetProperty("acceptable").EnumerateArray().Select(code => code.GetString()));
        Assert.Contains("Choice  97110 and 97112 have 5 minutes left over each", CommandLine.Run("units", "97110:20", "97112:20").Out);
    }

    [Theory]
    [InlineData("97129:40", "97129 1, 97130 2", 3)]
    [InlineData("97161", "97161 1", 0)]
    [InlineData("97550:38", "97550 1, 97551 1", 0)]
    [InlineData("97110:7", "", 0)]
    public void Pairs_untimed_codes_and_own_clocks(string given, string billed, int pooled)
    {
        var json = CommandLine.Run("units", given, "--json", "--date", "2025-06-02").Json;
        Assert.Equal(billed, string.Join(", ", json.GetProperty("lines").EnumerateArray().Select(line => $"{line.GetProperty("code")} {line.GetProperty("units")}")));
        Assert.Equal(pooled, json.GetProperty("units").GetInt32());
    }

    [Fact]
    public void The_bar_stands_above_what_is_billed()
    {
        string text = CommandLine.Run("units", "97112:24", "97110:23").Out;
        Assert.StartsWith("97112  ███████████████▒▒▒▒▒▒▒▒▒   24 min   2 units", text);
        Assert.EndsWith("Bill    97112 x2, 97110\n", text);
    }

    [Fact]
    public void The_rule_decides() => Assert.Equal(4, CommandLine.Run("units", "--rule", "ama", "97112:24", "97110:23", "--json").Json.GetProperty("units").GetInt32());

    [Theory]
    [InlineData("97110:7.5", "97110:7.5: \"7.5\" is not a whole number of minutes; record the whole minutes timed, nothing is rounded for you")]
    [InlineData("97110:-7", "\"-7\" is not a whole number")]
    [InlineData("97110:9999999999", "more than a day has")]
    [InlineData("97110", "97110 is billed by time and no minutes are given")]
    [InlineData("97111:7", "97111 is no therapy code that this program knows; the nearest therapy code is 97110")]
    [InlineData("9711:7", "\"9711\" is not a procedure code")]
    [InlineData("--rul", "\"--rul\" is not an option of units; did you mean --rule?")]
    public void Wrong_input_says_where_and_what_to_do(string given, string message)
    {
        var run = CommandLine.Run("units", "97112:24", given);
        Assert.Equal((2, ""), (run.Status, run.Out));
        Assert.Contains(message, run.Error);
        Assert.Contains(message, CommandLine.Run("units", "97112:24", given, "--json").Json.GetProperty("error").GetString());
    }

    [Fact]
    public void A_code_that_has_ended_needs_a_person()
    {
        var run = CommandLine.Run("units", "97001:30", "--date", "2025-06-02", "--json");
        Assert.Equal((1, 0), (run.Status, run.Json.GetProperty("lines").GetArrayLength()));
        Assert.Equal("not-in-force", run.Json.GetProperty("findings")[0].GetProperty("id").GetString());
    }

    [Theory]
    [InlineData(80)]
    [InlineData(45)]
    public void Fits_the_terminal(int width) =>
        Assert.All(CommandLine.Run(width, "units", "--explain", "97129:40", "97110:20", "97161", "97550:20", "97012:3").Lines, line => Assert.True(line.Length <= width, line));
}
