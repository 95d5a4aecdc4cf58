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

    [Fact]
    public void Found_just_outside_the_days() => Gen.Select(Gen.Int[0, 40], Gen.Int[0, 40], Gen.Int[0, 40]).Sample((from, to, day) =>
    {
        var first = new DateOnly(2025, 1, 1);
        var code = Made.Therapy("97110") with { From = first.AddDays(from), To = first.AddDays(Math.Max(from, to)) };
        Assert.Equal(day < from || day > Math.Max(from, to), InForce.Check(code, first.AddDays(day), new([])) is not null);
    });
}
