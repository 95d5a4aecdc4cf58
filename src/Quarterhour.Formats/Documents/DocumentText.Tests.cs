using Xunit;

namespace Quarterhour.Formats.Documents;

public sealed class DocumentTextTests
{
    internal static readonly Document Made = new("97110  exercise", [new Paragraph("As of 2026-05-04.")],
    [
        new("fits", "When it fits", [new Bullets(["A measured loss stands in the evaluation.", "One clinician, one patient."])]),
        new("instead", "Rather another code", [new Named([("97112", "where balance is the aim"), ("97150", "where two | or more")])]),
        new("units", "Units", [new Grid([new("Minutes"), new("Units", true)], [["0 to 7", "0"], ["8 to 22", "1"]]), new Picture(width => [new string('█', Math.Min(width, 8))])]),
        new("questions", "Questions", [new Asked("Is it *timed*?", "Yes.", "ch. 5 §20.2", "units 97110:8")]),
    ]);

    [Fact]
    public void Every_block_has_its_form()
    {
        List<string> lines = [];
        DocumentText.Write(Made, 40, heading => lines.Add("# " + heading), lines.Add);
        Assert.Equal(
        [
            "# 97110  exercise", "As of 2026-05-04.", "",
            "# When it fits", "- A measured loss stands in the", "  evaluation.", "- One clinician, one patient.", "",
            "# Rather another code", "97112  where balance is the aim", "97150  where two | or more", "",
            "# Units", "Minutes  Units", "0 to 7       0", "8 to 22      1", "████████", "",
            "# Questions", "", "? Is it *timed*?", "  Yes. (ch. 5 §20.2)", "  $ quarterhour units 97110:8",
        ], lines);
    }

    [Fact]
    public void Sections_can_be_chosen() => Assert.Equal(["units"], Made.Only("units", "no such").Sections.Select(section => section.Id));
}
