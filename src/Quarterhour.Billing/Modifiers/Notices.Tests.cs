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
        Notices.Exclude(excluded, "Medicare Part B", visit with { Abn = Visits.Abn.Voluntary }, byStatute: true);
        excluded.On(bill);
        Made.Line("97110").On(bill);
        Notices.Judge(bill);
        Assert.Equal(["GY", "GX"], bill.Lines[0].Modifiers.Select(modifier => modifier.ToString()));
        Assert.Equal(["GZ"], bill.Lines[1].Modifiers.Select(modifier => modifier.ToString()));
        Assert.Single(bill.Findings);
    }

    /// <summary>One bill says one thing: a voluntary notice is for what is no benefit, and for a policy the facility is liable.</summary>
    [Theory]
    [InlineData(true, "GY GX", 0)]
    [InlineData(false, "GZ", 1)]
    public void A_voluntary_notice_beside_an_expected_denial(bool byStatute, string modifiers, int findings)
    {
        var visit = Made.Visit(new(2026, 6, 2)) with { ExpectedDenial = true, Abn = Visits.Abn.Voluntary };
        var bill = new Bill(visit, Made.Medicare(visit.Date));
        var excluded = Made.Line("20560");
        Notices.Exclude(excluded, "Medicare Part B", visit, byStatute);
        excluded.On(bill);
        Notices.Judge(bill);
        Assert.Equal(modifiers, string.Join(' ', excluded.Modifiers));
        Assert.Equal(findings, bill.Findings.Count);
    }

    [Theory]
    [InlineData(Visits.Abn.Voluntary, false, false, "GY GX", "GY GX: 20560 is no benefit of Medicare Part B, and a voluntary notice was given (abn)", false)]
    [InlineData(null, true, true, "GY", "GY: 20560 is no benefit of Medicare Part B, and its denial is expected (expected_denial)", false)]
    [InlineData(Visits.Abn.Signed, true, true, "GY", "GY: 20560 is no benefit of Medicare Part B, and its denial is expected (expected_denial)", false)]
    [InlineData(Visits.Abn.Signed, true, false, "GA", "GA: Medicare Part B does not cover 20560, its denial is expected (expected_denial) and the patient signed an ABN (abn)", false)]
    [InlineData(null, true, false, "GZ", "GZ: Medicare Part B does not cover 20560, its denial is expected (expected_denial) and no signed ABN is on file (abn)", true)]
    public void A_service_that_is_not_covered(Visits.Abn? notice, bool expected, bool byStatute, string modifiers, string because, bool facilityLiable)
    {
        var visit = Made.Visit(new(2026, 6, 2)) with { Abn = notice, ExpectedDenial = expected };
        Assert.True(Notices.AskForDenial(visit));
        var line = Made.Line("20560");
        Notices.Exclude(line, "Medicare Part B", visit, byStatute);
        Assert.Equal((true, 0m, facilityLiable), (line.Excluded, line.Allowed, Notices.FacilityLiable(line)));
        Assert.Equal(modifiers, string.Join(' ', line.Modifiers));
        Assert.Equal([because], Found.Texts(line.Because));
    }

    [Fact]
    public void Without_notice_and_expectation_it_stays_off_the_claim() => Assert.False(Notices.AskForDenial(Made.Visit(new(2026, 6, 2)) with { Abn = Visits.Abn.Signed }));
}
