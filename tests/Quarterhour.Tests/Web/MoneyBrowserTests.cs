using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Quarterhour.Practice.Rows;
using Xunit;

namespace Quarterhour.Tests.Web;

/// <summary>The way from signed visits to a corrected claim, in a browser, by keyboard.</summary>
public abstract class MoneyBrowserTests
{
    protected abstract string? Database();

    protected static async Task Press(IPage page, string what)
    {
        await page.EvaluateAsync("window.before = true");
        await page.Locator(what).First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        for (int tries = 0; tries < 600; tries++)
        {
            try
            {
                if (await page.EvaluateAsync<bool>("window.before !== true && document.readyState === 'complete'")) return;
            }
            catch (PlaywrightException)
            {
                // the page is being left
            }
            await Task.Delay(50);
        }
        throw new TimeoutException(what);
    }

    [Fact]
    public async Task From_signed_visits_to_a_corrected_claim()
    {
        await using var office = await TestOffice.Filled(Database(), demo: true, listen: true);
        var page = await Chromium.Page(new() { BaseURL = office.Address, ViewportSize = new() { Width = 1200, Height = 900 } });
        await page.GotoAsync("/");
        await Press(page, "nav a[href='/claims']");
        await Shot(page, "claims");
        await Press(page, "form[action='/claims/send'] button");
        Assert.Contains("Claims sent", await page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
        await Press(page, "form[action='/payments/demo'] button");
        await page.Locator("section[role=status]").WaitForAsync();
        await Shot(page, "payments");
        await Press(page, "nav a[href='/denials']");
        await Shot(page, "denials");
        // the denied claims of a payer that takes new originals, whose visit can be corrected
        QueueItemRow item;
        string visit, claim;
        using (var store = office.Store())
        {
            item = store.Queue.AsNoTracking().Where(row => row.DoneAt == null && (row.Kind == "denial" || row.Kind == "rejection") && store.Claims.Any(one => one.Number == row.Claim && (one.State == ClaimState.Denied || one.State == ClaimState.Rejected))).OrderByDescending(row => row.AmountCents).First();
            claim = item.Claim!;
            string number = store.Claims.AsNoTracking().Single(row => row.Number == claim).Visit;
            visit = store.Visits.AsNoTracking().Single(row => row.Number == number).Id;
        }
        await Press(page, $"a[href='/denials/{item.Id}']");
        // unchanged it is not sent a second time
        await Press(page, "button[value=send]");
        Assert.Contains("Nothing has changed since it was sent", await page.Locator("[role=alert]").InnerTextAsync(), StringComparison.Ordinal);
        // the visit is corrected as a newcomer would: from the denial to the visit, and from there to its claim
        await page.GotoAsync($"/denials/{item.Id}");
        await Press(page, "a[href$='correct=1']");
        await page.Locator("#addendum").FocusAsync();
        await page.Keyboard.TypeAsync("wrong diagnosis");
        await page.Locator("#dx").FocusAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("M25.511");
        await Press(page, "button[value=save]");
        await Press(page, $"a[href='/claims/{claim}']");
        await Press(page, "button[value=send]");
        string corrected = (await page.Locator("h1").InnerTextAsync()).Split(' ')[0];
        Assert.NotEqual(claim, corrected);
        var download = await page.RunAndWaitForDownloadAsync(async () =>
        {
            await page.Locator("a[download]").First.FocusAsync();
            await page.Keyboard.PressAsync("Enter");
        });
        string file = await File.ReadAllTextAsync((await download.PathAsync())!, TestContext.Current.CancellationToken);
        Assert.Contains($"CLM*{corrected}*", file, StringComparison.Ordinal);
        Assert.Contains("ABK:M25511", file, StringComparison.Ordinal);
        using (var store = office.Store())
        {
            Assert.Equal(ClaimState.Sent, store.Claims.AsNoTracking().Single(row => row.Number == corrected).State);
            Assert.Equal($"corrected and sent as {corrected}", store.Queue.AsNoTracking().Single(row => row.Id == item.Id).Done);
        }
        await page.Context.CloseAsync();
    }

    /// <summary>Pictures for the README, made where somebody asks for them.</summary>
    static async Task Shot(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("QUARTERHOUR_UPDATE") != "1") return;
        await page.ScreenshotAsync(new() { Path = Repository.Path("docs", "screens", name + ".png") });
    }
}

/// <summary>On SQLite, with what no database has a say in.</summary>
public sealed class SqliteMoneyBrowserTests : MoneyBrowserTests
{
    protected override string? Database() => null;

    [Fact]
    public async Task Each_page_is_for_everybody_and_shows_without_scripts()
    {
        await using var office = await TestOffice.Filled(null, demo: true, listen: true);
        var page = await Chromium.Page(new() { BaseURL = office.Address, ViewportSize = new() { Width = 360, Height = 740 } });
        await page.GotoAsync("/claims");
        foreach (string address in (string[])["/claims", "/payments", "/denials", "/reports"]) await BrowserTests.IsForEverybody(page, address);
        await page.GotoAsync("/claims");
        await Press(page, "form[action='/claims/send'] button");
        await Press(page, "form[action='/payments/demo'] button");
        string claim, denial, payment;
        using (var store = office.Store())
        {
            claim = store.Claims.Where(row => row.State == ClaimState.Denied).OrderBy(row => row.Number).First().Number;
            denial = $"{store.Queue.Where(row => row.Kind == "denial" && row.DoneAt == null).OrderBy(row => row.Id).First().Id}";
            payment = $"{store.Remittances.OrderBy(row => row.Id).First().Id}";
        }
        foreach (string address in (string[])["/claims?show=all", $"/claims/{claim}", "/payments", $"/payments/{payment}", "/denials", "/denials?by=due", $"/denials/{denial}", "/reports"]) await BrowserTests.IsForEverybody(page, address);
        await page.Context.CloseAsync();
        // with scripts off each shows what it shows, and filters by its form
        var plain = await Chromium.Page(new() { BaseURL = office.Address, JavaScriptEnabled = false });
        foreach (var (address, shown) in ((string, string)[])[("/claims?show=all", claim), ($"/claims/{claim}", "Where it went"), ("/payments", "Remittances"), ($"/payments/{payment}", "comes out"), ("/denials?by=due", "By deadline"), ($"/denials/{denial}", "To do:"), ("/reports", "Clean claims by payer")])
        {
            await plain.GotoAsync(address);
            Assert.Contains(shown, await plain.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        }
        await plain.GotoAsync("/claims?show=all");
        await plain.Locator("#age").SelectOptionAsync("30");
        await plain.Locator("main form.line button").ClickAsync();
        Assert.Contains("No claim is in what is asked for", await plain.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await plain.GotoAsync($"/denials/{denial}");
        await plain.Locator("#note").FillAsync("called the payer");
        await plain.Locator("form[action^='/denials/'] button").ClickAsync();
        Assert.EndsWith("/denials", plain.Url, StringComparison.Ordinal);
        await plain.Context.CloseAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Figures_that_take_long_come_by_themselves(bool scripts)
    {
        await using var office = await TestOffice.Filled(null, demo: true, listen: true, hasty: true);
        var page = await Chromium.Page(new() { BaseURL = office.Address, JavaScriptEnabled = scripts });
        if (scripts)
        {
            // looked at as long as that takes: here alone it does not come back by itself
            const string Waiting = "/reports?from=2026-01-01";
            await page.RouteAsync("**" + Waiting, static async route =>
            {
                var answer = await route.FetchAsync();
                await route.FulfillAsync(new() { Response = answer, Headers = answer.Headers.Where(static header => header.Key != "refresh").ToDictionary() });
            });
            await BrowserTests.IsForEverybody(page, Waiting);
        }
        await page.GotoAsync("/reports?from=2026-02-01");
        Assert.Contains("stand here in a moment", await page.Locator("[role=status]").InnerTextAsync(), StringComparison.Ordinal);
        await page.GetByText("Reckoned at").WaitForAsync();
        Assert.Contains("from=2026-02-01", page.Url, StringComparison.Ordinal);
        Assert.Contains("Clean claims by payer", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    /// <summary>j, k, x and Enter go through the list of what is to send.</summary>
    [Fact]
    public async Task A_list_is_marked_by_keyboard()
    {
        await using var office = await TestOffice.Filled(null, demo: true, listen: true);
        var page = await Chromium.Page(new() { BaseURL = office.Address });
        await page.GotoAsync("/claims");
        int all = await page.Locator("input[name=visit]:checked").CountAsync();
        foreach (string key in (string[])["j", "x", "j", "j", "x", "k", "x", "x"]) await page.Keyboard.PressAsync(key);
        Assert.Equal(all - 2, await page.Locator("input[name=visit]:checked").CountAsync());
        string second = (await page.Locator(".hits tr a").Nth(1).GetAttributeAsync("href"))!;
        Assert.Equal(second, await page.EvaluateAsync<string>("document.activeElement.getAttribute('href')"));
        await page.Locator("input[name=visit]").First.FocusAsync();
        await page.Keyboard.PressAsync("j");
        Assert.Equal(second, await page.EvaluateAsync<string>("document.activeElement.getAttribute('href')"));
        await Press(page, "form[action='/claims/send'] button");
        using var store = office.Store();
        Assert.Equal(all - 2, store.Claims.Count(row => row.State == ClaimState.Sent));
        await page.Context.CloseAsync();
    }
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresMoneyBrowserTests(Postgres server) : MoneyBrowserTests, IClassFixture<Postgres>
{
    protected override string? Database() => server.Database();
}
