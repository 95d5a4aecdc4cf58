using Quarterhour.Billing.Visits;
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
        var given = one.Given.Only("line", "modifiers", "evidence", "other", "distinct_modifier", "x_modifiers");
        var terms = Made.Terms(one.Date, ("distinct_modifier", given["distinct_modifier"].TextOrNull ?? "59"), ("x_modifiers", given["x_modifiers"].TextOrNull ?? "no"));
        var line = Made.Line(given["line"].Text);
        line.Modifiers.AddRange(given["modifiers"].Items.Select(word => Modifier.Parse(word.Text)));
        line.Evidence = given["evidence"].IsThere ? Made.Evidence(given["evidence"]) : null;
        bool added = DistinctService.Add(line, terms, given["other"].Code, one.Date);
        one.Expect.Holds(("added", added), ("modifiers", line.Modifiers), ("because", Found.Texts(line.Because)));
    }
}
