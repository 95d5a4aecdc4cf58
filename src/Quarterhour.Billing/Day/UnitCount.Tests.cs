using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Visits;
using Quarterhour.Reference;
using Xunit;

namespace Quarterhour.Billing.Day;

public class UnitCountTests
{
    static readonly DateOnly date = new(2025, 6, 2);

    static Bill Count(UnitRule rule, params (string Code, int? Minutes)[] given) =>
        UnitCount.ByRule(rule, [.. given.Select(one => new Intervention(ProcedureCode.Parse(one.Code), one.Minutes))], date, BuiltInTables.Open().Codes);

    static string Billed(Bill bill) => string.Join(' ', bill.Lines.Select(line => $"{line.Code}x{line.Units}"));

    [Fact]
    public void The_rule_is_the_payers_own_and_nothing_else_is_added()
    {
        Assert.Equal("97112x2 97110x1", Billed(Count(UnitRule.CmsEightMinute, ("97112", 24), ("97110", 23))));
        Assert.Equal("97112x2 97110x2", Billed(Count(UnitRule.AmaMidpoint, ("97112", 24), ("97110", 23))));
        Assert.All(Count(UnitRule.CmsEightMinute, ("97112", 24)).Lines, line => Assert.Empty(line.Modifiers));
    }

    [Fact]
    public void Timed_code_without_minutes_is_refused()
    {
        var bill = Count(UnitRule.CmsEightMinute, ("97110", null), ("97161", null));
        Assert.Equal("97161x1", Billed(bill));
        Assert.Equal("minutes-missing", Assert.Single(bill.Findings).Id);
    }

    [Fact]
    public void A_pool_of_nothing_is_no_pool() => Assert.Null(Count(UnitRule.CmsEightMinute, ("97161", 30)).Pool);
}
