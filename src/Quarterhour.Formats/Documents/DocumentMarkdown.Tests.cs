using Xunit;

namespace Quarterhour.Formats.Documents;

public sealed class DocumentMarkdownTests
{
    readonly string page = DocumentMarkdown.Of(DocumentTextTests.Made);

    [Fact]
    public void Headings_lists_and_tables()
    {
        Assert.StartsWith("# 97110  exercise\n\nAs of 2026-05-04.\n\n## When it fits\n\n- A measured loss", page, StringComparison.Ordinal);
        Assert.Contains("| Minutes | Units |\n| --- | ---: |\n| 0 to 7 | 0 |\n", page, StringComparison.Ordinal);
        Assert.Contains("- **97112**: where balance is the aim\n", page, StringComparison.Ordinal);
        Assert.Contains("```\n████████\n```\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_are_never_taken_for_marks()
    {
        Assert.Contains(@"two \| or more", page, StringComparison.Ordinal);
        Assert.Contains(@"**Is it \*timed\*?**", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_can_be_copied() => Assert.Contains("```\nquarterhour units 97110:8\n```\n", page, StringComparison.Ordinal);

    [Fact]
    public void A_drawing_takes_the_place_of_characters() =>
        Assert.Contains("\n<svg/>\n", DocumentMarkdown.Of(new("t", [new Picture(_ => ["never"], "<svg/>")], [])), StringComparison.Ordinal);
}
