using System.Text;
using Xunit;

namespace Quarterhour.Rates.Parsing;

public sealed class ExactNumberTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("65.0", "65")]
    [InlineData("123.45", "123.45")]
    [InlineData("-1.10", "-1.1")]
    [InlineData("1e3", "1000")]
    [InlineData("1.5E-2", "0.015")]
    [InlineData("1234.5600000000002", "1234.5600000000002")]
    [InlineData("0.000000000000000001", "0.000000000000000001")]
    [InlineData("99999999999999999999.999999999999999999", "99999999999999999999.999999999999999999")]
    [InlineData("12345678901234567890", "12345678901234567890")]
    [InlineData("1.0000000000000000000000", "1")]
    [InlineData("0.0000000000000000001", null)]
    [InlineData("100000000000000000000", null)]
    [InlineData("1e400", null)]
    [InlineData("1e999999999999", null)]
    public void Is_exact_or_refused(string written, string? expected) =>
        Assert.Equal(expected, ExactNumber.TryScale(Encoding.ASCII.GetBytes(written), out var scaled) ? ExactNumber.Text(scaled) : null);

    [Fact]
    public void A_sum_loses_nothing()
    {
        var sum = new ExactSum();
        foreach (string one in new[] { "99999999999999999999.999999999999999999", "0.01", "-99999999999999999999.999999999999999999", "1e-30", "2e100" })
            if (ExactNumber.TryScale(Encoding.ASCII.GetBytes(one), out var scaled)) sum.Add(scaled, 3);
            else Assert.True(sum.Add(Encoding.ASCII.GetBytes(one), 3));
        Assert.Equal("6" + new string('0', 100) + ".030000000000000000000000000003", sum.ToString());
    }

    [Theory, InlineData("690.64470", "690.6447"), InlineData("1.0", "1"), InlineData("1e2", "100"), InlineData("51.0000003653", "51.0000003653")]
    public void Ids_are_the_same_as_numbers(string one, string other)
    {
        var numbers = new ReferenceNumbers();
        Assert.Equal(Of(numbers, one), Of(numbers, other));
        Assert.NotEqual(Of(numbers, one), Of(numbers, "690"));
    }

    static unsafe int Of(ReferenceNumbers numbers, string id)
    {
        fixed (byte* at = Encoding.ASCII.GetBytes(id)) return numbers.Of(new Slice(at, id.Length, false));
    }
}
