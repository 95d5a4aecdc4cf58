using Quarterhour.Billing.Units;
using Xunit;

namespace Quarterhour.Billing;

public sealed class AnswerTests
{
    [Fact]
    public void Decided()
    {
        var answer = Answer<int>.Decided(3, Untimed.OneUnit);
        Assert.True(answer.IsDecided);
        Assert.Equal((3, null), (answer.Value, answer.Needs));
        Assert.Equal([Untimed.OneUnit], answer.Because);
    }

    [Fact]
    public void Undecided_is_not_zero()
    {
        var answer = Answer<int>.Undecided("the locality");
        Assert.False(answer.IsDecided);
        Assert.Equal("the locality", answer.Needs);
        Assert.Equal("undecided: needs the locality", Assert.Throws<InvalidOperationException>(() => answer.Value).Message);
        Assert.Empty(answer.Because);
    }
}
