using CsCheck;
using Xunit;

namespace Quarterhour.Billing;

public sealed class ModifierTests
{
    [Fact]
    public void Comes_back_as_it_was_written() => Gen.Char["0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"].Array[2].Select(letters => new string(letters)).Sample(text =>
    {
        Assert.Equal(text, Modifier.Parse(text).ToString());
        Assert.Equal(Modifier.Parse(text), Modifier.Parse(text.ToLowerInvariant()));
    });

    [Theory]
    [InlineData("")]
    [InlineData("G")]
    [InlineData("GPP")]
    [InlineData("G ")]
    [InlineData("Gé")]
    public void Anything_else_is_refused(string text)
    {
        Assert.False(Modifier.TryParse(text, out _));
        Assert.Equal($"\"{text}\" is not a modifier: two letters or digits are needed", Assert.Throws<FormatException>(() => Modifier.Parse(text)).Message);
    }

    [Fact]
    public void Assistants()
    {
        Assert.True(Modifier.CQ.IsAssistant && Modifier.CO.IsAssistant);
        Assert.False(Modifier.GP.IsAssistant || Modifier.KX.IsAssistant);
        Assert.Equal("", default(Modifier).ToString());
    }
}
