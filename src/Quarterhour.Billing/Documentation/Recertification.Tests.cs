using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Documentation;

public sealed class RecertificationTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var bill = new Bill(Made.Told(one), Made.Medicare(one.Date));
        Recertification.Judge(bill);
        one.Expect.Holds([.. Found.All(bill.Findings), .. Found.Open(bill)]);
    }

    [Theory]
    [InlineData("97161", 0)]
    [InlineData("97110", 1)]
    public void A_day_of_evaluation_alone_needs_none(string code, int findings)
    {
        var visit = Made.Visit(new(2026, 5, 4), interventions: [new(Made.Code(code), 15)]) with { PlanOfCare = new() { Established = new(2026, 1, 5), Certified = new(2026, 1, 8), Ends = new(2026, 2, 27) } };
        var bill = new Bill(visit, Made.Medicare(visit.Date));
        Recertification.Judge(bill, Made.Codes);
        Assert.Equal(findings, bill.Findings.Count);
        Assert.Equal(findings == 0 ? ["This visit evaluates and does not treat: it needs no certification in force."] : [], Found.Texts(bill.Holds));
    }
}
