using Quarterhour.Billing.Tables;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Pricing;

public sealed class PaymentLocalityTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    static readonly ZipTable Zips = new("2026Q1", new(2026, 1, 1), new(2026, 3, 31),
        [new(35203, 35205, new(10112, 0), false), new(43215, 43215, new(15202, 0), false), new(94303, 94303, default, true)]);

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var given = one.Given.Only("locality", "zip");
        LocalityId? locality = LocalityId.TryParse(given["locality"].TextOrNull, out var id) ? id : null;
        var answer = PaymentLocality.Of(Made.Visit(one.Date) with { Locality = locality, Zip = given["zip"].TextOrNull }, Zips);
        one.Expect.Holds(("locality", answer is { IsDecided: true } decided ? decided.Value : null), ("needs", answer?.Needs), ("because", answer is { } told ? Found.Texts(told.Because) : null));
    }
}
