using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Modifiers;

public sealed class DistinctServiceTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var given = one.Given.Only("line", "modifiers", "add", "other");
        var line = Made.Line(given["line"].Text);
        line.Modifiers.AddRange(given["modifiers"].Items.Select(word => Modifier.Parse(word.Text)));
        DistinctService.Add(line, Modifier.Parse(given["add"].Text), given["other"].Code);
        one.Expect.Holds(("modifiers", line.Modifiers), ("because", Found.Texts(line.Because)));
    }
}
