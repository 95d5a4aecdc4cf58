using CsCheck;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Modifiers;

public sealed class ModifierOrderTests
{
    static readonly DateOnly Day = new(2025, 6, 2);
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var given = one.Given.Only("modifiers", "order");
        List<Modifier> modifiers = [.. given["modifiers"].Items.Select(word => Modifier.Parse(word.Text))];
        ModifierOrder.Sort(modifiers, given["order"].IsThere ? Made.Terms(one.Date, ("modifier_order", given["order"].Text)) : Made.Medicare(one.Date), one.Date);
        one.Expect.Holds(("modifiers", modifiers));
    }

    [Fact]
    public void Named_ones_stand_the_same_however_they_came() => Gen.Shuffle(ModifierOrder.Order.At(Day), 2, 4).SelectMany(words => Gen.Shuffle(words).Select(shuffled => (words, shuffled)))
        .Sample((words, shuffled) => Assert.Equal(Sorted(words), Sorted(shuffled)));

    static List<Modifier> Sorted(string[] words)
    {
        List<Modifier> modifiers = [.. words.Select(Modifier.Parse)];
        ModifierOrder.Sort(modifiers, Made.Medicare(Day), Day);
        return modifiers;
    }
}
