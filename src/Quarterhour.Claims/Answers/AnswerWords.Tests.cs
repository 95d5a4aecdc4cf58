using Quarterhour.X12;
using Xunit;

namespace Quarterhour.Claims.Answers;

public sealed class AnswerWordsTests
{
    static ClaimStatus Status(string category, string code, string entity = "") => new() { Codes = [entity.Length == 0 ? [category, code] : [category, code, entity]] };

    [Theory]
    [InlineData("A7", "562", "85", "information is wrong: an NPI of the billing provider (A7 562 85). To do: check its ten digits and the enrollment")]
    [InlineData("A7", "500", "85", "information is wrong: a postal code of the billing provider (A7 500 85). To do: the billing provider's has nine digits")]
    [InlineData("A6", "535", "", "information is missing: the frequency code (A6 535). To do: Medicare takes only originals: send a new claim")]
    [InlineData("A2", "20", "PR", "taken in for a decision (A2 20 PR)")]
    [InlineData("A3", "999", "XX", "returned, can't be processed: status 999 of entity XX is not explained here (A3 999 XX). Ask the receiver")]
    public void A_status_in_words(string category, string code, string entity, string words) => Assert.Equal(words, AnswerWords.Of(Status(category, code, entity)));

    [Fact]
    public void A_999_names_segment_and_element()
    {
        var answer = new TransactionAnswer("837", "0001") { Code = "R" };
        answer.Errors.Add(new("NM1", 8, "2010", "8") { Elements = [new("9", "7") { Found = "123" }] });
        answer.Errors.Add(new("N4", 10, "2010", "3"));
        Assert.Equal("segment 8, NM1 in loop 2010: element 9 holds a code that is not allowed, found \"123\"; segment 10, N4 in loop 2010 is missing", AnswerWords.Of(answer));
        Assert.Equal("accepted", AnswerWords.Of(new TransactionAnswer("837", "0001") { Code = "A" }));
        Assert.Equal("turned down as a whole (R 4)", AnswerWords.Of(new TransactionAnswer("837", "0001") { Code = "R", Reasons = ["4"] }));
    }

    [Fact]
    public void A_TA1() => Assert.Equal("the file is cut off", AnswerWords.Of(new InterchangeAnswer("000000001", "260504", "1200", "R", "023")));

    [Fact]
    public void All_that_the_reference_lists_is_there()
    {
        Assert.Equal(["A0", "A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8"], AnswerWords.Codes("category").Order(StringComparer.Ordinal));
        Assert.Equal(29, AnswerWords.Codes("status").Count());
    }
}
