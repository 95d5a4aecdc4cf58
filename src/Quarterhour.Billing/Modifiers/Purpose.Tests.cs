using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Modifiers;

public sealed class PurposeTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var given = one.Given.Only("habilitative", "wanted");
        var visit = Made.Visit(one.Date) with { Habilitative = given["habilitative"].IsThere ? given["habilitative"].Yes : null };
        var bill = new Bill(visit, Made.Terms(one.Date, ("habilitative_modifiers", given["wanted"].Text)));
        Made.Line("97110").On(bill);
        Purpose.Judge(bill);
        one.Expect.Holds([("modifiers", bill.Lines[0].Modifiers), ("because", Found.Texts(bill.Lines[0].Because)), .. Found.Open(bill)]);
    }

    [Fact]
    public void Medicare_asks_for_neither_and_what_is_told_is_not_lost()
    {
        var bill = new Bill(Made.Visit(new(2026, 5, 4)) with { Habilitative = true }, Made.Medicare(new(2026, 5, 4)));
        Made.Line("97110").On(bill);
        Purpose.Judge(bill);
        Assert.Empty(bill.Lines[0].Modifiers);
        Assert.Contains(bill.NotChecked, open => open.What == "habilitative" && open.Needs.Contains("neither 96 nor 97", StringComparison.Ordinal));
    }
}
