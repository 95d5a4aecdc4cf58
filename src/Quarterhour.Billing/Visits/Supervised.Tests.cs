using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Visits;

public sealed class SupervisedTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var bill = new Bill(Made.Told(one), Made.Medicare(one.Date));
        Supervised.Judge(bill, Made.Codes);
        one.Expect.Holds([.. Found.All(bill.Findings), .. Found.Open(bill)]);
    }

    /// <summary>In private practice, general supervision of remote monitoring was enough from 2024 on, of the rest from 2025 on.</summary>
    [Theory]
    [InlineData("98980", "2023-05-08", 1)]
    [InlineData("98980", "2024-05-06", 0)]
    [InlineData("97110", "2024-05-06", 1)]
    [InlineData("97110", "2025-05-06", 0)]
    public void Remote_monitoring_came_first(string code, string date, int findings)
    {
        var visit = Made.Visit(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture), interventions: [new(Made.Code(code), 25, TreatedBy.Assistant)]) with { Practice = Practice.PrivatePractice, Supervision = Supervision.General };
        var bill = new Bill(visit, Made.Medicare(visit.Date));
        Supervised.Judge(bill, Made.Codes);
        Assert.Equal(findings, bill.Findings.Count);
    }
}
