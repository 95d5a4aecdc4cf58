using System.Text;
using CsCheck;
using Xunit;

namespace Quarterhour.Billing;

public sealed class ProcedureCodeTests
{
    static readonly Gen<string> Text = Gen.Char["0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"].Array[5].Select(letters => new string(letters));

    [Fact]
    public void Comes_back_as_it_was_written() => Text.Sample(text =>
    {
        var code = ProcedureCode.Parse(text);
        Span<byte> five = stackalloc byte[5];
        code.WriteTo(five);
        Assert.Equal((text, text), (code.ToString(), Encoding.ASCII.GetString(five)));
        Assert.Equal(code, ProcedureCode.Parse(text.ToLowerInvariant()));
        Assert.True(ProcedureCode.TryParse(Encoding.ASCII.GetBytes(text.ToLowerInvariant()), out var read) && read == code);
    });

    [Fact]
    public void Sorts_as_text_does() => Gen.Select(Text, Text).Sample((a, b) =>
        Assert.Equal(Math.Sign(string.CompareOrdinal(a, b)), Math.Sign(ProcedureCode.Parse(a).CompareTo(ProcedureCode.Parse(b)))));

    [Theory]
    [InlineData("")]
    [InlineData("9711")]
    [InlineData("971100")]
    [InlineData("9711-")]
    [InlineData("9711 ")]
    [InlineData("9711é")]
    [InlineData("９7110")]
    public void Anything_else_is_refused(string text)
    {
        Assert.False(ProcedureCode.TryParse(text, out _));
        Assert.False(ProcedureCode.TryParse(Encoding.UTF8.GetBytes(text), out _));
        Assert.Equal($"\"{text}\" is not a procedure code: five letters or digits are needed", Assert.Throws<FormatException>(() => ProcedureCode.Parse(text)).Message);
    }

    [Fact]
    public void No_code_is_empty() => Assert.Equal("", default(ProcedureCode).ToString());
}
