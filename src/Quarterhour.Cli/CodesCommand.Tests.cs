using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Cli;

public sealed class CodesCommandTests
{
    [Fact]
    public void Hits_in_json_as_the_contract_has_them()
    {
        var hit = CommandLine.Run("codes", "ther", "ex", "--json").Json.GetProperty("hits")[0];
        Assert.Equal(("97110", "therapy", "exercise for strength or motion or stamina"), (hit.GetProperty("code").GetString(), hit.GetProperty("set").GetString(), hit.GetProperty("label").GetString()));
        Assert.True(hit.GetProperty("score").GetInt32() > 0);
    }

    [Fact]
    public void A_table_with_the_words_that_were_found() => Assert.Contains("95992  ear crystals", CommandLine.Run("codes", "ear", "crystals").Out, StringComparison.Ordinal);

    [Fact]
    public void No_hit_needs_a_person()
    {
        var run = CommandLine.Run("codes", "zzzzqqqq");
        Assert.Equal(1, run.Status);
        Assert.Contains("no code is known by \"zzzzqqqq\"", run.Out, StringComparison.Ordinal);
        Assert.Equal(0, CommandLine.Run("codes", "zzzzqqqq", "--json").Json.GetProperty("hits").GetArrayLength());
    }

    [Fact]
    public void The_whole_set_is_said_to_be_absent() => Assert.Contains("only the therapy codes are loaded", CommandLine.Run("codes", "gait", "--set", "all").Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("--set", "dental", "neither therapy nor all")]
    [InlineData("--limit", "0", "is not a number from 1")]
    public void Wrong_options(string option, string value, string message)
    {
        var run = CommandLine.Run("codes", "gait", option, value);
        Assert.Equal(2, run.Status);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_that_is_not_loaded_is_asked_for()
    {
        var run = CommandLine.Run("codes", "gait", "--set", "icd10cm");
        Assert.Equal(1, run.Status);
        Assert.Contains("no icd10cm is loaded", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void As_many_as_are_asked_for() => Assert.Equal(3, CommandLine.Run("codes", "eval", "--limit", "3", "--json").Json.GetProperty("hits").GetArrayLength());
}
