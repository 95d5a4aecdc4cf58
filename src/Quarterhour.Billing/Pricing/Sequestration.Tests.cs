using CsCheck;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Pricing;

public sealed class SequestrationTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var because = new List<Reason>();
        decimal amount = Sequestration.Of(one.Given.Only("payment")["payment"].Amount, one.Date, because);
        one.Expect.Holds(("amount", amount), ("because", Found.Texts(because)));
    }

    [Fact]
    public void Never_more_than_the_payment() => Gen.Select(Gen.Int[0, 100_000], Gen.Int[0, 6000]).Sample((cents, days) =>
        Assert.InRange(Sequestration.Of(cents / 100m, new DateOnly(2013, 1, 1).AddDays(days), []), 0, cents / 100m));
}
