using CsCheck;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Tables;

public sealed class FeeTableTests
{
    static readonly RelativeValues One = new('A', 1m, 1m, 1m, 1m, '0'), Two = One with { Work = 2m };

    static FeeRelease Release(string name, int month) => new(name, new(2025, month, 1), new DateOnly(2025, month, 1).AddMonths(3).AddDays(-1), 32m, "made for tests");

    static FeeBook Cut(FeeRelease release, params IReadOnlyList<(string, RelativeValues)> rows)
    {
        var whole = Made.Fees(release, rows);
        return new(release, whole.Count, () => whole.Rows, static _ => false);
    }

    static (string Release, bool StandsIn, decimal? Work)? Find(FeeTable table, string code, DateOnly date, string component = "") =>
        table.Find(Made.Code(code), date, component.Length > 0 ? Modifier.Parse(component) : default) is { } found ? (found.Release.Name, found.StandsIn, found.Values?.Work) : null;

    [Fact]
    public void The_quarters_own_release_answers_else_the_nearest_of_the_year()
    {
        var table = new FeeTable([Made.Fees(Release("D", 10), ("99213", Two)), Made.Fees(Release("A", 1), ("99213", One))]);
        Assert.Equal(["A", "D"], table.Releases.Select(release => release.Name));
        Assert.Equal(("A", false, 1m), Find(table, "99213", new(2025, 3, 31)));
        Assert.Equal(("A", true, 1m), Find(table, "99213", new(2025, 5, 1)));
        Assert.Equal(("D", true, 2m), Find(table, "99213", new(2025, 9, 1)));
        Assert.Null(Find(table, "99213", new(2024, 12, 31)));
        Assert.Null(Find(table, "99213", new(2026, 1, 1)));
    }

    [Fact]
    public void A_whole_release_tells_what_is_not_listed_a_cut_does_not()
    {
        var table = new FeeTable([Cut(Release("D", 10), ("97110", One)), Made.Fees(Release("A", 1), ("99213", One)), Cut(Release("A", 1), ("99214", One))]);
        Assert.Equal(("A", true, 1m), Find(table, "99213", new(2025, 11, 1)));
        Assert.Equal(("D", true, 1m), Find(table, "97110", new(2025, 9, 1)));
        // the whole release of the quarter is asked before the cut beside it
        Assert.Equal(("A", false, null), Find(table, "99214", new(2025, 1, 1)));
        Assert.Equal(("D", false, null), Find(table, "99999", new(2025, 11, 1)));
    }

    [Fact]
    public void Components_have_rows_of_their_own()
    {
        var table = new FeeTable([Made.Fees(Release("A", 1), ("71046-TC", One), ("71046", Two), ("71046-26", One))]);
        Assert.Equal(("A", false, 2m), Find(table, "71046", new(2025, 1, 1)));
        Assert.Equal(("A", false, 1m), Find(table, "71046", new(2025, 1, 1), "26"));
        Assert.Equal(("A", false, null), Find(table, "71046", new(2025, 1, 1), "53"));
    }

    static readonly Gen<decimal> Units = Gen.Int[0, 4_000_000].Select(packed => packed / 10_000m);

    static readonly Gen<RelativeValues> Any = Gen.Select(Units, Units, Units, Units, Gen.Bool, Gen.Char['0', '9'], Units, Gen.Int[0, 2].Select(at => new[] { "", "XXX", "090" }[at]),
        (work, practice, facility, malpractice, mark, digit, cap, global) => new RelativeValues('A', work, practice, facility, malpractice, digit)
        {
            RareOutsideFacility = mark, RareInFacility = !mark, Components = digit, GlobalDays = global, Cap = cap == 0 ? null : new(cap, facility + cap, malpractice),
        });

    [Fact]
    public void What_is_packed_is_what_was_given() => Any.Sample(values => Assert.Equal(values, new FeeRow(values).Values()));

    [Fact]
    public void More_than_four_decimals_are_no_units() => Assert.Throws<OverflowException>(() => FeeRow.Packed(0.00001m));
}
