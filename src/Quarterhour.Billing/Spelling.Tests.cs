using Xunit;

namespace Quarterhour.Billing;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("medicar", "medicare")]
    [InlineData("Medicare", "medicare")]
    [InlineData("trciare", "tricare")]
    [InlineData("minuts", "minutes")]
    [InlineData("mintues", "minutes")]
    public void Nearest(string written, string word) => Assert.Equal(word, Spelling.Nearest(written, ["minutes", "medicare", "tricare", "visit"]));

    [Fact]
    public void Of_two_as_near_the_first_by_alphabet() => Assert.Equal("bar", Spelling.Nearest("xar", ["car", "bar"]));

    [Fact]
    public void Nothing_known_nothing_near() => Assert.Null(Spelling.Nearest("medicare", []));

    [Fact]
    public void A_long_word_takes_no_long_time() => Assert.Equal("aaa", Spelling.Nearest(new string('a', 1_000_000), ["aaa"]));
}
