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
    public void A_group_is_known_by_its_code()
    {
        var (group, one) = (Made.Therapy("97150", oneOnOne: false, group: true), Made.Therapy("97110"));
        var day = new DateOnly(2025, 6, 2);
        Assert.Equal(group.Code, GroupOrOne.KeyOf(new(group.Code, 30), group, Discipline.PT, day));
        Assert.Equal(group.Code, GroupOrOne.KeyOf(new(one.Code, 30, Group: 2), one, Discipline.PT, day));
        Assert.Equal(Made.Code("92508"), GroupOrOne.KeyOf(new(one.Code, 30, Group: 2), one, Discipline.SLP, day));
        Assert.Null(GroupOrOne.KeyOf(new(one.Code, 30, Group: 1), one, Discipline.PT, day));
        Assert.Null(GroupOrOne.KeyOf(new(one.Code, 30), one, Discipline.PT, day));
    }

    [Fact]
    public void Says_why() =>
        Assert.Equal("97110 is one-on-one, and 2 patients were treated at once: these minutes earn no units of 97110", Words.Text(GroupOrOne.NotOneOnOne(Made.Code("97110"), 2)));
}
