using System.Xml.Linq;
using Quarterhour.Billing;
using Quarterhour.Billing.Day;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Units;
using Xunit;

namespace Quarterhour.Formats;

public sealed class UnitBarSvgTests
{
    static readonly DateOnly date = new(2025, 6, 2);

    static PoolUnits Count(UnitRule rule, params (string Code, int Minutes)[] given)
    {
        TimedService[] services = [.. given.Select(one => new TimedService(ProcedureCode.Parse(one.Code), one.Minutes))];
        return rule == UnitRule.CmsEightMinute ? EightMinuteRule.Count(services, date) : MidpointRule.Count(services, date);
    }

    static XElement Draw(UnitRule rule, params (string, int)[] given) => XElement.Parse(UnitBarSvg.Of(Count(rule, given), rule, QuarterHour.Of(rule, date), "t"));

    static int Of(XElement svg, string named) => svg.Descendants().Count(one => one.Attribute("class")?.Value == named && one.Parent?.Name.LocalName != "pattern");

    [Fact]
    public void Full_quarters_are_solid_and_what_earned_a_unit_together_is_hatched_and_joined()
    {
        var svg = Draw(UnitRule.CmsEightMinute, ("97112", 24), ("97110", 23));
        Assert.Equal((2, 2, 0), (Of(svg, "bar"), Of(svg, "left earned"), Of(svg, "left")));
        Assert.Contains("the remainders earn 1 unit", svg.Value, StringComparison.Ordinal);
        Assert.Equal("97112: 24 min, 2 units, 1 full, 9 min left over; 97110: 23 min, 1 unit, 1 full, 8 min left over. Together 47 min, 3 units.", svg.Attribute("aria-label")!.Value);
    }

    [Fact]
    public void What_earned_nothing_is_hollow()
    {
        var svg = Draw(UnitRule.CmsEightMinute, ("97110", 45), ("97140", 7));
        Assert.Equal((3, 0, 1), (Of(svg, "bar"), Of(svg, "left earned"), Of(svg, "left")));
        Assert.DoesNotContain("earn", svg.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_remainder_that_could_have_had_the_unit_is_an_outline()
    {
        var svg = Draw(UnitRule.CmsEightMinute, ("97112", 20), ("97110", 20));
        Assert.Equal((2, 1, 1), (Of(svg, "bar"), Of(svg, "left earned"), Of(svg, "left alternative")));
        Assert.Contains("a choice", svg.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void By_the_midpoint_rule_each_code_has_its_own_bar()
    {
        var svg = Draw(UnitRule.AmaMidpoint, ("97112", 24), ("97110", 22));
        Assert.Equal((2, 1, 1), (Of(svg, "bar"), Of(svg, "left earned"), Of(svg, "left")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(480)]
    [InlineData(1440)]
    public void Ticks_stand_every_quarter_and_nothing_leaves_the_frame(int minutes)
    {
        var svg = Draw(UnitRule.CmsEightMinute, ("97110", minutes), ("97140", 3));
        int scale = Math.Max(60, (minutes + 3 + 14) / 15 * 15);
        Assert.Equal(scale / 15 + 2, Of(svg, "tick"));
        Assert.Equal(scale / 15, Of(svg, "mark"));
        Assert.All(svg.Descendants().Where(one => one.Attribute("x") is not null), one => Assert.InRange(decimal.Parse(one.Attribute("x")!.Value), 0, 640));
    }

    [Fact]
    public void No_minutes_are_no_segments() => Assert.Equal(0, Of(Draw(UnitRule.AmaMidpoint, ("97110", 0)), "bar"));
}
