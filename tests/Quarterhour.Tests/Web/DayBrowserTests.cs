using Microsoft.EntityFrameworkCore;
using Quarterhour.Practice;
using Quarterhour.Practice.Rows;
using Quarterhour.X12;
using Xunit;

namespace Quarterhour.Tests.Web;

/// <summary>A clinic's day in a browser, from a store with nothing in it to a worked denial, a corrected claim and one taken back: everything by keyboard.</summary>
public abstract class DayBrowserTests
{
    const string Password = "a horse of good motion";

    static readonly DateOnly Today = new(2026, 5, 8);

    protected abstract string? Database();

    [Fact]
    public async Task From_an_empty_store_to_a_corrected_claim()
    {
        await using var office = await TestOffice.Empty(Database(), listen: true);
        var keys = new Keys(await Chromium.Page(new() { BaseURL = office.Address }));
        await keys.Page.GotoAsync("/");
        await Account(keys, office);
        await Setup(keys);
        await Patient(keys);
        await Visit(keys, Today, "30");
        string denied = await Number(keys);
        await keys.Page.GotoAsync("/");
        await Press(keys, "nav a[href='/patients']");
        await keys.Skip();
        await keys.Press(".hits a");
        await Visit(keys, Today.AddDays(-1), "31");
        string paid = await Number(keys);

        // both go out in one file
        await Press(keys, "nav a[href='/claims']");
        await keys.Skip();
        await keys.Press("form[action='/claims/send'] button");
        string file = await keys.Download("a[download]");
        Assert.Contains($"CLM*{denied}-P1*136***11:B:1*", file, StringComparison.Ordinal);
        Assert.Contains($"CLM*{paid}-P1*136***11:B:1*", file, StringComparison.Ordinal);

        // the payer refuses one and pays the other
        await Press(keys, "nav a[href='/payments']");
        await keys.Skip();
        await keys.Reach("#files");
        await keys.Page.Locator("#files").SetInputFilesAsync(new Microsoft.Playwright.FilePayload { Name = "lakeside.835", MimeType = "text/plain", Buffer = Answer(denied, paid) });
        await keys.Press("form[enctype] button");
        Assert.Contains("2 decisions on claims, 0 without a claim", await keys.Page.Locator("section[role=status]").InnerTextAsync(), StringComparison.Ordinal);

        // the denial says what to do; the visit is corrected, and goes out as a replacement under the payer's number
        await Press(keys, "nav a[href='/denials']");
        await keys.Skip();
        await keys.Press(".hits a");
        Assert.Contains("CO-11", await keys.Page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
        await keys.Skip();
        await keys.Press("a[href$='correct=1']");
        await keys.Skip();
        await keys.Type("#addendum", "The diagnosis of the referral was written down.");
        await keys.Type("#dx", "M25.511");
        await keys.Press("button[value=save]");
        Assert.Contains("M25.511", await keys.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await keys.Skip();
        await keys.Press($"a[href='/claims/{denied}-P1']");
        await keys.Skip();
        await keys.Press("button[value=send]");
        Assert.Contains($"{denied}-P7 sent", await keys.Page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
        string corrected = await keys.Download("a[download]");
        Assert.Contains($"CLM*{denied}-P7*136***11:B:7*", corrected, StringComparison.Ordinal);
        Assert.Contains("~REF*F8*LMH-77~", corrected, StringComparison.Ordinal);
        Assert.Contains("HI*ABK:M25511~", corrected, StringComparison.Ordinal);

        // the other is taken back under its number
        await Press(keys, "nav a[href='/claims']");
        await keys.Skip();
        await keys.Press(".counts a[href$='decided']");
        await keys.Skip();
        await keys.Press($"a[href='/claims/{paid}-P1']");
        await keys.Skip();
        await keys.Press("button[value=void]");
        string taken = await keys.Download("a[download]");
        Assert.Contains($"CLM*{paid}-P8*136***11:B:8*", taken, StringComparison.Ordinal);
        Assert.Contains("~REF*F8*LMH-78~", taken, StringComparison.Ordinal);

        using var store = office.Store();
        Assert.Equal($"corrected and sent as {denied}-P7", store.Queue.AsNoTracking().Single(row => row.Claim == denied + "-P1").Done);
        Assert.Equal([ClaimState.Denied, ClaimState.Sent, ClaimState.Paid, ClaimState.Sent], store.Claims.AsNoTracking().OrderBy(row => row.Visit).ThenBy(row => row.Number).ToList().OrderBy(row => row.Visit == paid).Select(row => row.State));
        foreach (string sent in (string[])[file, corrected, taken]) Assert.Equal(0, X12Check.Run(System.Text.Encoding.ASCII.GetBytes(sent)).Findings.Errors);
        Assert.Null(AuditTrail.Verify(store).Fault);
        await keys.Page.Context.CloseAsync();
    }

    /// <summary>A link beside the content, from the top of the page.</summary>
    static async Task Press(Keys keys, string selector)
    {
        await keys.Page.EvaluateAsync("document.activeElement.blur()");
        await keys.Press(selector);
    }

    static async Task Account(Keys keys, TestOffice office)
    {
        foreach (var (field, text) in ((string, string)[])[("code", office.Office.OwnerCode), ("name", "Ann Owner"), ("user", "ann"), ("password", Password), ("again", Password)]) await keys.Type($"#field-{field}", text);
        await keys.Enter();
        string key = Authenticator.Key(await keys.Page.ContentAsync());
        await keys.Type("#code", Authenticator.Code(key));
        await keys.Enter();
        await keys.Press("main a[href='/']");
    }

    /// <summary>What Today says comes first, one after the other.</summary>
    static async Task Setup(Keys keys)
    {
        await keys.Skip();
        await keys.Press("section[aria-label='What to do first'] a");
        await Fill(keys, ("id", "HILL"), ("name", "Hill Street Therapy"), ("npi", "2000000010"), ("tax_id", "00-1234567"), ("taxonomy", "261QP2000X"), ("street", "2 Clinic Road"), ("city", "Columbus"), ("state", "OH"), ("zip", "43215-1234"));
        await Next(keys, "submitter");
        await Fill(keys, ("name", "Hill Street Therapy"), ("number", "HILLST"), ("contact", "Ann Owner"), ("phone", "614-555-0100"));
        await Next(keys, "receivers");
        await Fill(keys, ("id", "house"), ("name", "Sample Clearinghouse"), ("number", "SAMPLEHOUSE"));
        await Next(keys, "providers");
        await Fill(keys, ("id", "PT1"), ("last", "Stride"), ("first", "Pat"), ("npi", "2000000028"), ("taxonomy", "225100000X"), ("discipline", "PT"));
        await Next(keys, "payers");
        await Fill(keys, ("id", "lakeside"), ("name", "Lakeside Mutual Health"), ("number", "LMH01"), ("filing", "CI"), ("profile", "commercial-cms"));
        await Next(keys, "charges");
        await Fill(keys, ("code", "97110"), ("charge", "68.00"));
    }

    /// <summary>The page says what comes next.</summary>
    static async Task Next(Keys keys, string kind)
    {
        await keys.Skip();
        await keys.Press($"main p a[href='/setup/records/{kind}/new']");
    }

    static async Task Fill(Keys keys, params (string Field, string Text)[] fields)
    {
        await keys.Skip();
        foreach (var (field, text) in fields) await keys.Type($"#f-{field}", text);
        await keys.Press("form.record button[type=submit]");
        Assert.Equal(0, await keys.Page.Locator(".wrong-count").CountAsync());
    }

    static async Task Patient(Keys keys)
    {
        await keys.Skip();
        await keys.Press("main p a[href='/patients/records/patients/new']");
        await keys.Skip();
        await keys.Type("#f-last", "Alderbrook");
        await keys.Type("#f-first", "Ada");
        await keys.Day("#f-birth", new(1966, 1, 1));
        foreach (var (field, text) in ((string, string)[])[("sex", "female"), ("street", "100 Sample Street"), ("city", "Columbus"), ("state", "OH"), ("zip", "43215")]) await keys.Type($"#f-{field}", text);
        await keys.Press("form.record button[type=submit]");
        await keys.Skip();
        await keys.Press("a[href*='/coverages/new']");
        await Fill(keys, ("payer", "Lakeside"), ("member", "LMH220001"));
    }

    /// <summary>From the patient's page to the signature.</summary>
    static async Task Visit(Keys keys, DateOnly day, string minutes)
    {
        await keys.Skip();
        await keys.Day("#day", day);
        await keys.Press("form[action='/visits'] button");
        await keys.Skip();
        await keys.Type("#code-0", "97110");
        await keys.Type("#min-0", minutes);
        await keys.Page.Locator("#answer .units-said", new() { HasTextString = "2 units" }).WaitForAsync();
        // the details stand open while nobody has said what for
        if (await keys.Page.Locator("#dx").InputValueAsync() is "")
        {
            await keys.Type("#clinician", "Stride");
            await keys.Type("#dx", "M54.16");
        }
        await keys.Reach("button[value=save]");
        await keys.Page.Locator("#saved", new() { HasTextString = "Saved 12:00" }).WaitForAsync();
        await keys.Press("button[value=sign]");
        Assert.Contains("signed by Ann Owner", await keys.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    static async Task<string> Number(Keys keys) => (await keys.Page.Locator("main p .code").First.InnerTextAsync()).Trim();

    static byte[] Answer(string denied, string paid)
    {
        var payment = new Payment { Transaction = new("835", "0001", ""), Handling = "I", Method = "ACH", Trace = "LMH-EFT1", TraceOriginator = "1512345678", Banking = ["CCP", "01", "999999992", "DA", "123456", "1512345678", "", "01", "999988880", "DA", "98765", "20260521"],
            Payer = new("PR") { IsN1 = true, Name = "LAKESIDE MUTUAL HEALTH", IdCode = "XV", Id = "LMH01" }, Payee = new("PE") { IsN1 = true, Name = "HILL STREET THERAPY", IdCode = "XX", Id = "2000000010" } };
        return MadeDecisions.Remittance(payment,
        [
            MadeDecisions.Decision(denied + "-P1", [MadeDecisions.Paid(denied + "-P1-1", "97110", 136m, "CO-11:136", 0)], "4", payment: payment, payerNumber: "LMH-77"),
            MadeDecisions.Decision(paid + "-P1", [MadeDecisions.Paid(paid + "-P1-1", "97110", 136m, "CO-45:40", 2)], payment: payment, payerNumber: "LMH-78"),
        ]);
    }
}

/// <summary>On SQLite.</summary>
public sealed class SqliteDayBrowserTests : DayBrowserTests
{
    protected override string? Database() => null;
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresDayBrowserTests(Postgres server) : DayBrowserTests, IClassFixture<Postgres>
{
    protected override string? Database() => server.Database();
}
