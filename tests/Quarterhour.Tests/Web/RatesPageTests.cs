using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Hosting;
using Quarterhour.Rates.Files;
using Quarterhour.Rates.Reading;
using Quarterhour.Web.Serving;
using Xunit;

namespace Quarterhour.Tests.Web;

/// <summary>Payers' rates beside Medicare on a page, from a folder that was converted.</summary>
public sealed class RatesPageTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("rates-page").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>A payer's file with every way of paying, converted whole.</summary>
    void Convert()
    {
        string Item((string Arrangement, string Type, string Rate) price) => $$$"""
            {"negotiation_arrangement":"{{{price.Arrangement}}}","name":"n","billing_code_type":"CPT","billing_code_type_version":"2026","billing_code":"97110","description":"d","negotiated_rates":[{"provider_references":[1],
            "negotiated_prices":[{"negotiated_type":"{{{price.Type}}}","negotiated_rate":{{{price.Rate}}},"expiration_date":"9999-12-31","service_code":["11"],"billing_class":"professional","setting":"outpatient"}]}]}
            """;
        string path = Path.Combine(folder, "oak.json");
        File.WriteAllText(path, $$$"""
            {"reporting_entity_name":"Oak <script>alert(1)</script>","reporting_entity_type":"issuer","last_updated_on":"2026-01-01","version":"2.0.0",
            "provider_references":[{"provider_group_id":1,"network_name":["Open"],"provider_groups":[{"npi":[1000000001],"tin":{"type":"ein","value":"12-3456789","business_name":"B"}}]}],
            "in_network":[{{{string.Join(',', new[] { ("ffs", "negotiated", "33"), ("ffs", "negotiated", "0.01"), ("ffs", "fee schedule", "36.5"), ("ffs", "percentage", "65"), ("ffs", "per diem", "500"), ("bundle", "negotiated", "900") }.Select(Item))}}}]}
            """);
        new RateRun { Wanted = null }.Run(RateSource.Open(path), Path.Combine(folder, "rates"));
    }

    [Fact]
    public async Task From_what_to_do_first_to_payers_beside_medicare()
    {
        var builder = Site.Builder(new Knowledge(folder, new CommandLine.Noon()));
        builder.WebHost.UseTestServer();
        await using var site = Site.Of(builder);
        await site.StartAsync(TestContext.Current.CancellationToken);
        using var client = site.GetTestClient();
        client.BaseAddress = new("http://localhost/");
        string empty = await Page("/rates");
        Assert.Contains("What to do first", empty, StringComparison.Ordinal);
        Assert.Contains("rates convert FILE --out", empty, StringComparison.Ordinal);
        Convert();
        // nothing is restarted
        Assert.Contains("For example", await Page("/rates"), StringComparison.Ordinal);
        string shown = await Page("/rates?code=97110&zip=77002&date=2026-05-04");
        foreach (string words in (string[])["Dollars for the code", "Percent of the charge", "Dollars a day", "Dollars for a bundle of codes", "<svg", "65.00", "500.00", "900.00", "33.00", "1 can't be real", "they can't be real", "Medicare allows", "Oak <script>alert(1)</script>, Open"]) Assert.Contains(words, shown, StringComparison.Ordinal);
        // what is not dollars for the code is held against nothing: of Medicare is a column of one table alone
        Assert.Equal(1, shown.Split(">Of Medicare<").Length - 1);
        Assert.Contains("None of the converted files", await Page("/rates?code=97140"), StringComparison.Ordinal);
        foreach (string wrong in (string[])["/rates?code=9711", "/rates?code=97110&zip=1", "/rates?code=97110&date=soon", "/rates?code=97110&state=Ohio", "/rates?code=97110&state=OH"]) await Page(wrong, HttpStatusCode.BadRequest);

        async Task<string> Page(string address, HttpStatusCode status = HttpStatusCode.OK)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Accept.ParseAdd("text/html");
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal((address, status), (address, answer.StatusCode));
            string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Markup.IsSound(text);
            return WebUtility.HtmlDecode(text);
        }
    }
}
