using System.Text.Json;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Cli;

public class PairCommandTests
{
    [Fact]
    public void An_edit()
    {
        var json = CommandLine.Run("pair", "97032", "92526", "--date", "2024-07-15", "--setting", "hospital", "--json").Json;
        Assert.True(json.GetProperty("edit").GetBoolean());
        Assert.Equal(("92526", "97032", "1"), (json.GetProperty("column1").GetString(), json.GetProperty("column2").GetString(), json.GetProperty("indicator").GetString()));
        Assert.True(json.GetProperty("payable_with_modifier").GetBoolean());
        Assert.False(json.GetProperty("stands_in").GetBoolean());
        Assert.Contains("hospital", json.GetProperty("table").GetString());
    }

    [Fact]
    public void No_edit_by_a_table_that_stands_in()
    {
        var run = CommandLine.Run("pair", "97110", "97140", "--date", "2025-06-02");
        Assert.Equal(0, run.Status);
        Assert.Contains("no edit", run.Out);
        Assert.Contains("stands in", run.Error.ReplaceLineEndings(" "));
        var json = CommandLine.Run("pair", "97110", "97140", "--date", "2025-06-02", "--json");
        Assert.Equal((false, true, ""), (json.Json.GetProperty("edit").GetBoolean(), json.Json.GetProperty("stands_in").GetBoolean(), json.Error));
    }

    [Fact]
    public void A_code_that_began_after_the_table_is_undecided()
    {
        var run = CommandLine.Run("pair", "98979", "97110", "--date", "2026-05-04", "--json");
        Assert.Equal(0, run.Status);
        Assert.Equal(JsonValueKind.Null, run.Json.GetProperty("edit").ValueKind);
        Assert.Contains("import the pair files", run.Json.GetProperty("needs").GetString());
        Assert.StartsWith("○ undecided", CommandLine.Run("pair", "98979", "97110", "--date", "2026-05-04").Out);
    }

    [Theory]
    [InlineData("97110", "97110", "given twice")]
    [InlineData("97110", "97111", "the nearest therapy code is 97110")]
    public void Wrong_codes(string a, string b, string message)
    {
        var run = CommandLine.Run("pair", a, b, "--date", "2024-07-15");
        Assert.Equal(2, run.Status);
        Assert.Contains(message, run.Error);
    }
}
