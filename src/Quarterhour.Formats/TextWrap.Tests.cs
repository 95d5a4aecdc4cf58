using CsCheck;
using Xunit;

namespace Quarterhour.Formats;

public class TextWrapTests
{
    [Fact]
    public void Breaks_at_blanks() => Assert.Equal(["one two", "three"], TextWrap.Lines("one two three", 8));

    [Fact]
    public void Cuts_a_word_that_is_longer_than_a_line() => Assert.Equal(["abcd", "ef gh"[..2], "gh"], TextWrap.Lines("abcdef gh", 4));

    [Fact]
    public void Nothing_is_one_blank_line() => Assert.Equal([""], TextWrap.Lines("", 10));

    [Fact]
    public void Further_lines_are_indented() => Assert.Equal(["- one two three", "  four five six"], TextWrap.Lines("one two three four five six", 18, "- ", "  "));

    [Fact]
    public void No_line_is_too_long_and_no_word_is_lost() => Gen.Select(Gen.String[Gen.Char["ab c"], 0, 200], Gen.Int[1, 40]).Sample((text, width) =>
    {
        var lines = TextWrap.Lines(text, width);
        Assert.All(lines, line => Assert.True(line.Length <= width));
        Assert.Equal(text.Replace(" ", ""), string.Concat(lines).Replace(" ", ""));
    });
}
