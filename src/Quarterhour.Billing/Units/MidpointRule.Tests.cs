using CsCheck;
using Quarterhour.Formats;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Units;

public sealed class MidpointRuleTests
{
    static readonly DateOnly Day = new(2025, 6, 2);
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        Pool.Earns(one, MidpointRule.Count(Pool.Of(one.Given), one.Date));
    }

    [Fact]
    public void Parts_sum_to_the_day() => Pool.Any.Sample(services =>
    {
        var counted = MidpointRule.Count(services, Day);
        Assert.Equal(services.Sum(service => service.Minutes), counted.Minutes);
        Assert.Equal(counted.Units, counted.Services.Sum(service => service.Units));
        Assert.Equal(services.Select(service => (service.Minutes / 15, service.Minutes % 15)), counted.Services.Select(service => (service.Full, service.LeftOver)));
        Assert.Empty(counted.Choices);
    });

    [Fact]
    public void Other_codes_change_nothing() => Pool.Any.Sample(services =>
        Assert.All(services, service => Assert.Equal(MidpointRule.Count([service], Day).Units, MidpointRule.Count(services, Day).Services.Single(one => one.Code == service.Code).Units)));

    [Fact]
    public void More_minutes_never_remove_a_unit() => Gen.Select(Gen.Int[0, 480], Gen.Int[0, 60]).Sample((minutes, more) =>
        Assert.True(MidpointRule.Count([new(Made.Code("97110"), minutes + more)], Day).Units >= MidpointRule.Count([new(Made.Code("97110"), minutes)], Day).Units));

    [Fact]
    public void One_code_alone_is_as_under_the_8_minute_rule() => Gen.Int[0, 480].Sample(minutes =>
        Assert.Equal(EightMinuteRule.Count([new(Made.Code("97110"), minutes)], Day).Units, MidpointRule.Count([new(Made.Code("97110"), minutes)], Day).Units));

    [Theory]
    [InlineData(7, "7 minutes by themselves: the midpoint is passed at 8")]
    [InlineData(22, "22 minutes by themselves: 8 to 22 is 1 unit")]
    [InlineData(23, "23 minutes by themselves: 23 to 37 is 2 units")]
    [InlineData(50, "50 minutes by themselves: 38 to 52 is 3 units")]
    public void Says_why(int minutes, string text) => Assert.Equal([text], Found.Texts(MidpointRule.Count([new(Made.Code("97110"), minutes)], Day).Services[0].Because));

    [Fact]
    public void Below_one_unit()
    {
        var finding = MidpointRule.NoUnit(Day);
        Assert.Equal(("below-one-unit", Severity.Warning), (finding.Id, finding.Severity));
        Assert.Equal("No timed code of this day has the 8 minutes that one unit takes; minutes of different codes are not put together.", Words.Message(finding));
        Assert.Equal("Keep the minutes in the note; nothing timed goes on the claim for this day.", Words.Fix(finding));
    }
}
