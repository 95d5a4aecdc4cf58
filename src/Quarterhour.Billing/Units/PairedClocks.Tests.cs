using CsCheck;
using Quarterhour.Formats;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Units;

public sealed class PairedClocksTests
{
    static readonly DateOnly Day = new(2026, 6, 2);
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var given = one.Given.Only("code", "minutes", "before", "pool_0791T");
        var terms = Made.Terms(one.Date, ("pool_0791T", given["pool_0791T"].Yes ? "yes" : "no"));
        if (PairedClocks.OfTerms(terms, one.Date).Own(given["code"].Code) is not { } clock) one.Expect.Holds(("clock", null));
        else
        {
            var (first, more, because) = PairedClocks.Count(clock, given["minutes"].Whole, given["before"].WholeOrNull ?? 0);
            one.Expect.Holds(("first", first), ("more", more), ("because", Found.Texts(because)));
        }
    }

    static readonly Clock[] Clocks = [.. PairedClocks.OwnClocks.At(Day), .. PairedClocks.SingleUnits.At(Day)];
    static readonly Gen<Clock> AnyClock = Gen.Int[0, Clocks.Length - 1].Select(i => Clocks[i]);

    [Fact]
    public void Minutes_told_in_parts_earn_what_they_earn_in_one() => Gen.Select(AnyClock, Gen.Int[0, 200], Gen.Int[0, 200]).Sample((clock, before, now) =>
    {
        var (first, more, _) = PairedClocks.Count(clock, now, before);
        var (firstBefore, moreBefore) = clock.UnitsFor(before);
        Assert.Equal(clock.UnitsFor(before + now), (first + firstBefore, more + moreBefore));
        Assert.True(first >= 0 && more >= 0);
    });

    [Fact]
    public void No_further_unit_without_the_first() => Gen.Select(AnyClock, Gen.Int[0, 400]).Sample((clock, minutes) =>
    {
        var (first, more) = clock.UnitsFor(minutes);
        Assert.InRange(first, 0, 1);
        Assert.True(first == 1 || more == 0);
    });

    [Fact]
    public void A_further_code_alone_counts_from_its_own_first_minute()
    {
        var clock = PairedClocks.FurtherOnly(PairedClocks.OfTerms(Made.Medicare(Day), Day).Own(Made.Code("97551"))!);
        Assert.Equal(Made.Code("97551"), clock.First);
        Assert.Equal([(0, 0), (1, 0), (1, 0), (1, 1)], new[] { 7, 8, 22, 23 }.Select(clock.UnitsFor));
    }

    [Theory]
    [InlineData(20, "20 minutes on a clock of its own: 98981 takes its full 20")]
    [InlineData(40, "40 minutes on a clock of its own: 2 of 98981, one for each full 20")]
    public void A_further_code_alone_speaks_of_itself(int minutes, string because)
    {
        var clock = PairedClocks.FurtherOnly(PairedClocks.OfTerms(Made.Medicare(Day), Day).Own(Made.Code("98981"))!);
        Assert.Equal(because, Words.Text(PairedClocks.Count(clock, minutes, 0).Because[0]));
    }

    [Fact]
    public void A_further_code_alone_tells_what_the_month_had_earned()
    {
        var clock = PairedClocks.FurtherOnly(PairedClocks.OfTerms(Made.Medicare(Day), Day).Own(Made.Code("98981"))!);
        Assert.Contains("2 of 98981", Words.Text(PairedClocks.Count(clock, 20, 40).Because[2]), StringComparison.Ordinal);
    }

    [Fact]
    public void Pairs_in_the_pool()
    {
        var clocks = PairedClocks.OfTerms(Made.Medicare(Day), Day);
        Assert.Equal(new PooledPair(Made.Code("97129"), Made.Code("97130")), clocks.Pair(Made.Code("97130")));
        Assert.Equal(new PooledPair(Made.Code("90912"), Made.Code("90913")), clocks.Pair(Made.Code("90912")));
        Assert.Null(clocks.Pair(Made.Code("97110")));
        Assert.Null(PairedClocks.OfTerms(Made.Terms(new(2019, 12, 31)), new(2019, 12, 31)).Pair(Made.Code("97129")));
        Assert.Equal("97129 with 97130 is one service of 40 minutes: the first unit is 97129, the rest 97130",
            Words.Text(PairedClocks.PairReason(Made.Code("97129"), Made.Code("97130"), 40)));
    }

    [Theory]
    [InlineData("98980", "2025-06-02", "98980")]
    [InlineData("98981", "2025-06-02", "98980")]
    [InlineData("98979", "2025-12-31", null)]
    [InlineData("98979", "2026-01-01", "98979")]
    [InlineData("97550", "2025-06-02", null)]
    [InlineData("97550", "2026-06-02", null)]
    public void Monthly(string code, string date, string? clock) => Assert.Equal(clock, PairedClocks.MonthlyClockOf(Made.Code(code), DateOnly.Parse(date))?.ToString());
}
