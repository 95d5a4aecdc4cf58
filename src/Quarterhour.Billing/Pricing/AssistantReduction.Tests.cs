using CsCheck;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Pricing;

public sealed class AssistantReductionTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var given = one.Given.Only("medicare", "modifiers");
        var because = new List<Reason>();
        decimal reduction = AssistantReduction.Of(given["medicare"].Amount, [.. given["modifiers"].Items.Select(word => Modifier.Parse(word.Text))], one.Date, because);
        one.Expect.Holds(("reduction", reduction), ("because", Found.Texts(because)));
    }

    [Fact]
    public void What_is_paid_is_85_percent_to_the_cent() => Gen.Int[0, 100_000].Sample(cents =>
    {
        decimal reduction = AssistantReduction.Of(cents / 100m, [Modifier.CQ], new(2025, 6, 2), []);
        Assert.Equal(Money.Round(reduction), reduction);
        Assert.InRange(reduction - cents / 100m * 0.15m, -0.005m, 0.005m);
    });
}
