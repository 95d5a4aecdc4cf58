using Quarterhour.Billing;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Units;
using Xunit;

namespace Quarterhour.Formats;

public class UnitBarTests
{
    static readonly DateOnly date = new(2025, 6, 2);

    static TimedService[] Services(params (string Code, int Minutes)[] given) => [.. given.Select(one => new TimedService(ProcedureCode.Parse(one.Code), one.Minutes))];

    static List<string> Eight(int width, params (string, int)[] given) => [.. UnitBar.Lines(EightMinuteRule.Count(Services(given), date), UnitRule.CmsEightMinute, width)];

    static List<string> Midpoint(int width, params (string, int)[] given) => [.. UnitBar.Lines(MidpointRule.Count(Services(given), date), UnitRule.AmaMidpoint, width)];

    static int Of(string line, char block) => line.Count(c => c == block);

    [Fact]
    public void Remainders_that_earned_a_unit_together_are_hatched()
    {
        var lines = Eight(100, ("97112", 24), ("97110", 23));
        Assert.StartsWith("97112  ███████████████▒▒▒▒▒▒▒▒▒   24 min   2 units   9 left over is the most", lines[0]);
        Assert.StartsWith("97110  ███████████████▒▒▒▒▒▒▒▒    23 min   1 unit ", lines[lines.FindIndex(line => line.StartsWith("97110", StringComparison.Ordinal))]);
        Assert.Contains("└─ 47 timed minutes: 38 to 52 is 3 units", lines.Find(line => line.Contains('└')));
    }

    [Fact]
    public void A_remainder_that_earned_nothing_is_hollow()
    {
        var lines = Eight(100, ("97110", 45), ("97140", 7));
        Assert.Equal(45, Of(lines[0], '█'));
        Assert.Equal(7, lines.Sum(line => Of(line, '░')));
    }

    [Fact]
    public void By_the_midpoint_rule_each_code_earns_by_itself()
    {
        var lines = Midpoint(100, ("97112", 24), ("97110", 22));
        Assert.Equal(9, lines.Sum(line => Of(line, '▒')));
        Assert.Equal(7, lines.Sum(line => Of(line, '░')));
        Assert.DoesNotContain(lines, line => line.Contains('└'));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(60)]
    [InlineData(40)]
    public void Fits_the_width(int width) => Assert.All(Eight(width, ("97112", 240), ("97110", 23), ("97140", 1), ("97530", 0)), line => Assert.True(line.Length <= width, line));
}
