using Quarterhour.Billing.Day;
using Quarterhour.Reference;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Modifiers;

public sealed class ClaimModifiersTests
{
    static readonly Cases Cases = Cases.Beside();
    static readonly Tables.CodeCatalogue Codes = BuiltInTables.Open().Codes;

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var given = one.Given.Only("code", "modifiers", "payer");
        var modifiers = given["modifiers"].Items.Aggregate(default(ModifierList), (list, word) => list.With(Modifier.Parse(word.Text)));
        var terms = given["payer"].IsThere ? Made.Terms(one.Date) : Made.Medicare(one.Date);
        List<Finding> found = [];
        ClaimModifiers.Check(Codes.Find(Made.Code(given["code"].Text))!, modifiers, terms, found);
        one.Expect.Holds([.. Found.All(found)]);
    }

    [Theory]
    [InlineData("GY")]
    [InlineData("GZ")]
    public void A_denial_is_asked_for(string modifier) => Assert.True(ClaimModifiers.AsksForDenial(default(ModifierList).With(Modifier.GP).With(Modifier.Parse(modifier))));

    [Fact]
    public void Usually_none_is() => Assert.False(ClaimModifiers.AsksForDenial(default(ModifierList).With(Modifier.GP)));
}
