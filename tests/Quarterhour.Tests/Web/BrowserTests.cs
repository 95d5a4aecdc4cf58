using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Quarterhour.Tests.Web;

/// <summary>The pages in a real browser: keyboard, narrow, dark, printed, without scripts, and for people who hear them.</summary>
public sealed class BrowserTests
{
    public static readonly TheoryData<string> Pages =
    [
        "/", "/codes", "/codes/97110?zip=77002&code=97110&min=23&code=97112&min=24", "/units?code=97110&min=7.5", "/pairs?a=97530&b=97116&date=2026-05-04",
        "/price?lines=97530+97110x2+97140-CQ&zip=36104&date=2025-06-02", "/edits", "/edits/code-pair", "/news?from=2025-12-31&to=2026-01-01", "/bill", "/bill?sample=one-visit", "/setup", "/reference", "/codes/97011", "/rates",
    ];

    [Theory, MemberData(nameof(Pages))]
    public async Task Is_for_everybody_at_360_pixels_and_in_the_dark(string address)
    {
        var page = await Chromium.Page(new() { ViewportSize = new() { Width = 360, Height = 740 } });
        List<string> complaints = [];
        page.Console += (_, said) => { if (said.Type == "error" && !said.Text.Contains("404", StringComparison.Ordinal) && !said.Text.Contains("400", StringComparison.Ordinal)) complaints.Add(said.Text); };
        page.PageError += (_, fault) => complaints.Add(fault);
        await IsForEverybody(page, address);
        Assert.Equal([], complaints);
        await page.Context.CloseAsync();
    }

    /// <summary>The page at an address is no wider than its window, and axe finds nothing serious on it; in the dark only the colors are others.</summary>
    internal static async Task IsForEverybody(IPage page, string address)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.GotoAsync(address);
        int width = await page.EvaluateAsync<int>("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)");
        Assert.Equal((address, page.ViewportSize!.Width), (address, width));
        Assert.Equal((address, ""), (address, Faults(await page.RunAxe())));
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.Equal((address, ""), (address, Faults(await page.RunAxe(new AxeRunOptions { RunOnly = new() { Type = "rule", Values = ["color-contrast", "link-in-text-block"] } }))));
    }

    static string Faults(AxeResult result) => string.Join('\n', result.Violations.Where(found => found.Impact is "serious" or "critical")
        .Select(found => $"{found.Id}: {string.Join(' ', found.Nodes.Take(3).Select(node => node.Html))}"));

    [Fact]
    public async Task From_anywhere_to_units_by_keyboard()
    {
        var page = await Chromium.Page();
        await page.GotoAsync("/edits");
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("ear crystals");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#q").WaitForAsync();
        Assert.Equal("ear crystals", await page.Locator("#q").InputValueAsync());
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("ther ex");
        // the address is that of the last answer: none is under way that would replace the list
        await page.WaitForURLAsync(url => url.Contains("q=ther+ex", StringComparison.Ordinal) || url.Contains("q=ther%20ex", StringComparison.Ordinal), new() { WaitUntil = WaitUntilState.Commit });
        await page.Keyboard.PressAsync("ArrowDown");
        Assert.Equal("/codes/97110", await page.EvaluateAsync<string>("document.activeElement.getAttribute('href')"));
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/codes/97110");
        await page.Locator("#min-0").FocusAsync();
        await page.Keyboard.TypeAsync("23");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("24");
        await page.Locator("#counted h3", new() { HasTextString = "3 units" }).WaitForAsync();
        await page.Locator("#counted summary").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#counted details[open] cite").First.WaitForAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Visits_become_bills_and_a_reason_opens()
    {
        var page = await Chromium.Page();
        await page.GotoAsync("/bill");
        await page.Locator("#visits").FillAsync(await File.ReadAllTextAsync(Repository.Path("samples", "one-visit.csv"), TestContext.Current.CancellationToken));
        await page.Locator("main button[type=submit]").ClickAsync();
        await page.Locator(".bill .status", new() { HasTextString = "clean" }).WaitForAsync();
        await page.Locator(".why summary").First.ClickAsync();
        Assert.Contains("47 timed minutes: 38 to 52 is 3 units", await page.Locator(".why details[open]").InnerTextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_scripts_all_that_shows_works()
    {
        var page = await Chromium.Page(new() { JavaScriptEnabled = false });
        await page.GotoAsync("/codes");
        await page.Locator("#q").FillAsync("ear crystals");
        await page.Locator("main button[type=submit]").ClickAsync();
        await page.Locator(".hits a").First.ClickAsync();
        Assert.EndsWith("/codes/95992", new Uri(page.Url).AbsolutePath, StringComparison.Ordinal);
        await page.GotoAsync("/codes/97110");
        await page.Locator("#min-0").FillAsync("38");
        await page.Locator(".calculator button").ClickAsync();
        Assert.Contains("3 units", await page.Locator("#cms-title").InnerTextAsync(), StringComparison.Ordinal);
        Assert.False(await page.Locator("#theme").IsVisibleAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_theme_is_kept()
    {
        var page = await Chromium.Page();
        await page.GotoAsync("/");
        string light = await Paper(page);
        await page.Locator("#theme").ClickAsync();
        string dark = await Paper(page);
        Assert.NotEqual(light, dark);
        await page.GotoAsync("/codes");
        Assert.Equal(dark, await Paper(page));
        await page.Context.CloseAsync();
    }

    static Task<string> Paper(IPage page) => page.EvaluateAsync<string>("getComputedStyle(document.documentElement).backgroundColor");

    [Fact]
    public async Task Printed_it_is_the_guide_and_nothing_around_it()
    {
        var page = await Chromium.Page(new() { ColorScheme = ColorScheme.Dark });
        await page.GotoAsync("/codes/97110");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.False(await page.Locator(".side").IsVisibleAsync());
        Assert.False(await page.Locator(".calculator").IsVisibleAsync());
        Assert.True(await page.Locator("#units svg").IsVisibleAsync());
        Assert.Equal("rgb(255, 255, 255)", await Paper(page));
        Assert.True((await page.PdfAsync()).Length > 10_000);
        await page.Context.CloseAsync();
    }

    /// <summary>docs/screens is made here: QUARTERHOUR_UPDATE=1 writes the pictures anew.</summary>
    [Theory]
    [InlineData("start", "/", false)]
    [InlineData("codes", "/codes?q=knee", false)]
    [InlineData("code-97110", "/codes/97110?zip=77002&code=97110&min=23&code=97112&min=24", false)]
    [InlineData("bill", "/bill?sample=clinic-week", false)]
    [InlineData("units-dark", "/units?code=97112&min=24&code=97110&min=23&code=97140&min=8", true)]
    [InlineData("pairs", "/pairs?a=97530&b=97150&date=2026-05-04", false)]
    [InlineData("news", "/news?from=2025-12-31&to=2026-01-01&zip=77002", false)]
    public async Task Is_pictured(string name, string address, bool dark)
    {
        var page = await Chromium.Page(new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light, ViewportSize = new() { Width = 1120, Height = 840 } });
        await page.GotoAsync(address);
        byte[] picture = await page.ScreenshotAsync();
        Assert.True(picture.Length > 10_000);
        if (Environment.GetEnvironmentVariable("QUARTERHOUR_UPDATE") == "1")
        {
            Directory.CreateDirectory(Repository.Path("docs", "screens"));
            await File.WriteAllBytesAsync(Repository.Path("docs", "screens", name + ".png"), picture, TestContext.Current.CancellationToken);
        }
        else Assert.True(File.Exists(Repository.Path("docs", "screens", name + ".png")));
        await page.Context.CloseAsync();
    }
}
