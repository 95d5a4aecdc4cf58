using CsCheck;
using Quarterhour.Formats;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Units;

public sealed class RemaindersTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var services = Pool.Of(one.Given.Only("minutes", "open")["minutes"]);
        var given = Give(services, one.Given["open"].Whole);
        one.Expect.Holds(("extra", Extra(services, given)), ("choice", given.Choices.Count == 0 ? null : given.Choices[^1].Acceptable));
    }

    [Fact]
    public void As_many_as_are_open_and_the_largest() => Pool.Any.Sample(services =>
    {
        int open = Open(services);
        var given = Give(services, open);
        var left = services.Select((service, i) => (Left: service.Minutes % 15, Has: given.Extra[i])).ToList();
        Assert.Equal(open, left.Count(one => one.Has));
        if (open == 0) return;
        int least = left.Where(one => one.Has).Min(one => one.Left);
        Assert.All(left, one => Assert.True(one.Has ? one.Left > 0 : one.Left <= least));
    });

    [Fact]
    public void A_choice_is_told_just_when_there_is_one() => Pool.Any.Sample(services =>
    {
        var given = Give(services, Open(services));
        bool tied = services.Where((_, i) => given.Extra[i]).Any(has => services.Where((other, i) => !given.Extra[i]).Any(other => other.Minutes % 15 == has.Minutes % 15));
        Assert.Equal(tied, given.Choices.Count > 0);
        Assert.All(given.Choices, choice => Assert.Contains(choice.Picked, choice.Acceptable));
        Assert.Equal(given.Choices.Count, given.Choices.Select(choice => choice.Picked).Distinct().Count());
    });

    [Fact]
    public void Order_does_not_matter() => Pool.AnyShuffled.Sample((services, shuffled) =>
        Assert.Equal(Extra(services, Give(services, Open(services))), Extra(shuffled, Give(shuffled, Open(shuffled)))));

    [Fact]
    public void Every_remainder_has_its_reason() => Pool.Any.Sample(services =>
    {
        var given = Give(services, Open(services));
        for (int i = 0; i < services.Length; i++)
            Assert.Equal(services[i].Minutes % 15 > 0 && services.Sum(service => service.Minutes) >= 8, given.Because[i] is not null);
    });

    [Fact]
    public void Says_why()
    {
        var tied = Give([new(Made.Code("97112"), 7), new(Made.Code("97110"), 7), new(Made.Code("97140"), 7)], 1);
        Assert.Equal(["7 left over is as much as 97110, which took the unit; it could have gone here as well",
            "7 left over is as much as 97112 and 97140: takes unit 1 of 1 by choice",
            "7 left over is as much as 97110, which took the unit; it could have gone here as well"], Found.Texts(tied.Because!));
        var clear = Give([new(Made.Code("97110"), 18), new(Made.Code("97140"), 13), new(Made.Code("97116"), 10)], 2);
        Assert.Equal(["3 left over is less than the 10 that earned the last unit", "13 left over is the most: takes unit 2 of 3", "10 left over is next: takes unit 3 of 3"], Found.Texts(clear.Because!));
        var two = Give([new(Made.Code("97112"), 7), new(Made.Code("97110"), 7), new(Made.Code("97140"), 7), new(Made.Code("97116"), 7)], 2);
        Assert.Equal("7 left over is as much as 97110 and 97112, which took the unit; it could have gone here as well", Words.Text(two.Because[2]!));
        Assert.Equal("full quarter hours use up the units of the day (3); 7 left over earn nothing more", Words.Text(Give([new(Made.Code("97110"), 45), new(Made.Code("97140"), 7)], 0).Because[1]!));
    }

    [Fact]
    public void Unit_choice()
    {
        var choice = Give([new(Made.Code("97112"), 20), new(Made.Code("97110"), 20)], 1).Choices[0];
        Assert.Equal("97110 and 97112 have 5 minutes left over each: the unit may go to any of them; here it stands on 97110", Words.Text(choice.Because));
        var finding = Remainders.ChoiceNote(choice);
        Assert.Equal(("unit-choice", Severity.Note), (finding.Id, finding.Severity));
        Assert.Equal("97110 and 97112 have 5 minutes left over each; one unit may go to any of them. It stands on 97110.", Words.Message(finding));
        Assert.Equal("The treating therapist may choose otherwise by what the visit was about; every choice is as right.", Words.Fix(finding));
    }

    static GivenRemainders Give(TimedService[] services, int open) => Remainders.Give(services, open, 15, open + services.Sum(service => service.Minutes / 15));

    static int Open(TimedService[] services) => EightMinuteRule.UnitsFor(services.Sum(service => service.Minutes), 15, 8) - services.Sum(service => service.Minutes / 15);

    static IEnumerable<ProcedureCode> Extra(TimedService[] services, GivenRemainders given) => services.Where((_, i) => given.Extra[i]).Select(service => service.Code).Order();
}
