using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Practice;
using Quarterhour.Practice.Rows;
using Quarterhour.Web.Accounts;
using Xunit;

namespace Quarterhour.Tests.Web;

/// <summary>Patients, plans, schedule, setup, files in and out, and the same by program. On either database where the database matters.</summary>
public sealed class RecordPageTests(Postgres server) : IClassFixture<Postgres>
{
    Task<TestOffice> Demo(bool postgres = false) => TestOffice.Filled(postgres ? server.Database() : null, demo: true);

    static async Task<Browsing> Ann(TestOffice office)
    {
        var browsing = office.Browse();
        await browsing.Get("/visits/new");
        return browsing;
    }

    static string Id(TestOffice office, string kind, string word)
    {
        using var store = office.Store();
        return store.Records.First(row => row.Kind == kind && (row.Word == word || row.Word == "" && row.Patient == word)).Id;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_patient_is_found_made_changed_and_shown_with_what_hangs_on_them(bool postgres)
    {
        await using var office = await Demo(postgres);
        var ann = await Ann(office);
        Assert.Equal(HttpStatusCode.OK, await ann.Get("/patients?who=ALDER"));
        Markup.IsSound(ann.Text);
        Assert.Contains("Alderbrook, Ada", ann.Text, StringComparison.Ordinal);
        // page by page, each once
        await ann.Get("/patients");
        int first = ann.Text.Split("href=\"/patients/").Length;
        string next = System.Text.RegularExpressions.Regex.Match(ann.Text, "href=\"(?<next>/patients\\?[^\"]+)\" rel", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["next"].Value.Replace("&amp;", "&", StringComparison.Ordinal);
        await ann.Get(next);
        Assert.Equal((50, 33), (first - 1 - 1, ann.Text.Split("href=\"/patients/").Length - 1 - 1));
        Assert.Equal(HttpStatusCode.OK, await ann.Get($"/patients/{Id(office, "patients", "P101")}"));
        Markup.IsSound(ann.Text);
        Assert.Contains("of 12 visits used", ann.Text, StringComparison.Ordinal);
        await ann.Get($"/patients/{Id(office, "patients", "P103")}");
        Assert.Contains("allowed in 2026 here", ann.Text, StringComparison.Ordinal);
        Markup.IsSound(ann.Text);
        // new, with what is wrong at its field; then right
        await ann.Get("/patients/records/patients/new");
        Markup.IsSound(ann.Text);
        Assert.Equal(HttpStatusCode.BadRequest, await ann.Post("/patients/records/patients", ("f-id", "N1"), ("f-last", "<script>alert(1)</script>"), ("f-first", "Ned"), ("f-birth", "1950-02-30")));
        Assert.Contains("It takes a day as YYYY-MM-DD", ann.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", ann.Text, StringComparison.Ordinal);
        (string, string)[] fields = [("f-id", "N1"), ("f-last", "Newcomb"), ("f-first", "Ned"), ("f-birth", "1950-02-03"), ("f-sex", "male"), ("f-street", "1 Way"), ("f-city", "Columbus"), ("f-state", "OH"), ("f-zip", "43215")];
        Assert.Equal(HttpStatusCode.Redirect, await ann.Post("/patients/records/patients", fields));
        string id = Id(office, "patients", "N1");
        Assert.Equal($"/patients/{id}", ann.Sent);
        Assert.Equal(HttpStatusCode.BadRequest, await ann.Post("/patients/records/patients", fields));
        // two who change it
        Assert.Equal(HttpStatusCode.Redirect, await ann.Post($"/patients/records/patients/{id}", [("version", "1"), .. fields, ("f-phone", "614-555-0199")]));
        Assert.Equal(HttpStatusCode.Conflict, await ann.Post($"/patients/records/patients/{id}", [("version", "1"), .. fields, ("f-phone", "614-555-0100")]));
        await ann.Get($"/patients/records/patients/{id}");
        Assert.Contains("changed: phone 614-555-0199", ann.Text, StringComparison.Ordinal);
        Markup.IsSound(ann.Text);
        // a plan, judged by the rules
        Assert.Equal(HttpStatusCode.Redirect, await ann.Post("/plans/records/plans", ("patient", id), ("f-patient", "N1"), ("f-discipline", "PT"), ("f-established", "2026-03-01")));
        await ann.Get("/plans");
        Markup.IsSound(ann.Text);
        Assert.Contains("Newcomb, Ned", ann.Text, StringComparison.Ordinal);
        Assert.Matches("(?s)Newcomb.*class=\"error\"", ann.Text);
        using var store = office.Store();
        Assert.Null(AuditTrail.Verify(store).Fault);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nobody_is_booked_twice(bool postgres)
    {
        await using var office = await Demo(postgres);
        var ann = await Ann(office);
        await ann.Get("/schedule");
        Markup.IsSound(ann.Text);
        await ann.Get("/schedule?show=week&by=room");
        Markup.IsSound(ann.Text);
        (string, string)[] at(string patient, string day, string from, string to, string weeks = "1", string room = "R1") => [("patient", patient), ("clinician", "PT2"), ("room", room), ("day", day), ("starts", from), ("ends", to), ("weeks", weeks)];
        Assert.Equal(HttpStatusCode.Redirect, await ann.Post("/schedule", at("P120", "2026-06-01", "09:00", "09:45", "4")));
        Assert.Equal(HttpStatusCode.Conflict, await ann.Post("/schedule", at("P121", "2026-06-08", "09:30", "10:00")));
        Assert.Contains("The clinician is booked on 2026-06-08 from 09:00 to 09:45", ann.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, await ann.Post("/schedule", [.. at("P121", "2026-06-15", "09:30", "10:00").Where(one => one.Item1 != "clinician"), ("clinician", "PT1")]));
        Assert.Contains("The room is booked", ann.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, await ann.Post("/schedule", at("P121", "2026-06-08", "09:45", "10:15")));
        // all of a series or none of it
        Assert.Equal(HttpStatusCode.Conflict, await ann.Post("/schedule", at("P122", "2026-05-25", "09:00", "09:30", "3")));
        string first;
        using (var store = office.Store())
        {
            Assert.Equal(0, store.Appointments.Count(row => row.Patient == "P122"));
            first = store.Appointments.Where(row => row.Patient == "P120").OrderBy(row => row.Day).First().Id;
        }
        // arrived: a visit begins; moved onto another's time: refused; what is left of the series canceled
        Assert.Equal(HttpStatusCode.Redirect, await ann.Post($"/schedule/{first}", ("version", "1"), ("do", "arrive")));
        Assert.StartsWith("/visits/", ann.Sent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, await ann.Post($"/schedule/{first}", ("version", "1"), ("do", "no-show")));
        using var after = office.Store();
        var second = after.Appointments.AsNoTracking().Where(row => row.Patient == "P120" && row.State == AppointmentState.Booked).OrderBy(row => row.Day).First();
        Assert.Equal(HttpStatusCode.Conflict, await ann.Post($"/schedule/{second.Id}", ("version", "1"), ("do", "move"), ("day", "2026-06-08"), ("starts", "10:00"), ("ends", "10:30")));
        Assert.Equal(HttpStatusCode.Redirect, await ann.Post($"/schedule/{second.Id}", ("version", "1"), ("do", "cancel-series")));
        Assert.Equal(3, after.Appointments.AsNoTracking().Count(row => row.Patient == "P120" && row.State == AppointmentState.Canceled));
    }

    [Fact]
    public async Task Accounts_are_made_begin_anew_and_end_with_their_sessions()
    {
        await using var office = await Demo();
        var ann = await Ann(office);
        await ann.Get("/setup/accounts");
        Markup.IsSound(ann.Text);
        Assert.Equal(HttpStatusCode.OK, await ann.Post("/setup/accounts", ("name", "Nora New"), ("user", "nora"), ("role", "Biller"), ("facilities", "COL1")));
        Assert.Matches("class=\"key code\">[a-z2-9]{20}<", ann.Text);
        var pat = office.Browse();
        await pat.Get("/");
        await pat.Post("/demo/as", ("as", "clinician"));
        await pat.Get("/account");
        Assert.Contains("<h1>Pat Stride", pat.Text, StringComparison.Ordinal);
        string account = System.Text.RegularExpressions.Regex.Match(ann.Text, "(?s)Pat Stride</th>.*?/setup/accounts/(?<id>[0-9a-f-]+)\"", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["id"].Value;
        Assert.Equal(HttpStatusCode.OK, await ann.Post($"/setup/accounts/{account}", ("do", "end")));
        await pat.Get("/account");
        Assert.DoesNotContain("<h1>Pat Stride", pat.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await ann.Post("/setup/keys", ("label", "The EMR"), ("scope", "SeeVisits"), ("scope", "WriteAccounts")));
        string key = System.Text.RegularExpressions.Regex.Match(ann.Text, "qh_[0-9a-f]{24}_[0-9a-f]{64}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        var program = office.Browse(key);
        Assert.Equal(HttpStatusCode.OK, await program.Get("/api/visits"));
        Assert.Equal(HttpStatusCode.Forbidden, await program.Get("/setup/accounts"));
        foreach (string kind in (string[])["facilities", "providers", "payers", "rooms"])
        {
            await ann.Get($"/setup/records?kind={kind}");
            Markup.IsSound(ann.Text);
            await ann.Get($"/setup/records/{kind}/new");
            Markup.IsSound(ann.Text);
        }
    }

    [Fact]
    public async Task Files_are_looked_at_first_and_what_goes_out_runs_nothing()
    {
        await using var office = await Demo();
        var ann = await Ann(office);
        const string Patients = "id,last,first,birth,sex,street,city,state,zip\nX1,=1+1,Ann,1950-01-01,female,1 Way,Columbus,OH,43215\nX2,Bee,Bo,1950-13-01,male,1 Way,Columbus,OH,43215\nX1,Again,Ann,1950-01-01,female,1 Way,Columbus,OH,43215\nP101,Known,Ann,1950-01-01,female,1 Way,Columbus,OH,43215\n";
        Assert.Equal(HttpStatusCode.OK, await ann.Post("/import/patients", ("text", Patients)));
        Markup.IsSound(ann.Text);
        Assert.Contains("line 3: birth: It takes a day", ann.Text, StringComparison.Ordinal);
        Assert.Contains("line 5: id: P101 is here already", ann.Text, StringComparison.Ordinal);
        using (var store = office.Store()) Assert.False(store.Records.Any(row => row.Word == "X1"));
        Assert.Equal(HttpStatusCode.OK, await ann.Post("/import/patients", ("text", Patients), ("do", "take")));
        Assert.Contains("1 patients were taken in", ann.Text, StringComparison.Ordinal);
        await ann.Get("/patients.csv");
        Assert.Contains("X1,'=1+1,Ann", ann.Text, StringComparison.Ordinal);
        const string Visits = "visit,date,payer,discipline,code,minutes,patient,clinician\nNEW1,2026-05-08,medicare,PT,97110,23,P101,PT1\nNEW2,2026-05-08,medicare,PT,97110,x,P101,PT1\nNEW3,2026-05-08,medicare,PT,97110,23,NOBODY,PT1\nW001,2026-05-08,medicare,PT,97110,23,P101,PT1\n";
        Assert.Equal(HttpStatusCode.OK, await ann.Post("/import/visits", ("text", Visits)));
        Assert.Contains("NOBODY is not among the patients", ann.Text, StringComparison.Ordinal);
        Assert.Contains("visit W001 is here already", ann.Text, StringComparison.Ordinal);
        await ann.Post("/import/visits", ("text", Visits), ("do", "take"));
        Assert.Contains("1 visits were taken in", ann.Text, StringComparison.Ordinal);
        await ann.Get("/visits.csv?from=2026-05-08");
        Assert.Contains("NEW1,2026-05-08,P101,PT1", ann.Text, StringComparison.Ordinal);
        foreach (string junk in (string[])["", "\"", "a,b\n1,2\n", new('x', 100_000)]) Assert.Equal(HttpStatusCode.UnprocessableEntity, await ann.Post("/import/patients", ("text", junk)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task By_program_with_versions_keys_and_pages(bool postgres)
    {
        await using var office = await TestOffice.Filled(postgres ? server.Database() : null);
        var program = office.Browse(await office.Key("owner"));
        Assert.Equal(HttpStatusCode.Created, await Send(HttpMethod.Post, "/api/records/plans/tasks", """{"fields":{"text":"Call","due":"2026-05-09"}}""", ("Idempotency-Key", "k1")));
        string id = Json().GetProperty("id").GetString()!;
        Assert.Equal(HttpStatusCode.OK, await Send(HttpMethod.Post, "/api/records/plans/tasks", """{"fields":{"text":"Call","due":"2026-05-09"}}""", ("Idempotency-Key", "k1")));
        Assert.Equal(id, Json().GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Send(HttpMethod.Post, "/api/records/plans/tasks", """{"fields":{"text":"Other","due":"2026-05-09"}}""", ("Idempotency-Key", "k1")));
        string at = $"/api/records/plans/tasks/{id}";
        Assert.Equal(HttpStatusCode.OK, await program.Get(at));
        Assert.Equal("\"1\"", program.Answer.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.NotModified, await program.Get(at, ("If-None-Match", "\"1\"")));
        Assert.Equal(HttpStatusCode.PreconditionRequired, await Send(HttpMethod.Put, at, """{"fields":{"text":"Call again","due":"2026-05-09"}}"""));
        Assert.Equal(HttpStatusCode.OK, await Send(HttpMethod.Put, at, """{"fields":{"text":"Call again","due":"2026-05-09"}}""", ("If-Match", "\"1\"")));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await Send(HttpMethod.Put, at, """{"fields":{"text":"Call thrice","due":"2026-05-09"}}""", ("If-Match", "\"1\"")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Send(HttpMethod.Put, at, """{"fields":{"text":"Call","due":"tomorrow"}}""", ("If-Match", "\"2\"")));
        Assert.Equal(HttpStatusCode.OK, await Send(HttpMethod.Delete, at, "", ("If-Match", "\"2\"")));
        foreach (string junk in (string[])["", "{", "[]", "{\"fields\":3}", "{\"fields\":{\"nothing\":\"x\"}}", "{\"fields\":{\"text\":{}}}"])
            Assert.True(await Send(HttpMethod.Post, "/api/records/plans/tasks", junk) is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity);
        HashSet<string> seen = [];
        for (string? after = ""; after is not null;)
        {
            await program.Get($"/api/records/patients/patients?limit=30{(after.Length > 0 ? $"&after={after}" : "")}");
            Assert.All(Json().GetProperty("records").EnumerateArray(), one => Assert.True(seen.Add(one.GetProperty("id").GetString()!)));
            after = Json().GetProperty("after").GetString();
        }
        Assert.Equal(83, seen.Count);
        await program.Get("/api/visits?limit=2&state=open");
        Assert.Equal("open", Json().GetProperty("visits")[0].GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.OK, await program.Get("/openapi/v1.json"));
        Assert.Equal(HttpStatusCode.NotFound, await program.Get("/api/records/plans/patients"));

        JsonElement Json() => TestSite.Json(program.Text);

        Task<HttpStatusCode> Send(HttpMethod method, string address, string body, params (string, string)[] headers) => program.Send(method, address, new StringContent(body, Encoding.UTF8, "application/json"), headers);
    }
}
