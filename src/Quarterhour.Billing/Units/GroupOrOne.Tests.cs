using Quarterhour.Billing.Visits;
using Quarterhour.Formats;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Units;

public sealed class GroupOrOneTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var given = one.Given.Only("code", "kind", "discipline", "group");
        string kind = given["kind"].TextOrNull ?? "one-on-one";
        var code = Made.Therapy(given["code"].Text, oneOnOne: kind == "one-on-one", group: kind == "group");
        one.Expect.Holds(Found.One(GroupOrOne.Check(new(code.Code, 30, Group: given["group"].WholeOrNull), code, given["discipline"].As(Discipline.PT), one.Date)));
    }

    [Fact]
    public void Says_why() =>
        Assert.Equal("97110 is one-on-one, and 2 patients were treated at once: these minutes earn no units of 97110", Words.Text(GroupOrOne.NotOneOnOne(Made.Code("97110"), 2)));
}
