using CsCheck;
using Quarterhour.Billing.Tables;
using Quarterhour.Formats;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Edits;

public sealed class InForceTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var given = one.Given.Only("code", "from", "to", "replaced_by", "unknown", "catalogue");
        var found = given["unknown"].IsThere
            ? InForce.Unknown(given["unknown"].Code, new([.. given["catalogue"].Items.Select(known => Made.Therapy(known.Text))]))
            : InForce.Check(Made.Therapy(given["code"].Text) with { From = given["from"].DayOrNull, To = given["to"].DayOrNull, ReplacedBy = [.. given["replaced_by"].Items.Select(instead => instead.Code)] }, one.Date, new([]));
        one.Expect.Holds([.. Found.One(found?.Finding), ("because", found is null ? null : Words.Text(found.Value.Because))]);
    }

    static readonly HcpcsTable List = new("HCPCS Level II 2026 Q2", new(2026, 6, 30), code => $"{code}" switch
    {
        "L1902" => new(new(1988, 1, 1), null),
        "L0100" => new(new(1982, 1, 1), new(2007, 12, 31)),
        "L1910" => new(new(2026, 7, 1), null),
        _ => null,
    });

    [Theory]
    [InlineData("L1902", "2026-05-04", true, null)]
    [InlineData("L0100", "2007-12-31", true, null)]
    [InlineData("L0100", "2008-01-01", true, "L0100 is not in force on 2008-01-01: its last day was 2007-12-31.")]
    [InlineData("L1910", "2026-05-04", true, "L1910 is not in force on 2026-05-04: its first day is 2026-07-01.")]
    [InlineData("L9999", "2026-05-04", true, "L9999 is not in the loaded code tables.")]
    [InlineData("L9999", "2026-07-01", false, null)]
    [InlineData("71046", "2026-05-04", false, null)]
    public void A_code_outside_therapy_is_judged_by_the_list_of_HCPCS(string code, string date, bool told, string? message)
    {
        Assert.Equal(told, InForce.Listed(Made.Code(code), DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture), List, new([]), out var wrong));
        Assert.Equal(message, wrong is null ? null : Words.Message(wrong));
    }

    [Fact]
    public void Without_a_list_nothing_is_told() => Assert.False(InForce.Listed(Made.Code("L1902"), new(2026, 5, 4), HcpcsTable.None, new([]), out _));

    [Fact]
    public void Found_just_outside_the_days() => Gen.Select(Gen.Int[0, 40], Gen.Int[0, 40], Gen.Int[0, 40]).Sample((from, to, day) =>
    {
        var first = new DateOnly(2025, 1, 1);
        var code = Made.Therapy("97110") with { From = first.AddDays(from), To = first.AddDays(Math.Max(from, to)) };
        Assert.Equal(day < from || day > Math.Max(from, to), InForce.Check(code, first.AddDays(day), new([])) is not null);
    });
}
