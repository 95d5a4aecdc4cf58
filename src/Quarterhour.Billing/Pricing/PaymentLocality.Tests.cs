using Quarterhour.Billing.Tables;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Pricing;

public sealed class PaymentLocalityTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    static readonly ZipRelease Five = new("2026Q1", new(2026, 1, 1), new(2026, 3, 31),
        new ZipRun[] { new(35203, 35205, new(10112, 0), false), new(43215, 43215, new(15202, 0), false), new(94303, 94303, default, true) });

    static readonly ZipTable Zips = new([Five], []),
        WithNine = new([Five], [new("2026Q1", new(2026, 1, 1), new(2026, 3, 31), new ZipRun[] { new(943_031_000, 943_031_999, new(1112, 9), false), new(943_032_000, 943_032_000, new(1112, 5), false) })]);

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var given = one.Given.Only("locality", "zip");
        LocalityId? locality = LocalityId.TryParse(given["locality"].TextOrNull, out var id) ? id : null;
        var answer = PaymentLocality.Of(Made.Visit(one.Date) with { Locality = locality, Zip = given["zip"].TextOrNull }, Zips);
        one.Expect.Holds(("locality", answer is { IsDecided: true } decided ? decided.Value : null), ("needs", answer?.Needs), ("because", answer is { } told ? Found.Texts(told.Because) : null));
    }

    [Theory]
    [InlineData("94303-1234", "01112-09")]
    [InlineData("943032000", "01112-05")]
    [InlineData("94303-2001", "the locality of ZIP 94303-2001, which is not in the ZIP9 table of 2026Q1: check the last four digits, or give locality")]
    [InlineData("94303", "the locality of ZIP 94303, which crosses localities: give all nine digits, or locality")]
    [InlineData("43215-9999", "15202-00")]
    public void With_the_table_of_nine_digits(string zip, string expected)
    {
        var answer = PaymentLocality.OfZip(zip, new(2026, 2, 1), WithNine);
        Assert.Equal(expected, answer.IsDecided ? answer.Value.ToString() : answer.Needs);
    }

    [Fact]
    public void The_date_picks_the_release()
    {
        var zips = new ZipTable([new("2025Q4", new(2025, 10, 1), new(2025, 12, 31), new ZipRun[] { new(35203, 35203, new(1, 1), false) }), Five], []);
        Assert.Equal("00001-01", PaymentLocality.OfZip("35203", new(2025, 12, 31), zips).Value.ToString());
        Assert.Equal("10112-00", PaymentLocality.OfZip("35203", new(2026, 1, 1), zips).Value.ToString());
    }
}
