using CsCheck;
using Xunit;

namespace Quarterhour.Billing;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("0.004", "0.00")]
    [InlineData("0.005", "0.01")]
    [InlineData("1.005", "1.01")]
    [InlineData("2.675", "2.68")]
    [InlineData("-0.005", "-0.01")]
    [InlineData("26.0349999", "26.03")]
    public void A_half_cent_goes_up(string dollars, string rounded) => Assert.Equal(decimal.Parse(rounded), Money.Round(decimal.Parse(dollars)));

    [Theory]
    [InlineData("10.49", 10)]
    [InlineData("10.5", 11)]
    [InlineData("2.5", 3)]
    [InlineData("3.5", 4)]
    public void A_half_goes_up(string number, int whole) => Assert.Equal(whole, Money.RoundWhole(decimal.Parse(number)));

    [Theory]
    [InlineData("21474836.47", 2_147_483_647)]
    [InlineData("21474836.48", 2_147_483_648)]
    [InlineData("-42949672.95", -4_294_967_295)]
    [InlineData("42949672.96", 4_294_967_296)]
    public void Cents_of_large_amounts(string dollars, long cents) => Assert.Equal(cents, Money.Cents(decimal.Parse(dollars)));

    [Fact]
    public void Cents() => Gen.Long[-1_000_000_000_000, 1_000_000_000_000].Sample(cents =>
    {
        decimal dollars = cents / 100m;
        Assert.Equal(cents, Money.Cents(dollars));
        Assert.Equal(cents, Money.Cents(dollars * 1.00m));
        Assert.Equal(cents, Money.Cents(Money.Round(dollars + 0.0049m * Math.Sign(cents))));
    });
}
