using Quarterhour.Rates.Files;
using Quarterhour.Rates.Reading;
using Quarterhour.Reference.Store;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Market;

public sealed class ComparisonTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("compare").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>One item a way of paying; each price goes to both providers.</summary>
    void Write(string payer, bool whole, params (string Arrangement, string Type, string Rate)[] prices)
    {
        string Item((string Arrangement, string Type, string Rate) price) => $$$"""
            {"negotiation_arrangement":"{{{price.Arrangement}}}","name":"n","billing_code_type":"CPT","billing_code_type_version":"2026","billing_code":"97110","description":"d","negotiated_rates":[{"provider_references":[1,2],
            "negotiated_prices":[{"negotiated_type":"{{{price.Type}}}","negotiated_rate":{{{price.Rate}}},"expiration_date":"9999-12-31","service_code":["11"],"billing_class":"professional","setting":"outpatient"}]}]}
            """;
        string path = Path.Combine(folder, payer + ".json");
        File.WriteAllText(path, $$$"""
            {"reporting_entity_name":"{{{payer}}}","reporting_entity_type":"issuer","last_updated_on":"2026-01-01","version":"2.0.0",
            "provider_references":[{"provider_group_id":1,"network_name":["N"],"provider_groups":[{"npi":[1000000001],"tin":{"type":"ein","value":"12-3456789","business_name":"B"}}]},
            {"provider_group_id":2,"network_name":["N"],"provider_groups":[{"npi":[1000000002],"tin":{"type":"ein","value":"12-3456780","business_name":"C"}}]}],
            "in_network":[{{{string.Join(',', prices.Select(Item))}}}]}
            """);
        var wanted = new Wanted();
        wanted.AddCode("97110");
        new RateRun { Wanted = whole ? null : wanted }.Run(RateSource.Open(path), Path.Combine(folder, "out"));
    }

    IReadOnlyList<PayerRates> Rows(string? state = null, Func<long, Provider?>? providers = null) =>
        new Comparison { Codes = ["CPT:97110"], Medicare = (_, _) => 30m, State = state, Providers = providers }.Rows(Path.Combine(folder, "out"));

    [Theory, InlineData(false), InlineData(true)]
    public void Ways_of_paying_are_never_put_together(bool whole)
    {
        Write("A", whole, ("ffs", "negotiated", "33"), ("ffs", "fee schedule", "36.5"), ("ffs", "percentage", "65"), ("ffs", "per diem", "500"), ("capitation", "negotiated", "12.25"), ("bundle", "negotiated", "900"));
        var rows = Rows();
        Assert.Equal([(RateBasis.Dollars, 4L, 33m), (RateBasis.Percentage, 2, 65), (RateBasis.PerDiem, 2, 500), (RateBasis.Bundle, 2, 900), (RateBasis.Capitation, 2, 12.25m)], rows.Select(row => (row.Basis, row.Count, row.Median!.Value)));
        Assert.Equal((1.1m, 36.5m, null), (rows[0].OfMedicare, rows[0].Percentiles[6], rows[1].Medicare));
    }

    [Fact]
    public void What_can_not_be_real_is_told_and_stays()
    {
        Write("A", false, ("ffs", "negotiated", "0.01"), ("ffs", "negotiated", "40"), ("ffs", "negotiated", "1000000"));
        var row = Assert.Single(Rows());
        Assert.Equal((6L, 4L, 0.01m, 40m, 1000000m), (row.Count, row.Unlikely, row.Percentiles[0], row.Median, row.Percentiles[6]));
    }

    [Fact]
    public void Payers_stand_side_by_side_and_places_tell_them_apart()
    {
        Write("A", false, ("ffs", "negotiated", "33"));
        Write("B", true, ("ffs", "negotiated", "44"));
        Assert.Equal(["A 33", "B 44"], Rows().Select(row => $"{row.Payer} {row.Median}"));
        Provider? Find(long npi) => new(npi, 1, [], "Town", npi == 1000000001 ? "OH" : "TX", "43215");
        Assert.Equal(["A OH 1", "A TX 1", "B OH 1", "B TX 1"], Rows(null, Find).Select(row => $"{row.Payer} {row.State} {row.Count}"));
        Assert.Equal(["A OH", "B OH"], Rows("OH", Find).Select(row => $"{row.Payer} {row.State}"));
        Assert.Contains("A", RateStrips.Svg(Rows()), StringComparison.Ordinal);
    }

    [Fact]
    public void Places_within_a_state_stand_apart_each_beside_its_own_price()
    {
        Write("A", false, ("ffs", "negotiated", "33"));
        Provider? Find(long npi) => new(npi, 1, [], npi == 1000000001 ? "Columbus" : "Toledo", "OH", npi == 1000000001 ? "43215" : "43604");
        IReadOnlyList<PayerRates> By(Func<Provider, string?>? by, params string[] near) =>
            new Comparison { Codes = ["CPT:97110"], Medicare = (_, place) => place == "43604" ? 30m : place is null ? 31m : null, Providers = Find, By = by, Near = near }.Rows(Path.Combine(folder, "out"));
        Assert.Equal(["OH  2 31", ], By(null).Select(row => $"{row.State} {row.Place} {row.Count} {row.Medicare}"));
        Assert.Equal(["OH 43215 1 ", "OH 43604 1 30"], By(static provider => provider.Zip).Select(row => $"{row.State} {row.Place} {row.Count} {row.Medicare}"));
        Assert.Equal(["Columbus 1", "Toledo 1"], By(static provider => provider.City).Select(row => $"{row.Place} {row.Count}"));
        Assert.Equal(["43604"], By(static provider => provider.Zip, "436", "99").Select(row => row.Place));
        Assert.Empty(By(null, "999"));
        // a provider whose place has no name still counts
        Assert.Equal([" 2"], By(static _ => null).Select(row => $"{row.Place} {row.Count}"));
        Assert.Contains("NPPES", Assert.Throws<MarketException>(() => new Comparison { Codes = ["CPT:97110"], Near = ["432"] }.Rows(Path.Combine(folder, "out"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_rates_is_told() => Assert.Contains("neither rates nor prices", Assert.Throws<MarketException>(() => new Comparison { Codes = ["CPT:97110"] }.Rows(folder)).Message, StringComparison.Ordinal);
}
