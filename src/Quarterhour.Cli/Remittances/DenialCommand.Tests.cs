using Quarterhour.Billing.Denials;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Cli.Remittances;

public sealed class DenialCommandTests
{
    [Theory]
    [InlineData("97")]
    [InlineData("CO-97")]
    [InlineData("n822")]
    public void The_command_shows_one(string code)
    {
        var run = CommandLine.Run("denial", code);
        Assert.Equal(0, run.Status);
        Assert.Contains("fix", run.Out, StringComparison.Ordinal);
        Assert.All(run.Lines, line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public void In_json_with_everything()
    {
        var json = CommandLine.Run("denial", "119", "--json").Json;
        Assert.Equal(("119", "limit", 365), (json.GetProperty("code").GetString(), json.GetProperty("about").GetString(), json.GetProperty("deadline").GetProperty("days").GetInt32()));
        Assert.Equal("kx-needed", json.GetProperty("prevented_by")[0].GetString());
        Assert.Equal(DenialBook.All.Count, CommandLine.Run("denial", "--json").Json.GetProperty("denials").GetArrayLength());
    }

    [Fact]
    public void A_code_that_is_not_explained_is_said()
    {
        var run = CommandLine.Run("denial", "N9999");
        Assert.Equal(2, run.Status);
        Assert.Contains("not explained here", run.Error, StringComparison.Ordinal);
    }
}
