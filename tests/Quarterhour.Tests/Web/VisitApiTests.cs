using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Practice;
using Quarterhour.Practice.Rows;
using Quarterhour.Web.Accounts;
using Xunit;

namespace Quarterhour.Tests.Web;

/// <summary>Visits written by program: made once, changed by who read them last, ended, never signed.</summary>
public sealed class VisitApiTests(Postgres server) : IClassFixture<Postgres>
{
    const string Visit = """{"visit":{"date":"2026-05-08","payer":"medicare","discipline":"PT","patient":"P103","clinician":"PT1","dx":"M54.16","interventions":[{"code":"97110","minutes":23},{"code":"97112","minutes":24}]}}""";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_visit_is_made_once_changed_with_its_version_and_ended(bool postgres)
    {
        await using var office = await TestOffice.Filled(postgres ? server.Database() : null);
        var program = office.Browse(await office.Key("biller"));
        Assert.Equal(HttpStatusCode.Created, await Send(HttpMethod.Post, "/api/visits", Visit, ("Idempotency-Key", "a")));
        string id = Json().GetProperty("id").GetString()!, number = Json().GetProperty("visit").GetProperty("visit").GetString()!, at = $"/api/visits/{id}";
        Assert.Equal((at, "\"1\"", "open"), (program.Sent, program.Answer.Headers.ETag!.Tag, Json().GetProperty("state").GetString()));
        // the same again makes nothing; another under the same key is refused
        Assert.Equal(HttpStatusCode.OK, await Send(HttpMethod.Post, "/api/visits", Visit, ("Idempotency-Key", "a")));
        Assert.Equal(id, Json().GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Send(HttpMethod.Post, "/api/visits", Visit.Replace("23", "38", StringComparison.Ordinal), ("Idempotency-Key", "a")));
        // the bill of it is what the page would show
        using (var store = office.Store())
        {
            var row = store.Visits.AsNoTracking().Single(one => one.Id == id);
            Assert.Equal((number, 3, "COL1", "PT", VisitState.Open), (row.Number, row.Units, row.Facility, row.Discipline, row.State));
            Assert.DoesNotContain("ledger", row.Json, StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.PreconditionRequired, await Send(HttpMethod.Put, at, Visit));
        Assert.Equal(HttpStatusCode.OK, await Send(HttpMethod.Put, at, Visit.Replace("23", "38", StringComparison.Ordinal), ("If-Match", "\"1\"")));
        Assert.Equal(("\"2\"", 38), (program.Answer.Headers.ETag!.Tag, Json().GetProperty("visit").GetProperty("interventions")[0].GetProperty("minutes").GetInt32()));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await Send(HttpMethod.Put, at, Visit, ("If-Match", "\"1\"")));
        // after it was changed the key still finds it
        Assert.Equal(HttpStatusCode.OK, await Send(HttpMethod.Post, "/api/visits", Visit, ("Idempotency-Key", "a")));
        Assert.Equal(HttpStatusCode.NotModified, await program.Get(at, ("If-None-Match", "\"2\"")));
        Assert.Equal(HttpStatusCode.OK, await Send(HttpMethod.Delete, at, "", ("If-Match", "\"2\"")));
        Assert.Equal(HttpStatusCode.Conflict, await Send(HttpMethod.Put, at, Visit, ("If-Match", "\"3\"")));
        Assert.Equal(HttpStatusCode.Conflict, await Send(HttpMethod.Post, "/api/visits", Visit.Replace("{\"date\"", $"{{\"visit\":\"{number}\",\"date\"", StringComparison.Ordinal)));
        if (postgres) return;
        foreach (var (wrong, message) in ((string, string)[])[("{", "not JSON"), ("[]", "an object is needed"), ("{\"visit\":3}", "an object is needed"), (Visit.Replace("2026-05-08", "yesterday", StringComparison.Ordinal), "date:"), (Visit.Replace("medicare", "medicair", StringComparison.Ordinal), "did you mean \"medicare"),
            (Visit.Replace("P103", "NOBODY", StringComparison.Ordinal), "not among the patients"), (Visit.Replace("\"PT\"", "\"XX\"", StringComparison.Ordinal), "discipline"), (Visit.Replace(":23", ":\"7.5\"", StringComparison.Ordinal), "not a whole number"), (Visit.Replace("\"dx\"", "\"facility\":\"OTHER\",\"dx\"", StringComparison.Ordinal), "not in facilities"),
            (Visit.Replace("\"dx\"", "\"diagnosis\"", StringComparison.Ordinal), "diagnosis")])
        {
            Assert.True(await Send(HttpMethod.Post, "/api/visits", wrong) is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity, wrong);
            Assert.Equal("application/problem+json", program.Answer.Content.Headers.ContentType?.MediaType);
            Assert.Contains(message, Json().GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
        // a signed visit is not changed by a program, and no key signs
        string signed;
        using (var store = office.Store()) signed = store.Visits.First(row => row.State == VisitState.Signed && row.Patient == "P103").Id;
        await program.Get($"/api/visits/{signed}");
        Assert.Equal(HttpStatusCode.Conflict, await Send(HttpMethod.Put, $"/api/visits/{signed}", $$"""{"visit":{{Json().GetProperty("visit").GetRawText()}}}""", ("If-Match", program.Answer.Headers.ETag!.Tag)));
        Assert.Contains("addendum", program.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await (office.Browse(await office.Key("frontdesk"))).Send(HttpMethod.Post, "/api/visits", new StringContent(Visit, Encoding.UTF8, "application/json"), []));
        using var after = office.Store();
        Assert.Null(AuditTrail.Verify(after).Fault);

        JsonElement Json() => TestSite.Json(program.Text);

        Task<HttpStatusCode> Send(HttpMethod method, string address, string body, params (string, string)[] headers) => program.Send(method, address, new StringContent(body, Encoding.UTF8, "application/json"), headers);
    }

    [Fact]
    public async Task The_description_tells_what_each_call_answers()
    {
        await using var office = await TestOffice.Empty();
        var nobody = office.Browse();
        Assert.Equal(HttpStatusCode.OK, await nobody.Get("/openapi/v1.json", ("Accept", "application/json")));
        var document = TestSite.Json(nobody.Text);
        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("key").GetProperty("scheme").GetString());
        var visits = document.GetProperty("paths").GetProperty("/api/visits/{id}");
        Assert.Equal(["delete", "get", "put"], visits.EnumerateObject().Select(call => call.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["200", "400", "401", "403", "404", "409", "412", "422", "428", "429"], visits.GetProperty("put").GetProperty("responses").EnumerateObject().Select(one => one.Name).Order(StringComparer.Ordinal));
        Assert.Contains(visits.GetProperty("put").GetProperty("parameters").EnumerateArray(), one => one.GetProperty("name").GetString() == "If-Match" && one.GetProperty("required").GetBoolean());
        Assert.All(document.GetProperty("paths").EnumerateObject().Where(path => path.Name.StartsWith("/api/records", StringComparison.Ordinal) || path.Name.StartsWith("/api/visits", StringComparison.Ordinal)).SelectMany(path => path.Value.EnumerateObject()), call =>
        {
            Assert.True(call.Value.GetProperty("summary").GetString()!.Length > 5);
            Assert.True(call.Value.TryGetProperty("security", out _));
            Assert.True(call.Value.GetProperty("responses").TryGetProperty("401", out _));
        });
    }
}
