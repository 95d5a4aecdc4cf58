using Quarterhour.Billing.Visits;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Modifiers;

public sealed class ReducedTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var given = one.Given.Only("line", "reduced", "timed");
        var line = Made.Line(given["line"].Text);
        if (given["reduced"].IsThere) line.Evidence = new Evidence(Reduced: given["reduced"].Yes);
        Reduced.Add(line, given["timed"].Yes);
        one.Expect.Holds(("modifiers", line.Modifiers), ("because", Found.Texts(line.Because)));
    }
}
