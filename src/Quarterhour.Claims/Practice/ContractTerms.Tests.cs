using Quarterhour.Billing.Payers;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Claims;

public sealed class ContractTermsTests
{
    const string Contract = """
        contracts:
          - { id: lakeside-2026, name: Lakeside 2026, like: commercial-cms, pricing: per-unit, from: 2026-01-01, source: "contract, page 3" }
        fees:
          - { contract: lakeside-2026, code: 97110, rate: 31.50 }
          - { contract: lakeside-2026, code: 97140, rate: 28 }
          - { contract: lakeside-2026, code: 97110, rate: 33.00, from: 2026-07-01 }
          - { contract: lakeside-2026, code: 97530, rate: 40, to: 2026-02-28 }

        """;

    static readonly string Yaml = MadePractice.Yaml.Replace("{ id: commercial-cms, name: Lakeside, number: LMH01, filing: CI }", "{ id: lakeside, name: Lakeside, number: LMH01, filing: CI, profile: lakeside-2026 }", StringComparison.Ordinal)
        .Replace("payer: medicare, member", "payer: lakeside, member", StringComparison.Ordinal) + Contract;

    static PayerList Over(PracticeRecords practice) => ContractTerms.Over(BuiltInPayers.All, [.. practice.Of("contracts"), .. practice.Of("fees")]);

    [Theory]
    [InlineData("2026-01-15", "97110=31.50 97140=28 97530=40")]
    [InlineData("2026-03-01", "97110=31.50 97140=28")]
    [InlineData("2026-07-01", "97110=33.00 97140=28")]
    [InlineData("2025-12-31", "")]
    public void Rates_are_those_of_the_day(string day, string rates) =>
        Assert.Equal(rates, Over(MadePractice.Read(Yaml)).Find("lakeside-2026")!.Find("unit_rates", DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))?.Value ?? "");

    [Fact]
    public void The_expected_price_is_the_contracts()
    {
        var practice = MadePractice.Read(Yaml);
        var terms = Over(practice);
        Assert.Equal((PricingBasis.PerUnit, UnitRule.CmsEightMinute), (terms.Find("lakeside-2026")!.On(MadePractice.Day).Pricing, terms.Find("lakeside-2026")!.On(MadePractice.Day).UnitRule));
        var bill = new Billing.Day.BillingRun(Reference.BuiltInTables.Open(), terms).Bills([MadePractice.Visit(payer: "lakeside-2026")]).Single();
        var claim = MadePractice.Preparation(practice).Prepare(bill).Claim!;
        Assert.Equal([63.00m, 28.00m], claim.Lines.Select(static line => line.Expected!.Allowed));
    }

    [Theory]
    [InlineData("like: commercial-cms", "like: comercial-cms", "\"comercial-cms\" is no payer profile; did you mean \"commercial-cms\"?")]
    [InlineData("profile: lakeside-2026", "profile: lakeside-2025", "\"lakeside-2025\" is no payer profile")]
    [InlineData("contract: lakeside-2026, code: 97140", "contract: lakeside, code: 97140", "contract: \"lakeside\" is not in contracts")]
    public void A_name_that_leads_nowhere_is_told(string right, string wrong, string message) =>
        Assert.Contains(Assert.Throws<UnusablePracticeException>(() => MadePractice.Read(Yaml.Replace(right, wrong, StringComparison.Ordinal))).Faults, fault => fault.Message.Contains(message, StringComparison.Ordinal));

    [Fact]
    public void Without_contracts_the_profiles_are_what_they_were() => Assert.Same(BuiltInPayers.All, ContractTerms.Over(BuiltInPayers.All, [.. MadePractice.Read(MadePractice.Yaml).Of("payers")]));
}
