using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Documentation;

public sealed class NeedTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var bill = new Bill(Made.Told(one), Made.Medicare(one.Date));
        Need.Judge(bill, Made.Codes);
        one.Expect.Holds([.. Found.All(bill.Findings), .. Found.Open(bill)]);
    }

    [Fact]
    public void An_evaluation_sets_the_goals()
    {
        var visit = Made.Visit(new(2026, 5, 4), interventions: [new(Made.Code("97161"), null, Support: new(Goal: "")), new(Made.Code("97110"), 15, Support: new(Goal: ""))]);
        var bill = new Bill(visit, Made.Medicare(visit.Date));
        Need.Judge(bill, Made.Codes);
        Assert.Equal("97110", Assert.Single(bill.Findings).Code.ToString());
    }
}
