using CsCheck;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Tables;

public sealed class PairIndexTests
{
    static readonly string[] Codes = ["29105", "64450", "92507", "95831", "97110", "97112", "97116", "97140", "97530", "97750", "G0283", "S8948"];

    static readonly PairTerms[] Kinds = [new(null, null, '1'), new(null, null, '0'), new(new(2024, 1, 1), new(2024, 6, 30), '1', "one policy"), new(new(2024, 7, 1), null, '0', "another"), new(null, new(2023, 12, 31), '1'), new(null, new(2025, 12, 31), '0'), new(new(2024, 1, 1), null, '9')];

    static readonly DateOnly[] Days = [new(2023, 12, 31), new(2024, 1, 1), new(2024, 6, 30), new(2024, 7, 1), new(2025, 12, 31), new(2026, 1, 1)];

    static readonly Gen<(int First, int Second, int Kind)[]> Part = Gen.Select(Gen.Int[0, Codes.Length - 1], Gen.Int[0, Codes.Length - 1], Gen.Int[0, Kinds.Length - 1]).Array[0, 40];

    static readonly Gen<PairRelease> Release = Gen.Select(Part.Array[1, 3], Gen.Int[0, 1], Gen.Int[0, 3], Gen.Int[0, (1 << Codes.Length) - 1], Gen.Bool).Select((parts, setting, quarter, complete, standsIn) =>
    {
        var from = new DateOnly(2024, 1, 1).AddMonths(3 * quarter);
        return new PairRelease(new($"{quarter}", (Setting)setting, from, from.AddMonths(3).AddDays(-1), "test"), [.. parts.Select(Pack)], (code, other) => (!other || standsIn) && (complete >> Array.IndexOf(Codes, code.ToString()) & 1) != 0);
    });

    static PairRows Pack((int First, int Second, int Kind)[] rows)
    {
        var built = new PairRowsBuilder();
        foreach (var (first, second, kind) in rows) built.Add(Made.Code(Codes[first]), Made.Code(Codes[second]), Kinds[kind]);
        return built.Pack();
    }

    /// <summary>Some releases stand in the index and others beside it, as cuts and built-in ones do.</summary>
    [Fact]
    public void With_the_index_each_pair_has_the_same_answer() => Gen.Select(Release.Array[1, 4], Release.Array[0, 2]).Sample((whole, others) =>
    {
        var without = new PairTable([.. whole, .. others]);
        var with = new PairTable([.. whole, .. others], PairIndexBuilder.Of(whole)!.Index(), whole.Length);
        foreach (string a in Codes)
            foreach (string b in Codes)
                foreach (var day in Days)
                    foreach (var setting in Enum.GetValues<Setting>())
                        Assert.Equal(without.Find(Made.Code(a), Made.Code(b), day, setting), with.Find(Made.Code(a), Made.Code(b), day, setting));
    }, iter: 300);

    [Fact]
    public void What_a_pair_says_in_several_releases_is_kept_once()
    {
        PairRelease Of(Setting setting, char indicator) => new(new("r", setting, new(2024, 7, 1), new(2024, 9, 30), "test"), [Pack([(7, 8, 0), (6, 8, indicator == '0' ? 1 : 0)])], static (_, _) => true);
        var made = PairIndexBuilder.Of([Of(Setting.Office, '1'), Of(Setting.Hospital, '0')])!;
        Assert.Equal((2, 2, 4), (made.Pairs.Count(static pair => pair != PairSets.Filling), made.SetEnds.Length, made.Rows.Length));
        Assert.Null(PairIndexBuilder.Of([]));
    }

    [Fact]
    public void Parts_are_not_opened_for_what_the_index_knows()
    {
        var rows = Pack([(7, 8, 0)]);
        int opened = 0;
        var release = new PairRelease(new("r", Setting.Office, new(2024, 7, 1), new(2024, 9, 30), "test"), () =>
        {
            opened++;
            return [rows];
        }, (code, _) => rows.Number(code) >= 0);
        var index = PairIndexBuilder.Of([release])!.Index();
        Assert.Equal(1, opened);
        var table = new PairTable([new(release.Release, () => throw new InvalidOperationException("opened"), (_, _) => false)], index, 1);
        Assert.Equal('1', table.Find(Made.Code(Codes[8]), Made.Code(Codes[7]), new(2024, 8, 1), Setting.Office).Row?.Indicator);
        Assert.Null(table.Find(Made.Code("99213"), Made.Code(Codes[7]), new(2024, 8, 1), Setting.Office).Release);
    }
}
