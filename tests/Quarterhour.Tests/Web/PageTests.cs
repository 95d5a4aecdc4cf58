using System.Net;
using System.Text;
using Xunit;

namespace Quarterhour.Tests.Web;

public sealed class PageTests
{
    /// <summary>Every page, empty, with an answer, and with what can't be used.</summary>
    public static readonly TheoryData<string, int> Pages = new()
    {
        { "/", 200 }, { "/codes", 200 }, { "/codes?q=ther+ex", 200 }, { "/codes?q=zzzqqq", 200 }, { "/codes?q=knee&set=all", 200 },
        { "/codes/97110", 200 }, { "/codes/97161?zip=77002&date=2026-05-04", 200 }, { "/codes/97129", 200 }, { "/codes/97110?date=yesterday&zip=1", 400 }, { "/codes/97011", 404 }, { "/codes/nonsense", 404 },
        { "/units", 200 }, { "/units?code=97112&min=24&code=97110&min=23", 200 }, { "/units?code=97110&min=7.5", 200 }, { "/units?code=97161&min=", 200 },
        { "/pairs", 200 }, { "/pairs?a=97530&b=97116&date=2026-05-04", 200 }, { "/pairs?a=97530&b=97530", 400 }, { "/pairs?a=x&b=97530&date=1999-01-01", 400 },
        { "/price", 200 }, { "/price?lines=97530+97110x2+97140-CQ&zip=36104&date=2025-06-02", 200 }, { "/price?lines=97110xx&zip=abc", 400 },
        { "/edits", 200 }, { "/edits/code-pair", 200 }, { "/edits/nothing-such", 404 },
        { "/news", 200 }, { "/news?from=2025-12-31&to=2026-01-01&zip=77002", 200 }, { "/news?from=2026-01-01&to=2025-01-01", 400 },
        { "/bill", 200 }, { "/bill?sample=one-visit", 200 }, { "/bill?sample=clinic-week", 200 }, { "/setup", 200 }, { "/rates", 200 }, { "/reference", 200 }, { "/nowhere/97111", 404 },
    };

    [Theory, MemberData(nameof(Pages))]
    public async Task Is_sound_and_guarded(string address, int status)
    {
        using var answer = await TestSite.Send(HttpMethod.Get, address);
        string page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Markup.IsSound(page);
        Assert.DoesNotContain("   at ", page, StringComparison.Ordinal);
        string policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal(("nosniff", "no-referrer", "no-store"), (Header("X-Content-Type-Options"), Header("Referrer-Policy"), Header("Cache-Control")));

        string Header(string name) => string.Join(',', answer.Headers.GetValues(name));
    }

    [Fact]
    public async Task A_first_page_is_small()
    {
        int bytes = 0;
        string page = (await TestSite.Get("/")).Text;
        bytes += Encoding.UTF8.GetByteCount(page);
        foreach (string asset in page.Split('"').Where(part => part.StartsWith("/assets/", StringComparison.Ordinal)))
        {
            using var answer = await TestSite.Send(HttpMethod.Get, asset, accept: "*/*", headers: ("Accept-Encoding", "gzip"));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            bytes += (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length;
        }
        Assert.InRange(bytes, 5_000, 100_000);
    }

    [Fact]
    public async Task A_code_that_is_searched_whole_opens_its_guide()
    {
        using var answer = await TestSite.Send(HttpMethod.Get, "/codes?q=97110");
        Assert.Equal((HttpStatusCode.Redirect, "/codes/97110"), (answer.StatusCode, answer.Headers.Location?.ToString()));
    }

    [Fact]
    public async Task A_list_of_hits_comes_alone_where_a_part_is_asked_for()
    {
        using var answer = await TestSite.Send(HttpMethod.Get, "/codes?q=ear+crystals", headers: ("HX-Request", "true"));
        string part = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("<html", part, StringComparison.Ordinal);
        Assert.Contains("href=\"/codes/95992\"", part, StringComparison.Ordinal);
        Markup.IsSound(part);
    }

    [Fact]
    public async Task The_guide_says_what_the_command_says()
    {
        string page = WebUtility.HtmlDecode((await TestSite.Get("/codes/97110?zip=77002")).Text);
        var guide = CommandLine.Run("code", "97110", "--zip", "77002", "--json").Json;
        Assert.Contains(guide.GetProperty("label").GetString()!, page, StringComparison.Ordinal);
        foreach (var question in guide.GetProperty("questions").EnumerateArray()) Assert.Contains(question.GetProperty("question").GetString()!, page, StringComparison.Ordinal);
        Assert.Contains("<svg", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Minutes_become_units_by_both_rules()
    {
        string part = WebUtility.HtmlDecode((await TestSite.Get("/units/count?code=97112&min=24&code=97110&min=23")).Text);
        Assert.Contains("47 timed minutes: 38 to 52 is 3 units", part, StringComparison.Ordinal);
        Assert.Contains("the remainders earn 1 unit", part, StringComparison.Ordinal);
        Assert.Contains("CPT midpoint rule", part, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_figure_stands_at_its_field_with_the_contracts_words() => Assert.Contains(
        "\"7.5\" is not a whole number of minutes; record the whole minutes timed, nothing is rounded for you.", WebUtility.HtmlDecode((await TestSite.Get("/units?code=97110&min=7.5")).Text), StringComparison.Ordinal);

    [Fact]
    public async Task A_code_that_is_none_gets_the_nearest() => Assert.Contains("href=\"/codes/97110\"", (await TestSite.Get("/codes/9711O")).Text, StringComparison.Ordinal);

    [Fact]
    public async Task Pasted_visits_are_billed()
    {
        using var form = new MultipartFormDataContent { { TestSite.Text(File.ReadAllText(Repository.Path("samples", "one-visit.csv"))), "visits" } };
        using var answer = await TestSite.Send(HttpMethod.Post, "/bill", form);
        string page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        foreach (string words in (string[])["97110-CQ-GP", "55.57", "clean", "half of the practice expense, 21.62 a unit"]) Assert.Contains(words, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_uploaded_file_is_billed_and_its_wrong_row_is_told()
    {
        string wrong = File.ReadAllText(Repository.Path("samples", "one-visit.csv")) + "V2,2026-05-04,medicare,PT,97110,7.5,therapist,43215,M54.51,0.00,0.00\n";
        using var form = new MultipartFormDataContent { { TestSite.Text(wrong), "file", "day.csv" } };
        using var answer = await TestSite.Send(HttpMethod.Post, "/bill", form);
        string sent = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), page = WebUtility.HtmlDecode(sent);
        Markup.IsSound(sent);
        Assert.Contains("day.csv:4: minutes: \"7.5\" is not a whole number", page, StringComparison.Ordinal);
        Assert.Contains("97110-CQ-GP", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task News_come_as_a_feed()
    {
        using var answer = await TestSite.Send(HttpMethod.Get, "/news.atom?from=2025-12-31&to=2026-01-01", accept: "*/*");
        Assert.Equal("application/atom+xml; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("feed", System.Xml.Linq.XDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Root?.Name.LocalName);
    }
}
