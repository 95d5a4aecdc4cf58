using CsCheck;
using Quarterhour.Formats;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Units;

public sealed class EightMinuteRuleTests
{
    static readonly DateOnly Day = new(2025, 6, 2);
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        Pool.Earns(one, EightMinuteRule.Count(Pool.Of(one.Given), one.Date));
    }

    [Fact]
    public void Table_of_the_manual()
    {
        for (int units = 1; units <= 40; units++)
            for (int minutes = 15 * units - 7; minutes <= 15 * units + 7; minutes++)
                Assert.Equal(units, EightMinuteRule.UnitsFor(minutes, 15, 8));
        Assert.All(Enumerable.Range(0, 8), minutes => Assert.Equal(0, EightMinuteRule.UnitsFor(minutes, 15, 8)));
    }

    [Fact]
    public void Parts_sum_to_the_day() => Pool.Any.Sample(services =>
    {
        var counted = EightMinuteRule.Count(services, Day);
        Assert.Equal(services.Sum(service => service.Minutes), counted.Minutes);
        Assert.Equal(EightMinuteRule.UnitsFor(counted.Minutes, 15, 8), counted.Units);
        Assert.Equal(counted.Units, counted.Services.Sum(service => service.Units));
    });

    [Fact]
    public void Full_quarters_and_at_most_one_more() => Pool.Any.Sample(services =>
        Assert.All(EightMinuteRule.Count(services, Day).Services, service => Assert.InRange(service.Units, service.Minutes / 15, service.Minutes / 15 + (service.LeftOver > 0 ? 1 : 0))));

    [Fact]
    public void Order_does_not_matter() => Pool.AnyShuffled.Sample((services, shuffled) => Assert.Equal(Pool.Units(EightMinuteRule.Count(services, Day)), Pool.Units(EightMinuteRule.Count(shuffled, Day))));

    [Fact]
    public void More_minutes_never_lower_the_day() => Gen.Select(Pool.Any, Gen.Int[1, 60]).Sample((services, more) =>
        Assert.True(EightMinuteRule.Count([services[0] with { Minutes = services[0].Minutes + more }, .. services[1..]], Day).Units >= EightMinuteRule.Count(services, Day).Units));

    [Fact]
    public void Says_why()
    {
        var counted = EightMinuteRule.Count([new(Made.Code("97110"), 33), new(Made.Code("97140"), 7)], Day);
        Assert.Equal(["40 timed minutes: 38 to 52 is 3 units", "33 minutes are 2 full quarter hours, 3 left over", "3 left over is less than the 7 that earned the last unit"], Found.Texts(counted.Services[0].Because));
        Assert.Equal(["40 timed minutes: 38 to 52 is 3 units", "7 minutes, less than a full quarter hour", "7 left over is the most: takes unit 3 of 3"], Found.Texts(counted.Services[1].Because));
        Assert.Equal(["7 timed minutes: fewer than 8 earn no unit", "7 minutes, less than a full quarter hour"], Found.Texts(EightMinuteRule.Count([new(Made.Code("97110"), 7)], Day).Services[0].Because));
        Assert.Equal(["20 timed minutes: 8 to 22 is 1 unit", "20 minutes are 1 full quarter hour, 5 left over", "full quarter hours use up the units of the day (1); 5 left over earn nothing more"],
            Found.Texts(EightMinuteRule.Count([new(Made.Code("97110"), 20)], Day).Services[0].Because));
    }

    [Fact]
    public void One_minute_is_said_as_one() => Assert.Equal(["1 timed minute: fewer than 8 earn no unit", "1 minute, less than a full quarter hour"],
        Found.Texts(EightMinuteRule.Count([new(Made.Code("97110"), 1)], Day).Services[0].Because));

    [Fact]
    public void Says_where_a_day_s_units_stand()
    {
        Assert.Equal("on one line with visit V1: a day's units of one code with the same modifiers stand together", Words.Text(EightMinuteRule.OnOneLine("V1")));
        Assert.Equal("the day's minutes of 97110 in visits V1, V2 are counted together", Words.Text(EightMinuteRule.GatheredFrom(Made.Code("97110"), "V1, V2")));
    }

    [Fact]
    public void Below_one_unit()
    {
        var finding = EightMinuteRule.NoUnit(7, Day);
        Assert.Equal(("below-one-unit", Severity.Warning), (finding.Id, finding.Severity));
        Assert.Equal("7 timed minutes in all: fewer than the 8 that one unit takes, so no timed code can be billed.", Words.Message(finding));
        Assert.Equal("Keep the minutes in the note; nothing timed goes on the claim for this day.", Words.Fix(finding));
    }
}
