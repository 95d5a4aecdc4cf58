using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Documentation;

public sealed class DailyNoteTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var bill = new Bill(Made.Told(one), Made.Medicare(one.Date));
        DailyNote.Judge(bill, Made.Codes);
        one.Expect.Holds([.. Found.All(bill.Findings), .. Found.Open(bill)]);
    }
}
