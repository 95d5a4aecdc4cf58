using Xunit;

namespace Quarterhour.Reference.Search;

public sealed class SearchWordsTests
{
    static readonly SearchWords Words = new(new Dictionary<string, string>(StringComparer.Ordinal) { ["eval"] = "evaluation" });

    [Theory]
    [InlineData("exercises", "exercise")]
    [InlineData("stretching", "stretch")]
    [InlineData("taping", "tape")]
    [InlineData("splinting", "splints")]
    [InlineData("activities", "activity")]
    [InlineData("treated", "treating")]
    public void Forms_of_a_word_are_one(string a, string b) => Assert.Equal(SearchWords.Stem(a), SearchWords.Stem(b));

    [Theory]
    [InlineData("gait")]
    [InlineData("bus")]
    [InlineData("97110")]
    public void Short_words_and_numbers_stay(string word) => Assert.Equal(word, SearchWords.Stem(word));

    [Fact]
    public void Filler_falls_away() => Assert.Equal(["gait"], Words.Of("what is the code for gait").Select(word => word.Term));

    [Fact]
    public void Filler_alone_stays() => Assert.Equal(["what"], Words.Of("What?").Select(word => word.Term));

    [Fact]
    public void Abbreviations_are_written_out() => Assert.Equal(Words.Of("PT evaluation").Select(word => word.Term), Words.Of("pt EVAL").Select(word => word.Term));

    [Fact]
    public void Signs_part_words_and_apostrophes_do_not() => Assert.Equal(["w", "c", "parkinsons"], Words.Of("w/c parkinson's").Select(word => word.Written));
}
