using System.Globalization;
using CsCheck;
using Quarterhour.Billing.Tables;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Pricing;

public sealed class ContractRateTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var given = one.Given.Only("basis", "percent", "unit_rates", "visit_rate", "fee", "code", "units", "first", "charges", "list", "modifiers");
        var terms = Made.Terms(one.Date, given.Entries.Where(entry => entry.Key is "percent" or "unit_rates" or "visit_rate").Select(entry => (entry.Key, entry.Value.Text)));
        var answer = given["basis"].Text switch
        {
            "percent" => ContractRate.OfMedicare(terms, given["fee"].Amount),
            "own" => ContractRate.OfOwnFees(new(given["list"].Items.Select(line => Fee(line.Text.Split(' ')))), "own", given["code"].Code,
                [.. given["modifiers"].Items.Select(one => Modifier.Parse(one.Text))], given["units"].Whole, one.Date),
            "unit" => ContractRate.OfUnits(terms, given["code"].Code, given["units"].Whole),
            _ => ContractRate.OfVisit(terms, given["first"].Yes, given["charges"].IsThere ? given["charges"].Amount : null),
        };
        one.Expect.Holds(("amount", answer.IsDecided ? answer.Value : null), ("needs", answer.Needs), ("because", Found.Texts(answer.Because)));
    }

    static OwnFee Fee(string[] words) => new("own", Made.Code(words[0]), words[1].Length == 2 ? Modifier.Parse(words[1]) : default, decimal.Parse(words[words[1].Length == 2 ? 2 : 1], CultureInfo.InvariantCulture),
        DateOnly.TryParse(words[^1], CultureInfo.InvariantCulture, out var first) && words[^1].Length == 10 ? first : null, null, "made for tests");

    [Fact]
    public void A_hundred_percent_is_the_fee() => Gen.Int[0, 100_000].Sample(cents =>
        Assert.Equal(cents / 100m, ContractRate.OfMedicare(Made.Terms(new(2025, 6, 2), ("percent", "100")), cents / 100m).Value));
}
