using System.Text.Json;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Cli;

public class LimitCommandTests
{
    [Theory]
    [InlineData("2026-05-04", "office", 6, false)]
    [InlineData("2024-08-05", "hospital", 8, false)]
    [InlineData("2022-05-04", "office", 6, true)]
    public void Limits_by_setting_and_date(string date, string setting, int limit, bool standsIn)
    {
        var json = CommandLine.Run("limit", "97110", "--date", date, "--setting", setting, "--json").Json;
        Assert.Equal((limit, "3", standsIn), (json.GetProperty("limit").GetInt32(), json.GetProperty("mai").GetString(), json.GetProperty("stands_in").GetBoolean()));
    }

    [Fact]
    public void An_unpublished_limit_is_undecided()
    {
        var run = CommandLine.Run("limit", "98979", "--date", "2026-05-04", "--json");
        Assert.Equal(0, run.Status);
        Assert.Equal(JsonValueKind.Null, run.Json.GetProperty("limit").ValueKind);
        Assert.Contains("does not mean that there is none", run.Json.GetProperty("needs").GetString());
    }

    [Theory]
    [InlineData("--date", "2026-13-01", "is not a date")]
    [InlineData("--setting", "ward", "neither office nor hospital")]
    public void Wrong_options(string option, string value, string message)
    {
        string[] date = option == "--date" ? [] : ["--date", "2026-05-04"];
        var run = CommandLine.Run(["limit", "97110", option, value, .. date]);
        Assert.Equal(2, run.Status);
        Assert.Contains(message, run.Error);
    }
}
