using CsCheck;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Tables;

public sealed class PairRowsTests
{
    static readonly PairTerms[] Kinds =
    [
        new(null, null, '1'), new(null, null, '0'), new(null, new(2019, 12, 31), '1'), new(new(2020, 10, 1), new(2020, 10, 1), '9'), new(new(2024, 7, 1), null, '1', "a reason"),
    ];

    static readonly Gen<(string First, string Second, int Kind)[]> Rows = Gen.Select(Gen.Int[97000, 97040], Gen.Int[97000, 97040], Gen.Int[0, Kinds.Length - 1], (a, b, kind) => ($"{a}", $"{b}", kind)).Array[0, 200];

    [Fact]
    public void Finds_what_a_list_finds() => Rows.Sample(rows =>
    {
        var built = new PairRowsBuilder();
        foreach (var (first, second, kind) in rows) built.Add(Made.Code(first), Made.Code(second), Kinds[kind]);
        var packed = built.Pack();
        Assert.Equal(rows.Length, packed.Count);
        foreach (var day in (DateOnly[])[new(2019, 12, 31), new(2020, 1, 1), new(2020, 10, 1), new(2024, 7, 1)])
            for (int a = 97000; a <= 97040; a += 3)
                for (int b = 97000; b <= 97040; b += 2)
                {
                    var listed = rows.Where(row => (row.First == $"{a}" && row.Second == $"{b}" || row.First == $"{b}" && row.Second == $"{a}") && Kinds[row.Kind].ActiveOn(day)).ToList();
                    var found = packed.Find(Made.Code($"{a}"), Made.Code($"{b}"), day);
                    Assert.Equal(listed.Count > 0, found is not null);
                    if (found is { } one) Assert.Contains(listed, row => row.First == one.Column1.ToString() && row.Second == one.Column2.ToString() && Kinds[row.Kind] == one.Terms);
                }
    }, iter: 100);

    /// <summary>Some codes have hundreds of partners: the search goes through many lines of rows.</summary>
    [Fact]
    public void Finds_one_among_hundreds() => Gen.Select(Gen.Int[97000, 97002], Gen.Int[97003, 97400], Gen.Bool, (low, high, back) => (low, high, back)).Array[0, 900].Sample(told =>
    {
        var rows = told.DistinctBy(static one => (one.low, one.high)).ToList();
        var built = new PairRowsBuilder();
        foreach (var (low, high, back) in rows) built.Add(Made.Code($"{(back ? high : low)}"), Made.Code($"{(back ? low : high)}"), Kinds[0]);
        var packed = built.Pack();
        var there = rows.ToDictionary(static one => (one.low, one.high), static one => one.back);
        for (int low = 97000; low <= 97002; low++)
            for (int high = 97003; high <= 97400; high++)
            {
                var found = packed.Find(Made.Code($"{high}"), Made.Code($"{low}"), new(2026, 5, 4));
                Assert.Equal(there.TryGetValue((low, high), out bool back) ? $"{(back ? high : low)}" : null, found?.Column1.ToString());
            }
    }, iter: 30);

    [Fact]
    public void All_rows_come_back_in_order() => Rows.Sample(rows =>
    {
        var built = new PairRowsBuilder();
        foreach (var (first, second, kind) in rows) built.Add(Made.Code(first), Made.Code(second), Kinds[kind]);
        Assert.Equal(rows.Select(row => (row.First, row.Second, Kinds[row.Kind].ToString())).Order(),
            built.Pack().All().Select(row => (row.Column1.ToString(), row.Column2.ToString(), row.Terms.ToString())).Order());
    });

    [Fact]
    public void Several_rows_of_a_pair_are_kept_and_the_one_in_force_answers()
    {
        var built = new PairRowsBuilder();
        built.Add(Made.Code("97140"), Made.Code("97750"), new(new(2010, 1, 1), new(2019, 12, 31), '0'));
        built.Add(Made.Code("97140"), Made.Code("97750"), new(new(2020, 1, 1), null, '1'));
        var packed = built.Pack();
        Assert.Equal('0', packed.Find(Made.Code("97140"), Made.Code("97750"), new(2019, 12, 31))?.Indicator);
        Assert.Equal('1', packed.Find(Made.Code("97140"), Made.Code("97750"), new(2020, 1, 1))?.Indicator);
        Assert.Null(packed.Find(Made.Code("97140"), Made.Code("97750"), new(2009, 12, 31)));
        Assert.Equal("97140", packed.Find(Made.Code("97750"), Made.Code("97140"), new(2020, 1, 1))?.Column1.ToString());
    }

    [Fact]
    public void Without_first_days_the_row_that_ends_first_was_in_force()
    {
        var built = new PairRowsBuilder();
        built.Add(Made.Code("97161"), Made.Code("97750"), new(null, null, '1'));
        built.Add(Made.Code("97161"), Made.Code("97750"), new(null, new(2019, 12, 31), '1'));
        built.Add(Made.Code("97161"), Made.Code("97750"), new(null, new(2017, 12, 31), '0'));
        var packed = built.Pack();
        Assert.Equal('0', packed.Find(Made.Code("97161"), Made.Code("97750"), new(2017, 12, 31))?.Indicator);
        Assert.Equal('1', packed.Find(Made.Code("97161"), Made.Code("97750"), new(2018, 1, 1))?.Indicator);
    }

    [Fact]
    public void A_pair_that_changed_its_columns()
    {
        var table = new PairTable([Made.Pairs(new("made", Setting.Office, new(2024, 7, 1), new(2024, 9, 30), "made"), Made.Index("97530", "97755"),
            [new(Made.Code("97755"), Made.Code("97530"), new(null, null, '1')), new(Made.Code("97530"), Made.Code("97755"), new(null, new(2006, 9, 30), '1'))])]);
        Assert.Equal("97530", table.Find(Made.Code("97755"), Made.Code("97530"), new(2006, 9, 29), Setting.Office).Row?.Column1.ToString());
        Assert.Equal("97755", table.Find(Made.Code("97755"), Made.Code("97530"), new(2006, 10, 1), Setting.Office).Row?.Column1.ToString());
    }
}
