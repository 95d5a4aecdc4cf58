using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;
using Quarterhour.Formats;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Modifiers;

public sealed class DisciplineModifierTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var given = one.Given.Only("discipline", "allowed", "list");
        var discipline = given["discipline"].As<Discipline>();
        var allowed = given["allowed"].IsThere ? given["allowed"].Items.Aggregate(Disciplines.None, (all, word) => all | word.As<Disciplines>()) : Disciplines.PT | Disciplines.OT;
        var code = Made.Therapy("97110") with { Disciplines = allowed, List = given["list"].As(TherapyList.Always) };
        var (modifier, because) = DisciplineModifier.For(discipline, one.Date);
        one.Expect.Holds([("modifier", modifier), ("because", Words.Text(because)), .. Found.One(DisciplineModifier.Check(code, discipline))]);
    }
}
