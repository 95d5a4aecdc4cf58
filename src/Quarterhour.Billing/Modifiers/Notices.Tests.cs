using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Modifiers;

public sealed class NoticesTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var bill = new Bill(Made.Told(one), Made.Medicare(one.Date));
        Made.Line("97110").On(bill);
        Notices.Judge(bill);
        one.Expect.Holds([("modifiers", bill.Lines[0].Modifiers), ("because", Found.Texts(bill.Lines[0].Because)), ("kx_away", Notices.KeepsKxAway(bill.Visit)), .. Found.All(bill.Findings), .. Found.Open(bill)]);
    }

    [Fact]
    public void An_expected_denial_leaves_what_is_no_benefit_alone_and_an_empty_bill_without_a_finding()
    {
        var visit = Made.Visit(new(2026, 6, 2)) with { ExpectedDenial = true };
        var bill = new Bill(visit, Made.Medicare(visit.Date));
        Notices.Judge(bill);
        Assert.Empty(bill.Findings);
        var excluded = Made.Line("20560");
        Notices.Exclude(excluded, "Medicare Part B");
        excluded.On(bill);
        Made.Line("97110").On(bill);
        Notices.Judge(bill);
        Assert.Equal(["GY", "GX"], bill.Lines[0].Modifiers.Select(modifier => modifier.ToString()));
        Assert.Equal(["GZ"], bill.Lines[1].Modifiers.Select(modifier => modifier.ToString()));
        Assert.Single(bill.Findings);
    }

    [Fact]
    public void A_service_that_is_no_benefit()
    {
        var line = Made.Line("20560");
        Notices.Exclude(line, "Medicare Part B");
        Assert.Equal((true, 0m), (line.Excluded, line.Allowed));
        Assert.Equal(["GY", "GX"], line.Modifiers.Select(modifier => modifier.ToString()));
        Assert.Equal(["GY GX: 20560 is no benefit of Medicare Part B, and a voluntary notice was given (abn)"], Found.Texts(line.Because));
    }
}
