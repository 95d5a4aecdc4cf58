using System.Net;
using Microsoft.AspNetCore.TestHost;
using Xunit;

namespace Quarterhour.Tests.Web;

/// <summary>What people with bad intent send.</summary>
public sealed class HostileTests
{
    const string Script = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";

    [Theory]
    [InlineData("/codes?q=")]
    [InlineData("/codes/97110?zip=")]
    [InlineData("/codes/")]
    [InlineData("/units?min=8&code=")]
    [InlineData("/units?code=97110&min=")]
    [InlineData("/pairs?b=97110&a=")]
    [InlineData("/price?zip=77002&lines=")]
    [InlineData("/edits/")]
    [InlineData("/news?from=")]
    [InlineData("/bill?sample=")]
    public async Task A_script_in_a_field_stays_text(string address)
    {
        var (_, page) = await TestSite.Get(address + Uri.EscapeDataString(Script));
        Markup.IsSound(page);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_in_a_visit_stays_text()
    {
        string visits = $"visit,date,payer,discipline,code,minutes,patient\n\"{Script.Replace("\"", "\"\"", StringComparison.Ordinal)}\",2026-05-04,medicare,PT,97110,23,\"<svg onload=alert(1)>\"\n</textarea><script>alert(1)</script>,x,y,z,a,b,c\n";
        using var form = new MultipartFormDataContent { { TestSite.Text(visits), "visits" } };
        using var answer = await TestSite.Send(HttpMethod.Post, "/bill", form);
        string page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Markup.IsSound(page);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_of_five_megabytes_is_answered()
    {
        string large = new('9', 5 << 20);
        foreach (string visits in (string[])[large, "visit,date,payer,discipline,code,minutes\nV1,2026-05-04,medicare,PT,97110," + large, "visit,date,payer,discipline,code,minutes\n\"" + large])
        {
            using var answer = await TestSite.Send(HttpMethod.Post, "/api/bill", TestSite.Text(visits), "application/json");
            Assert.InRange((int)answer.StatusCode, 200, 422);
            Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
        }
    }

    [Fact]
    public async Task More_than_is_allowed_is_refused()
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.ExpectContinue = true;
        using var content = new ByteArrayContent(new byte[9 << 20]);
        using var answer = await http.PostAsync(TestSite.Address + "/api/bill", content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("8 MB", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task A_page_of_another_site_may_send_nothing(string header, string value)
    {
        using var answer = await TestSite.Send(HttpMethod.Post, "/api/bill", TestSite.Text("visit"), "application/json", (header, value));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_name_that_only_leads_here_gets_nothing()
    {
        using var answer = await TestSite.Send(HttpMethod.Get, "/codes/97110", headers: ("Host", "evil.example"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("/assets/../../etc/passwd")]
    [InlineData("/assets/x/..%2f..%2fsite.css")]
    [InlineData("/assets/000000000000/site.css")]
    public async Task A_path_leads_to_no_file(string address) => Assert.Equal(HttpStatusCode.NotFound, (await TestSite.Get(address, "*/*")).Status);

    [Fact]
    public async Task Too_many_calls_at_once_are_told_to_wait()
    {
        await using var site = TestSite.Limited(burst: 3, eachSecond: 1);
        List<HttpStatusCode> answers = [];
        for (int i = 0; i < 20; i++)
        {
            using var answer = await site.GetTestClient().GetAsync("http://localhost/api/limit?code=97110&date=2026-05-04", TestContext.Current.CancellationToken);
            answers.Add(answer.StatusCode);
        }
        Assert.Equal(HttpStatusCode.OK, answers[0]);
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }
}
