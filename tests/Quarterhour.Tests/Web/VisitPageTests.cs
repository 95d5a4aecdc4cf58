using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Practice.Rows;
using Xunit;

namespace Quarterhour.Tests.Web;

/// <summary>Today and the visit: written, answered as one types, signed, corrected by addenda; two who write one visit are told. On either database.</summary>
public sealed class VisitPageTests(Postgres server) : IClassFixture<Postgres>
{
    Task<TestOffice> Demo(bool postgres) => TestOffice.Filled(postgres ? server.Database() : null, demo: true);

    static async Task<Browsing> As(TestOffice office, string user)
    {
        var browsing = office.Browse();
        await browsing.Get("/");
        if (user != "owner") await browsing.Post("/demo/as", ("as", user));
        await browsing.Get("/");
        return browsing;
    }

    static VisitRow One(TestOffice office, VisitState state, string clinician = "PT1")
    {
        using var store = office.Store();
        return store.Visits.Where(row => row.State == state && row.Clinician == clinician && row.Outcome == "clean").OrderBy(row => row.Number).First();
    }

    static (string, string)[] Done(VisitRow row, int version, string act, params (string Field, string Value)[] more) =>
        [("version", $"{version}"), ("date", $"{row.Day:yyyy-MM-dd}"), ("payer", "medicare"), ("discipline", "PT"), ("clinician", "PT1"), ("dx", "M54.16"), ("do", act), .. more];

    static (string, string)[] Rows(params (string Code, string Minutes)[] rows) =>
        [.. rows.SelectMany(one => new[] { ("code", one.Code), ("min", one.Minutes), ("start", ""), ("end", ""), ("by", "therapist"), ("group", ""), ("charge", ""), ("impairment", ""), ("goal", ""), ("skilled", "") })];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task From_minutes_to_the_signature_and_what_is_said_after(bool postgres)
    {
        await using var office = await Demo(postgres);
        var pat = await As(office, "clinician");
        Assert.Contains("Visits to finish", pat.Text, StringComparison.Ordinal);
        Markup.IsSound(pat.Text);
        await pat.Get("/visits/new?who=ald");
        Markup.IsSound(pat.Text);
        string patient = Regex.Match(pat.Text, "name=\"patient\" value=\"(?<id>[0-9a-f]+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["id"].Value;
        Assert.Equal(HttpStatusCode.Redirect, await pat.Post("/visits", ("patient", patient), ("day", "2026-05-08")));
        string address = pat.Sent!;
        Assert.Equal(HttpStatusCode.OK, await pat.Get(address));
        Markup.IsSound(pat.Text);
        VisitRow row;
        using (var store = office.Store()) row = store.Visits.AsNoTracking().OrderByDescending(one => one.MadeAt).ThenByDescending(one => one.Id).First(one => one.Number.StartsWith("V"));
        // as one types: units and the bar, no price, nothing saved
        Assert.Equal(HttpStatusCode.OK, await pat.Fragment(address + "/look", Done(row, 1, "", Rows(("97112", "24"), ("97110", "23"), ("97530", "x")))));
        Assert.Contains("3 units", pat.Text, StringComparison.Ordinal);
        Assert.Contains("Whole minutes are needed", pat.Text, StringComparison.Ordinal);
        Assert.Contains("<svg", pat.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("33.4009", pat.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Allowed", pat.Text, StringComparison.Ordinal);
        // saved, told so, with the version that it is of now
        await pat.Fragment(address, Done(row, 1, "", Rows(("97112", "24"), ("97110", "23"))));
        Assert.Contains("Saved 12:00.", pat.Text, StringComparison.Ordinal);
        Assert.Contains("name=\"version\" id=\"version\" value=\"2\"", pat.Text, StringComparison.Ordinal);
        // the same once more is not another version
        await pat.Fragment(address, Done(row, 2, "", Rows(("97112", "24"), ("97110", "23"))));
        Assert.Contains("id=\"version\" value=\"2\"", pat.Text, StringComparison.Ordinal);
        // somebody else wrote in between
        var ann = await As(office, "owner");
        await ann.Get(address);
        await ann.Post(address, Done(row, 2, "save", Rows(("97112", "24"), ("97110", "16"))));
        await pat.Fragment(address, Done(row, 2, "", Rows(("97112", "24"), ("97110", "30"))));
        Assert.Contains("Ann Biller changed this visit at 12:00 UTC", pat.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, await pat.Post(address, Done(row, 2, "sign", Rows(("97112", "24"), ("97110", "30")))));
        Assert.Contains("value=\"30\"", pat.Text, StringComparison.Ordinal);
        Markup.IsSound(pat.Text);
        // signed: the clinician sees no price, the owner does
        Assert.Equal(HttpStatusCode.Redirect, await pat.Post(address, Done(row, 3, "sign", Rows(("97112", "24"), ("97110", "23")))));
        await pat.Get(address);
        Assert.Contains("signed by Pat Stride", pat.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Allowed", pat.Text, StringComparison.Ordinal);
        await ann.Get(address);
        Assert.Contains("Allowed", ann.Text, StringComparison.Ordinal);
        Markup.IsSound(ann.Text);
        // no more edits; an addendum, and a correction with one
        Assert.Equal(HttpStatusCode.Conflict, await pat.Post(address, Done(row, 5, "save", Rows(("97112", "60")))));
        Assert.Contains("is signed", pat.Text, StringComparison.Ordinal);
        await pat.Get(address);
        Assert.Equal(HttpStatusCode.Redirect, await pat.Post(address + "/addendum", ("version", "5"), ("addendum", "The patient used <b>crutches</b>.")));
        await pat.Get(address);
        Assert.Contains("The patient used &lt;b&gt;crutches&lt;/b&gt;.", pat.Text, StringComparison.Ordinal);
        await pat.Get(address + "?correct=1");
        Markup.IsSound(pat.Text);
        Assert.Equal(HttpStatusCode.Redirect, await pat.Post(address, Done(row, 6, "save", [("correct", "1"), ("addendum", "97110 was 8 minutes"), .. Rows(("97112", "24"), ("97110", "8"))])));
        using var after = office.Store();
        var kept = after.Visits.AsNoTracking().Single(one => one.Id == row.Id);
        Assert.Equal((VisitState.Signed, 7, 2), (kept.State, kept.Version, kept.Units));
        Assert.Equal(["made", "changed", "changed", "changed", "signed", "added", "added"], after.Trail.Where(one => one.Record == row.Id && one.Version != null).OrderBy(one => one.Number).Select(one => one.Action));
        Assert.Null(Practice.AuditTrail.Verify(after).Fault);
    }

    [Fact]
    public async Task Roles_see_what_is_theirs()
    {
        await using var office = await Demo(false);
        var signed = One(office, VisitState.Signed);
        var desk = await As(office, "frontdesk");
        Assert.DoesNotContain("Visits to finish", desk.Text, StringComparison.Ordinal);
        Assert.Contains("Ask for the signed certification", desk.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await desk.Get($"/visits/{signed.Id}"));
        var biller = await As(office, "biller");
        await biller.Get($"/visits/{signed.Id}");
        Assert.Contains("Allowed", biller.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"addendum\"", biller.Text, StringComparison.Ordinal);
        // a clinician signs their own, and an assistant's who is billed under them; nobody else's
        var pat = await As(office, "clinician");
        var robins = One(office, VisitState.Open, "PT2");
        Assert.Equal(HttpStatusCode.Forbidden, await pat.Post($"/visits/{robins.Id}", Done(robins, 1, "sign", Rows(("97110", "23")))));
        await pat.Get($"/visits/{robins.Id}");
        Assert.DoesNotContain("value=\"sign\"", pat.Text, StringComparison.Ordinal);
        var kims = One(office, VisitState.Open, "PTA1");
        await pat.Get($"/visits/{kims.Id}");
        Assert.Contains("value=\"sign\"", pat.Text, StringComparison.Ordinal);
        var auditor = await As(office, "auditor");
        var open = One(office, VisitState.Open);
        await auditor.Get($"/visits/{open.Id}");
        Assert.DoesNotContain("name=\"min\"", auditor.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await auditor.Post($"/visits/{open.Id}", Done(open, 1, "sign")));
        Assert.Equal(HttpStatusCode.Forbidden, await biller.Post($"/visits/{open.Id}", Done(open, 1, "sign")));
    }

    [Fact]
    public async Task An_empty_office_says_what_to_do_first()
    {
        await using var office = await TestOffice.Empty();
        var ann = office.Browse();
        await ann.Get("/account/owner");
        await ann.Post("/account/owner", ("code", office.Office.OwnerCode), ("name", "Ann"), ("user", "ann"), ("password", "a horse of good motion"), ("again", "a horse of good motion"));
        var key = office.Browse(await office.Key("ann"));
        Assert.Equal(HttpStatusCode.OK, await key.Get("/"));
        Assert.Contains("What to do first", key.Text, StringComparison.Ordinal);
        Markup.IsSound(key.Text);
    }

    [Fact]
    public async Task A_practice_file_is_loaded_and_a_hostile_one_is_not()
    {
        await using var office = await TestOffice.Filled();
        var ann = office.Browse(await office.Key("owner"));
        Assert.Equal(HttpStatusCode.OK, await Load("practice.yaml", File.ReadAllBytes(Repository.Path("samples", "practice.yaml")), ("patients.csv", File.ReadAllBytes(Repository.Path("samples", "practice", "patients.csv"))),
            ("coverages.csv", File.ReadAllBytes(Repository.Path("samples", "practice", "coverages.csv"))), ("cases.csv", File.ReadAllBytes(Repository.Path("samples", "practice", "cases.csv")))));
        Assert.Contains("0 entries were added, 0 changed", ann.Text, StringComparison.Ordinal);
        Markup.IsSound(ann.Text);
        foreach (string outside in (string[])["/etc/passwd", "../../../../../../etc/passwd"])
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, await Load("practice.yaml", System.Text.Encoding.UTF8.GetBytes($"patients: {outside}\n")));
            Assert.Contains("stands outside", ann.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("root:", ann.Text, StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Load("evil.zip", Zip("../../evil.csv", 10)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Load("bomb.zip", Zip("patients.csv", 200 << 20)));
        Assert.Contains("64 MB unpacked", ann.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Load("x.zip", [1, 2, 3]));

        Task<HttpStatusCode> Load(string name, byte[] content, params (string Name, byte[] Content)[] more)
        {
            var form = new MultipartFormDataContent();
            foreach (var (file, bytes) in ((string, byte[])[])[(name, content), .. more]) form.Add(new ByteArrayContent(bytes), "files", file);
            return ann.Send(HttpMethod.Post, "/setup/practice", form, []);
        }
    }

    static byte[] Zip(string name, int size)
    {
        using var bytes = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(bytes, System.IO.Compression.ZipArchiveMode.Create))
        {
            using var entry = zip.CreateEntry(name).Open();
            byte[] zeros = new byte[1 << 20];
            for (int left = size; left > 0; left -= zeros.Length) entry.Write(zeros, 0, Math.Min(left, zeros.Length));
        }
        return bytes.ToArray();
    }

    [Fact]
    public async Task Hostile_addresses_do_nothing()
    {
        await using var office = await Demo(false);
        var ann = await As(office, "owner");
        foreach (string address in (string[])["/visits?from=x&to=2026-99-99&state=%27%3B+drop+table+visit&after=~", "/visits?after=2026-05-08~%27", "/visits/..%2f..%2fetc%2fpasswd", "/visits/new?who=%3Cscript%3Ealert(1)%3C%2Fscript%3E", "/visits/new?who=%25%27+or+1%3D1", "/visits/codes?code=%3Cscript%3E"])
        {
            Assert.True(await ann.Get(address) is HttpStatusCode.OK or HttpStatusCode.NotFound);
            Assert.DoesNotContain("<script>alert", ann.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", ann.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Hostile_forms_do_nothing()
    {
        await using var office = await Demo(false);
        var ann = await As(office, "owner");
        var open = One(office, VisitState.Open);
        await ann.Get($"/visits/{open.Id}");
        string large = new('x', 5 << 20);
        foreach (var fields in ((string, string)[][])[[("code", "<script>"), ("min", "-1")], [("code", large), ("min", large)], [("version", large)], [("date", "0000-00-00"), ("code", "97110"), ("min", "99999999999")], [("code", "97110"), ("start", "25:00"), ("end", "x"), ("by", "<b>")], []])
            foreach (string at in (string[])["", "/look"])
            {
                Assert.NotEqual(HttpStatusCode.InternalServerError, await ann.Fragment($"/visits/{open.Id}{at}", fields));
                Assert.DoesNotContain("<script>", ann.Text, StringComparison.Ordinal);
            }
        Assert.Equal(HttpStatusCode.NotFound, await ann.Fragment("/visits/nobody/look", []));
    }
}
