using CsCheck;
using Quarterhour.Formats;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Pricing;

public sealed class NonParticipatingTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var (amount, because) = NonParticipating.Of(one.Given.Only("fee")["fee"].Amount, one.Date);
        one.Expect.Holds(("amount", amount), ("because", Words.Text(because)));
    }

    [Fact]
    public void Never_more_than_the_fee() => Gen.Int[0, 100_000].Sample(cents =>
        Assert.InRange(NonParticipating.Of(cents / 100m, new(2025, 6, 2)).Amount, 0, cents / 100m));
}
