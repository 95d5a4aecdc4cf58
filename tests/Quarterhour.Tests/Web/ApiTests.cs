using System.Net;
using System.Text.Json;
using Xunit;

namespace Quarterhour.Tests.Web;

/// <summary>The API answers what the command line answers, byte for byte.</summary>
public sealed class ApiTests
{
    public static readonly TheoryData<string, string> Calls = new()
    {
        { "/api/units?line=97112:24&line=97110:23", "units 97112:24 97110:23 --json" },
        { "/api/units?line=97112:24&line=97110:23&rule=ama&date=2025-06-02", "units --rule ama --date 2025-06-02 97112:24 97110:23 --json" },
        { "/api/price?date=2025-06-02&zip=36104&line=97530&line=97110x2&line=97140-CQ", "price --date 2025-06-02 --zip 36104 97530 97110x2 97140-CQ --json" },
        { "/api/price?date=2025-06-02&locality=10112-00&line=97161&facility=true", "price --date 2025-06-02 --locality 10112-00 97161 --facility --json" },
        { "/api/pair?a=97530&b=97116&date=2024-07-15", "pair 97530 97116 --date 2024-07-15 --json" },
        { "/api/pair?a=97110&b=97112&date=2024-07-15&setting=hospital", "pair 97110 97112 --date 2024-07-15 --setting hospital --json" },
        { "/api/limit?code=97110&date=2026-05-04", "limit 97110 --date 2026-05-04 --json" },
        { "/api/code/97110?zip=77002", "code 97110 --zip 77002 --json" },
        { "/api/code/97129", "code 97129 --json" },
        { "/api/codes?q=ear+crystals", "codes ear crystals --json" },
        { "/api/codes?q=knee&set=all&limit=5", "codes knee --set all --limit 5 --json" },
        { "/api/changes?from=2025-12-31&to=2026-01-01&zip=77002", "changes --from 2025-12-31 --to 2026-01-01 --zip 77002 --json" },
        { "/api/data", "data --json" },
    };

    [Theory, MemberData(nameof(Calls))]
    public async Task Says_what_the_command_says(string call, string command)
    {
        var (status, text) = await TestSite.Get(call, "application/json");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(CommandLine.Run(command.Split(' ')).Out, text);
    }

    [Theory]
    [InlineData("one-visit.csv")]
    [InlineData("clinic-week.csv")]
    [InlineData("visits.json")]
    [InlineData("visits.ndjson")]
    public async Task Bills_as_the_command_does(string sample)
    {
        string visits = File.ReadAllText(Repository.Path("samples", sample));
        using var answer = await TestSite.Send(HttpMethod.Post, "/api/bill", TestSite.Text(visits), "application/json");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(CommandLine.Run(visits, 80, "bill", "-", "--json").Out, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Allowed_amounts_add_up_when_asked()
    {
        string visits = File.ReadAllText(Repository.Path("samples", "clinic-week.csv"));
        using var answer = await TestSite.Send(HttpMethod.Post, "/api/bill?accrue=true", TestSite.Text(visits), "application/json");
        Assert.Equal(CommandLine.Run(visits, 80, "bill", "-", "--accrue", "--json").Out, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("claim-lines.csv")]
    [InlineData("x12/claims.837")]
    public async Task Checks_as_the_command_does(string sample)
    {
        string claims = File.ReadAllText(Repository.Path("samples", sample));
        using var answer = await TestSite.Send(HttpMethod.Post, "/api/check", TestSite.Text(claims), "application/json");
        Assert.Equal(CommandLine.Run(claims, 80, "check", "-", "--json").Out, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/api/units", 400, "line: no code is given")]
    [InlineData("/api/units?line=97110:7.5", 400, "\"7.5\" is not a whole number of minutes")]
    [InlineData("/api/units?line=97110:8&rule=half", 400, "rule: \"half\" is neither cms")]
    [InlineData("/api/price?line=97110&date=2025-06-02", 400, "zip: where?")]
    [InlineData("/api/price?line=97110&zip=77002", 400, "date: a date is needed")]
    [InlineData("/api/pair?a=97110&b=97110&date=2025-06-02", 400, "is given twice")]
    [InlineData("/api/pair?a=1'%20OR%201=1--&b=97110&date=2025-06-02", 400, "is not a procedure code")]
    [InlineData("/api/limit?code=97110&date=1999-01-01", 400, "is before 2000-01-01")]
    [InlineData("/api/code/00000", 400, "in no loaded table")]
    [InlineData("/api/code/..%2F..%2Fetc%2Fpasswd", 400, "is not a procedure code")]
    [InlineData("/api/codes?q=", 400, "q: the words are blank")]
    [InlineData("/api/codes?q=a&limit=100000", 400, "limit: 100000 is not a number from 1 to 200")]
    [InlineData("/api/codes?q=a&set=%3Cscript%3E", 400, "set: \"<script>\" is neither therapy")]
    [InlineData("/api/nothing", 404, "there is no such call")]
    public async Task What_cannot_be_used_is_told_as_a_problem(string call, int status, string message)
    {
        using var answer = await TestSite.Send(HttpMethod.Get, call, accept: "application/json");
        var problem = TestSite.Json(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains(message, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal((1, status), (problem.GetProperty("contract").GetInt32(), problem.GetProperty("status").GetInt32()));
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/octet-stream")]
    public async Task What_is_sent_is_read_whatever_type_it_is_said_to_be(string type)
    {
        using var answer = await TestSite.Send(HttpMethod.Post, "/api/bill", TestSite.Text(File.ReadAllText(Repository.Path("samples", "one-visit.csv")), type), "*/*");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense\nmore")]
    [InlineData("{\"visits\":[")]
    public async Task Visits_that_cannot_be_read_are_told(string visits)
    {
        using var answer = await TestSite.Send(HttpMethod.Post, "/api/bill", TestSite.Text(visits), "application/json");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.StartsWith("the body", TestSite.Json(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guide_is_JSON_at_the_same_address_where_JSON_is_asked_for()
    {
        Assert.Equal((await TestSite.Get("/api/code/97110", "application/json")).Text, (await TestSite.Get("/codes/97110", "application/json")).Text);
        Assert.StartsWith("<!DOCTYPE html>", (await TestSite.Get("/codes/97110", "text/html,application/json;q=0.9,*/*;q=0.8")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_described()
    {
        var (status, text) = await TestSite.Get("/openapi/v1.json", "application/json");
        Assert.Equal(HttpStatusCode.OK, status);
        var paths = TestSite.Json(text).GetProperty("paths");
        Assert.Equal(["/api/bill", "/api/changes", "/api/check", "/api/code/{code}", "/api/codes", "/api/data", "/api/limit", "/api/pair", "/api/price", "/api/units"],
            paths.EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal));
        foreach (var operation in paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject()))
            Assert.All(operation.Value.TryGetProperty("parameters", out var parameters) ? [.. parameters.EnumerateArray()] : (JsonElement[])[],
                parameter => Assert.True(parameter.GetProperty("name").GetString() == "code" || parameter.GetProperty("description").GetString()!.Length > 3));
    }
}
