using Microsoft.Playwright;
using Xunit;

namespace Quarterhour.Tests.Web;

/// <summary>Debian's chromium, started once. <c>./test</c> installs it where it may; whoever has none skips what needs a browser.</summary>
static class Chromium
{
    static readonly string[] Places = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    static readonly SemaphoreSlim Starting = new(1);
    static IBrowser? browser;

    /// <summary>A fresh window on the application.</summary>
    public static async Task<IPage> Page(BrowserNewContextOptions? options = null)
    {
        string? program = Array.Find(Places, File.Exists);
        if (program is null) Assert.Skip("chromium is not installed; apt-get install chromium");
        await Starting.WaitAsync();
        try
        {
            if (browser is null)
            {
                var playwright = await Playwright.CreateAsync();
                // a container has no namespaces to make a sandbox of, and the pages are our own
                browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = ["--no-sandbox", "--disable-gpu"] });
            }
        }
        finally
        {
            Starting.Release();
        }
        options ??= new();
        options.BaseURL ??= TestSite.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        options.ViewportSize ??= new() { Width = 1200, Height = 900 };
        var page = await (await browser.NewContextAsync(options)).NewPageAsync();
        page.SetDefaultTimeout(90_000);
        return page;
    }

    /// <summary>Waits until something shows; where it never does, says what the page showed instead.</summary>
    public static async Task Shown(ILocator what)
    {
        try
        {
            await what.WaitForAsync();
        }
        catch (TimeoutException)
        {
            string fields = await what.Page.EvaluateAsync<string>("[...document.querySelectorAll('main input, main select')].map(one => `${one.name}=${one.value}`).join(' ')");
            Assert.Fail($"{what} does not show. The page: {await what.Page.Locator("main").InnerTextAsync()} Its fields: {fields}");
        }
    }
}
