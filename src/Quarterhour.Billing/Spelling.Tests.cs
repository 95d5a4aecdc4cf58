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
    public void A_long_word_takes_no_long_time() => Assert.Null(Spelling.Nearest(new string('a', 1_000_000), ["aaa"]));

    [Theory]
    [InlineData("foo", "bill", "units")]
    [InlineData("XX", "PT", "OT", "SLP")]
    [InlineData("99999", "95992")]
    [InlineData("99999-00", "01312-00")]
    [InlineData("", "PT")]
    public void What_is_far_is_not_named(string written, params string[] known) => Assert.Null(Spelling.Nearest(written, known));

    [Theory]
    [InlineData("PX", "PT")]
    [InlineData("9711", "97110")]
    [InlineData("97999", "97799")]
    public void One_letter_of_a_short_word_may_differ(string written, string word) => Assert.Equal(word, Spelling.Nearest(written, [word, "no such word"]));

    [Theory]
    [InlineData("minuets", "did you mean \"minutes\"? Known are minutes, visit")]
    [InlineData("foo", "known are minutes, visit")]
    public void A_message_does_without_a_suggestion(string written, string message) => Assert.Equal(message, Spelling.DidYouMean(written, ["minutes", "visit"]));
}
