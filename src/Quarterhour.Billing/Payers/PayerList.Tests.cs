using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Payers;

public sealed class PayerListTests
{
    static readonly DateOnly Day = new(2025, 6, 2);

    [Fact]
    public void Like_another_with_one_thing_changed()
    {
        var terms = BuiltInPayers.All.With([Made.Payer("aetna", ("kx_threshold", "no")) with { Like = "medicare" }]).Find("aetna")!.On(Day);
        Assert.Equal((UnitRule.CmsEightMinute, false, true), (terms.UnitRule, terms.KxThreshold, terms.PairEdits));
        Assert.Equal("Pub. 100-04 ch. 5 §20.2.C", terms.SourceOf("unit_rule"));
    }

    [Fact]
    public void Like_one_that_is_like_another()
    {
        var list = new PayerList(Made.Payer("a", ("unit_rule", "cms-8-minute"), ("percent", "100")), Made.Payer("b", ("percent", "110")) with { Like = "a" }, Made.Payer("c") with { Like = "b" });
        Assert.Equal((UnitRule.CmsEightMinute, 110m), (list.Find("c")!.On(Day).UnitRule, list.Find("c")!.On(Day).Percent));
    }

    [Fact]
    public void The_order_of_profiles_does_not_matter()
    {
        var list = new PayerList(Made.Payer("c") with { Like = "b" }, Made.Payer("b") with { Like = "a" }, Made.Payer("a", ("percent", "100")));
        Assert.Equal(100m, list.Find("c")!.On(Day).Percent);
    }

    [Fact]
    public void One_s_own_takes_the_place_of_one_of_the_program()
    {
        var list = BuiltInPayers.All.With([Made.Payer("medicare", ("unit_rule", "ama-midpoint")), Made.Payer("plan") with { Like = "medicare" }]);
        Assert.Equal(BuiltInPayers.All.All.Count() + 1, list.All.Count());
        Assert.Equal((UnitRule.AmaMidpoint, UnitRule.AmaMidpoint), (list.Find("medicare")!.On(Day).UnitRule, list.Find("plan")!.On(Day).UnitRule));
        Assert.Equal(UnitRule.CmsEightMinute, BuiltInPayers.All.Find("medicare")!.On(Day).UnitRule);
    }

    [Fact]
    public void Like_one_that_is_not_there() =>
        Assert.Equal("payer own: \"like: medicair\" names no profile", Assert.Throws<FormatException>(() => BuiltInPayers.All.With([Made.Payer("own") with { Like = "medicair" }])).Message);

    [Fact]
    public void Like_itself() =>
        Assert.Equal("payer own: \"like: own\" leads back to itself", Assert.Throws<FormatException>(() => new PayerList(Made.Payer("own") with { Like = "own" })).Message);

    [Fact]
    public void A_loop() =>
        Assert.EndsWith("leads back to itself", Assert.Throws<FormatException>(() => new PayerList(Made.Payer("a") with { Like = "b" }, Made.Payer("b") with { Like = "a" })).Message, StringComparison.Ordinal);

    [Fact]
    public void Not_there() => Assert.Null(BuiltInPayers.All.Find("Medicare"));
}
