using Quarterhour.Billing;
using Xunit;

namespace Quarterhour.Formats;

public class ReasonTreeTests
{
    static readonly Rule rule = new("test", "Says.", "a book, §1", Confidence.Confirmed);

    static Reason Made(string text, params Arg[] args) => new(new Template(rule, "made", text, rule.Cite), args);

    [Fact]
    public void Deeper_reasons_are_indented() =>
        Assert.Equal(["- 47 minutes (a book, §1)", "  - deeper"], ReasonTree.Lines([Made("{minutes} minutes", 47).With(Made("deeper"))], 80));

    [Fact]
    public void Long_sentences_wrap_under_themselves() =>
        Assert.Equal(["  - one two three four", "    five (a book, §1)"], ReasonTree.Lines([Made("one two three four five")], 24, 2));
}
