using System.Net;
using Quarterhour.Market;
using Quarterhour.Market.Workers;
using Quarterhour.Web.Serving;
using Xunit;

namespace Quarterhour.Tests.Web;

/// <summary>The queue of rate files in the browser, over PostgreSQL from Debian's package.</summary>
public sealed class RateQueuePageTests : IDisposable
{
    readonly Postgres server = new();

    public void Dispose() => server.Dispose();

    [Fact]
    public async Task What_waits_is_shown_to_this_machine_and_changed_by_its_own_page_alone()
    {
        var token = TestContext.Current.CancellationToken;
        string database = server.Database();
        new RateQueue(database).Add(["https://payer.example/rates-a.json.gz"], "out", "CPT:97110");
        await using var site = RateQueuePage.Of(database, 0);
        await site.StartAsync(token);
        using var browser = new HttpClient { BaseAddress = new(site.Urls.First()) };
        Assert.Contains("Rate files", await browser.GetStringAsync("/", token), StringComparison.Ordinal);
        string waiting = await browser.GetStringAsync("/jobs/enqueued/rates", token);
        Assert.Contains("rates-a.json.gz", waiting, StringComparison.Ordinal);
        Assert.DoesNotContain("Password", waiting, StringComparison.OrdinalIgnoreCase);

        using var named = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = "attacker.example" } };
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SendAsync(named, token)).StatusCode);
        using var sent = new HttpRequestMessage(HttpMethod.Post, "/jobs/enqueued/delete") { Headers = { { "Origin", "https://attacker.example" } }, Content = new FormUrlEncodedContent([new("jobs[]", "1")]) };
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SendAsync(sent, token)).StatusCode);
        Assert.Equal(1, new RateQueue(database).Count().Waiting);

        using var own = new HttpRequestMessage(HttpMethod.Post, "/jobs/enqueued/delete") { Content = new FormUrlEncodedContent([new("jobs[]", "1")]) };
        Assert.True((await browser.SendAsync(own, token)).IsSuccessStatusCode);
        Assert.Equal(0, new RateQueue(database).Count().Waiting);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Database=rates;Username=rates")]
    [InlineData("Host=127.0.0.1;Databse=rates")]
    public void A_database_that_cannot_be_used_is_told_at_once(string connection) =>
        Assert.StartsWith("--db: the database can't be used: ", Assert.Throws<MarketException>(() => RateQueuePage.Of(connection, 0)).Message, StringComparison.Ordinal);
}
