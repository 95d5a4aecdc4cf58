using Microsoft.Playwright;
using Quarterhour.Practice.Rows;
using Xunit;

namespace Quarterhour.Tests.Web;

/// <summary>The facility's pages in a real browser.</summary>
public sealed class DeskBrowserTests : IAsyncLifetime
{
    TestOffice office = null!;

    public async ValueTask InitializeAsync() => office = await TestOffice.Filled(demo: true, listen: true);

    public ValueTask DisposeAsync() => office.DisposeAsync();

    Task<IPage> Page(BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.BaseURL = office.Address;
        return Chromium.Page(options);
    }

    string Open(string clinician = "PT1")
    {
        using var store = office.Store();
        return store.Visits.Where(row => row.State == VisitState.Open && row.Clinician == clinician && row.Outcome == "clean").OrderBy(row => row.Number).First().Id;
    }

    string Signed()
    {
        using var store = office.Store();
        return store.Visits.Where(row => row.State == VisitState.Signed && row.Number == "W030").First().Id;
    }

    string Patient()
    {
        using var store = office.Store();
        return store.Records.Single(row => row.Kind == "patients" && row.Word == "P103").Id;
    }

    static async Task LookAs(IPage page, string user)
    {
        await page.GotoAsync("/");
        await page.Locator("#look-as").SelectOptionAsync(user);
        await page.Locator(".demo button").ClickAsync();
    }

    [Fact]
    public async Task Each_page_is_for_everybody()
    {
        var page = await Page(new() { ViewportSize = new() { Width = 360, Height = 740 } });
        List<string> complaints = [];
        page.Console += (_, said) => { if (said.Type == "error") complaints.Add(said.Text); };
        page.PageError += (_, fault) => complaints.Add(fault);
        foreach (string address in (string[])["/", "/visits", "/visits/new?who=a", $"/visits/{Open()}", $"/visits/{Signed()}", $"/visits/{Signed()}?correct=1", "/account", "/sign-in", "/sign-in/code", "/patients", $"/patients/{Patient()}", $"/patients/records/coverages/new?patient={Patient()}", "/plans", "/schedule", "/schedule?show=week", "/setup", "/setup/records?kind=providers", "/setup/records/facilities/new", "/setup/practice", "/setup/accounts", "/import/visits"])
            await BrowserTests.IsForEverybody(page, address);
        Assert.Equal([], complaints);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_visit_by_keyboard_from_words_to_the_signature()
    {
        var page = await Page();
        await LookAs(page, "clinician");
        await page.GotoAsync("/visits/new?who=Alder");
        // two of that name: P101 has a payer that counts by midpoints, the other one Medicare
        await page.Locator(".choices button").Filter(new() { HasNotTextString = "P101" }).First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#code-0").WaitForAsync();
        string address = page.Url;
        await page.Locator("#code-0").FocusAsync();
        await page.Keyboard.TypeAsync("ther ex");
        await page.Locator("#offer-0:not([hidden]) li").First.WaitForAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("97110", await page.Locator("#code-0").InputValueAsync());
        Assert.Equal("min-0", await page.EvaluateAsync<string>("document.activeElement.id"));
        await page.Keyboard.TypeAsync("23");
        await page.Keyboard.PressAsync("Alt+n");
        await page.Keyboard.TypeAsync("97112");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("09:00");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("09:24");
        await Chromium.Shown(page.Locator("#answer .units-said", new() { HasTextString = "3 units" }));
        Assert.Equal(1, await page.Locator("#answer svg").CountAsync());
        await page.Keyboard.PressAsync("Tab");
        await page.Locator("#saved", new() { HasTextString = "Saved 12:00" }).WaitForAsync();
        // no price before the signature, and none for a clinician after it
        Assert.DoesNotContain("Allowed", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator("#answer .why summary").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#answer details[open] cite").First.WaitForAsync();
        await page.Locator("button[value=sign]").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => url != address);
        await page.GotoAsync(address);
        Assert.Contains("signed by Pat Stride", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Two_who_write_one_visit_are_told()
    {
        string id = Open();
        var (pat, ann) = (await Page(), await Page());
        await LookAs(pat, "clinician");
        await pat.GotoAsync($"/visits/{id}");
        await ann.GotoAsync($"/visits/{id}");
        await ann.Locator("#min-0").FillAsync("31");
        await ann.Locator("#min-0").BlurAsync();
        await ann.Locator("#saved", new() { HasTextString = "Saved" }).And(ann.Locator(":not(:has-text('as you go'))")).WaitForAsync();
        await pat.Locator("#min-0").FillAsync("29");
        await pat.Locator("#min-0").BlurAsync();
        await pat.Locator("#answer [role=alert]", new() { HasTextString = "Ann Biller changed this visit" }).WaitForAsync();
        Assert.Equal("29", await pat.Locator("#min-0").InputValueAsync());
        await pat.Context.CloseAsync();
        await ann.Context.CloseAsync();
    }

    [Fact]
    public async Task A_passkey_is_added_and_signs_in()
    {
        await using var real = await TestOffice.Empty(listen: true);
        var page = await Chromium.Page(new() { BaseURL = real.Address });
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new() { ["options"] = new Dictionary<string, object> { ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true } });
        await page.GotoAsync("/");
        foreach (var (field, text) in ((string, string)[])[("code", real.Office.OwnerCode), ("name", "Ann"), ("user", "ann"), ("password", "a horse of good motion"), ("again", "a horse of good motion")]) await page.Locator($"#field-{field}").FillAsync(text);
        await page.Locator("main button").ClickAsync();
        await page.Locator("#passkey-name").FillAsync("Key ring");
        await page.Locator("form[data-passkey] button").ClickAsync();
        await page.WaitForURLAsync("**/account/passkeys");
        Assert.Contains("The passkey is added", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator(".out button").ClickAsync();
        await page.Locator("#user").WaitForAsync();
        await page.Locator("form[data-passkey] button").ClickAsync();
        await page.Locator("h1", new() { HasTextString = "2026" }).WaitForAsync();
        // the password alone still opens nothing
        await page.Locator(".out button").ClickAsync();
        await page.Locator("#user").WaitForAsync();
        await page.Locator("#user").FillAsync("ann");
        await page.Locator("#password").FillAsync("a horse of good motion");
        await page.Locator("form[action='/sign-in'] button").ClickAsync();
        await page.WaitForURLAsync("**/account");
        Assert.Contains("sign out and in again with your passkey", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_scripts_a_visit_is_written_and_saved()
    {
        string id = Open();
        var page = await Page(new() { JavaScriptEnabled = false });
        await page.GotoAsync($"/visits/{id}");
        await page.Locator("#min-0").FillAsync("38");
        await page.Locator("button[value=save]").ClickAsync();
        Assert.Equal("38", await page.Locator("#min-0").InputValueAsync());
        await page.Context.CloseAsync();
    }

    /// <summary>QUARTERHOUR_UPDATE=1 writes the pictures anew.</summary>
    [Fact]
    public async Task Is_pictured()
    {
        var page = await Page(new() { ViewportSize = new() { Width = 1120, Height = 840 } });
        await Picture("today", "/");
        await Picture("visits", "/visits");
        await Picture("visit", $"/visits/{Open()}");
        await Picture("patient", $"/patients/{Patient()}");
        await Picture("plans", "/plans");
        await Picture("schedule", "/schedule?show=week");
        await Picture("visit-signed", $"/visits/{Signed()}");
        await page.Context.CloseAsync();

        async Task Picture(string name, string address)
        {
            await page.GotoAsync(address);
            byte[] picture = await page.ScreenshotAsync();
            if (Environment.GetEnvironmentVariable("QUARTERHOUR_UPDATE") == "1") await File.WriteAllBytesAsync(Repository.Path("docs", "screens", name + ".png"), picture, TestContext.Current.CancellationToken);
            else Assert.True(File.Exists(Repository.Path("docs", "screens", name + ".png")));
        }
    }
}
