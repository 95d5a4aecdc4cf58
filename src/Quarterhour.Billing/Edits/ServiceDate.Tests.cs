using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Edits;

public sealed class ServiceDateTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        one.Given.Only("code", "today");
        one.Expect.Holds(Found.One(ServiceDate.Check(Made.Code(one.Given["code"].Text), one.Date, one.Given["today"].DayOrNull)));
    }
}
