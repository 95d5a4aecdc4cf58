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
        Supervised.Judge(bill);
        one.Expect.Holds([.. Found.All(bill.Findings), .. Found.Open(bill)]);
    }
}
