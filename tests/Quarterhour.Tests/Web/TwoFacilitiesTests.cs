using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quarterhour.Practice;
using Quarterhour.Practice.Rows;
using Quarterhour.Web.Accounts;
using Xunit;

namespace Quarterhour.Tests.Web;

/// <summary>Two facilities in one store, each with an owner of its own: nothing of the other is seen, found, exported, sent or changed.</summary>
public sealed class TwoFacilitiesTests(Postgres server) : IClassFixture<Postgres>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_of_the_other_is_seen_or_changed(bool postgres)
    {
        await using var office = await TestOffice.Filled(postgres ? server.Database() : null, demo: true);
        Second(office);
        var all = office.Browse();
        await Send(all);
        // the other facility's claims go out by its own owner, from the same visit numbers on
        var here = office.Browse(await Owner(office, "here", "COL1"));
        var there = office.Browse(await Owner(office, "there", "DUB1"));
        await Send(there);
        Assert.Equal(HttpStatusCode.OK, await all.Post("/payments/demo"));
        using var store = office.Store();
        var own = store.Claims.AsNoTracking().Where(row => row.Facility == "DUB1").ToList();
        Assert.Equal((3, 3), (own.Count, own.Select(row => row.Number).Except(store.Claims.AsNoTracking().Where(row => row.Facility != "DUB1").Select(row => row.Number)).Count()));
        // no control number of a file went out twice, and no file is for both
        var submissions = store.Submissions.AsNoTracking().ToList();
        Assert.Equal(submissions.Count, submissions.DistinctBy(row => (row.Interchange, row.Group, row.Transaction)).Count());
        var facilities = store.SubmittedClaims.AsNoTracking().Join(store.Claims, sent => sent.Claim, claim => claim.Number, (sent, claim) => new { sent.Submission, claim.Facility }).ToList().GroupBy(one => submissions.Single(row => row.Id == one.Submission).Hash);
        Assert.All(facilities, file => Assert.Single(file.Select(one => one.Facility).Distinct()));

        string[] pages = ["/", "/visits", "/visits.csv", "/visits/new?who=a", "/visits/new?who=z", "/patients", "/patients?who=a", "/patients?who=z", "/patients.csv", "/plans", "/schedule", "/schedule?show=week", "/claims", "/claims?show=all", "/payments", "/denials", "/denials?by=due", "/reports",
            "/setup/records?kind=facilities", "/setup/records?kind=rooms", "/setup/accounts", "/api/visits", "/api/records/patients/patients?limit=200", "/api/records/patients/coverages?limit=200", "/api/records/plans/plans", "/api/records/plans/tasks", "/api/records/practice/facilities",
            "/reports/units", "/reports/aging"];
        string[] theirs = ["Zinnia", "Zwick", "DZ1", "DZ2", "Dublin", "DUB1", .. own.Select(row => row.Number), "1,234.56"], ours = ["Alderbrook", "Hazelmere", "P101", "COL1", "Ask for the signed certification"];
        foreach (string page in pages)
        {
            Assert.Equal((page, HttpStatusCode.OK), (page, await here.Get(page)));
            Assert.Equal((page, ""), (page, string.Join(' ', theirs.Where(word => Stands(word, here.Text)))));
            Assert.Equal((page, HttpStatusCode.OK), (page, await there.Get(page)));
            Assert.Equal((page, ""), (page, string.Join(' ', ours.Where(word => Stands(word, there.Text)))));
        }
        await HasFiguresOfItsOwn(there);
        // what is asked for by its address is not there, and what is sent to it changes nothing
        string patient = store.Records.AsNoTracking().First(row => row.Word == "DZ1").Id, coverage = store.Records.AsNoTracking().First(row => row.Kind == "coverages" && row.Patient == "DZ1").Id, visit = store.Visits.AsNoTracking().First(row => row.Number == "DV1").Id;
        long item = store.Queue.AsNoTracking().Where(row => row.Claim != null && own.Select(one => one.Number).Contains(row.Claim)).Select(row => row.Id).FirstOrDefault();
        long payment = store.Decisions.AsNoTracking().Where(row => row.Claim == own[0].Number).Select(row => row.Remittance).FirstOrDefault();
        string file = submissions.First(row => store.SubmittedClaims.Any(sent => sent.Submission == row.Id && sent.Claim == own[0].Number)).Hash;
        foreach (string address in (string[])[$"/patients/{patient}", $"/patients/records/patients/{patient}", $"/patients/records/coverages/{coverage}", $"/visits/{visit}", $"/visits/{visit}?files=1", $"/visits/{visit}/files/x", $"/claims/{own[0].Number}", $"/claims/{own[0].Number}/paper", $"/claims/files/{file}", $"/denials/{item}", $"/api/visits/{visit}", $"/api/records/patients/patients/{patient}",
            .. payment == 0 ? (string[])[] : (string[])[$"/payments/{payment}"]])
            Assert.Equal((address, HttpStatusCode.NotFound), (address, await here.Get(address)));
        long before = store.Trail.AsNoTracking().Count(row => row.Facility == "DUB1");
        foreach (var (address, fields) in ((string, (string, string)[])[])[($"/patients/records/patients/{patient}", [("version", "1"), ("do", "end")]), ($"/visits/{visit}", [("version", "1"), ("do", "end")]), ($"/visits/{visit}/look", []), ($"/visits/{visit}/addendum", [("addendum", "x")]), ($"/visits/{visit}/files", []), ($"/visits/{visit}/files/x/end", []),
            ($"/claims/{own[0].Number}/again", [("do", "send")]), ($"/denials/{item}", [("note", "x")]), ($"/payments/items/{item}/give", [("claim", own[0].Number)])])
            Assert.Equal((address, HttpStatusCode.NotFound), (address, await here.Post(address, fields)));
        Assert.Equal(HttpStatusCode.BadRequest, await here.Post("/visits", ("patient", patient), ("day", "2026-05-08")));
        Assert.Equal(HttpStatusCode.BadRequest, await here.Post("/claims/send"));
        Assert.Equal(HttpStatusCode.Conflict, await here.Post("/claims/send", ("visit", visit)));
        Assert.Equal(HttpStatusCode.Conflict, await here.Post("/schedule", ("patient", "DZ1"), ("clinician", "PT1"), ("day", "2026-06-01"), ("starts", "09:00"), ("ends", "09:30")));
        Assert.Contains("Nobody of that name", here.Text, StringComparison.Ordinal);
        Assert.Equal(before, store.Trail.AsNoTracking().Count(row => row.Facility == "DUB1"));
        Assert.Null(AuditTrail.Verify(store).Fault);
    }

    /// <summary>As a word of its own: a form's mark is long and by chance, and may hold three letters as they come.</summary>
    static bool Stands(string word, string text)
    {
        for (int at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
            if (!IsPart(at - 1) && !IsPart(at + word.Length)) return true;
        return false;

        bool IsPart(int at) => at >= 0 && at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '-' or '_');
    }

    /// <summary>Three visits of two units, three claims: what its payer made of them, and nothing of the neighbours'.</summary>
    static async Task HasFiguresOfItsOwn(Browsing there)
    {
        foreach (var (report, figures) in ((string, string)[])[
            ("units", "clinician,visits,units,units a visit\r\nPT1,3,6,2.00\r\n"),
            // 1,234.56 a unit; two claims are answered on the day they were sent, one waits
            ("aging", "payer,0-30,31-60,61-90,91-120,over 120,all\r\ncommercial-cms,2469.12,0.00,0.00,0.00,0.00,2469.12\r\n"),
            ("receivable", "payer,waiting,charged in 90 days,days\r\ncommercial-cms,2469.12,7407.36,30.0\r\n"),
            ("clean-claims", "payer,answered,rejected,refused in part or whole,clean %\r\ncommercial-cms,2,0,0,100.0\r\n"),
            ("denials", "payer,claims,charged,refused,still refused,refused %\r\ncommercial-cms,2,4938.24,0.00,0.00,0.0\r\n"),
            ("denial-codes", "payer,code,lines,answered,lines %,refused,still refused\r\n"),
            ("denial-causes", "payer,cause,lines,answered,lines %,refused,still refused\r\n"),
            ("days", "payer,claims,10 %,25 %,median,75 %,90 %\r\ncommercial-cms,2,0,0,0,0,0\r\n"),
            ("expected", "payer,claims,priced,expected,paid,underpaid,overpaid,refused\r\ncommercial-cms,2,0,0.00,77.60,0.00,0.00,0.00\r\n"),
        ])
        {
            Assert.Equal(HttpStatusCode.OK, await there.Get($"/reports/{report}"));
            Assert.Equal((report, figures), (report, there.Text));
        }
    }

    static async Task Send(Browsing browsing)
    {
        Assert.Equal(HttpStatusCode.OK, await browsing.Get("/claims"));
        string[] visits = [.. System.Text.RegularExpressions.Regex.Matches(browsing.Text, "name=\"visit\" value=\"(?<id>[0-9a-f]+)\"", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Select(match => match.Groups["id"].Value)];
        Assert.NotEmpty(visits);
        Assert.Equal(HttpStatusCode.OK, await browsing.Post("/claims/send", [.. visits.Select(id => ("visit", id))]));
    }

    /// <summary>A facility in another town with patients, visits and a task of its own.</summary>
    static void Second(TestOffice office)
    {
        using var store = office.Store();
        var book = new RecordBook(store, Who.Program, office.Office.Seals, office.Clock);
        var home = book.Fields(store.Records.AsNoTracking().First(row => row.Kind == "facilities")).ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal);
        home["id"] = "DUB1";
        home["name"] = "Good Motion Dublin";
        home["npi"] = "2000000085";
        book.Make("facilities", home, "DUB1");
        foreach (var (id, last) in ((string, string)[])[("DZ1", "Zinnia"), ("DZ2", "Zwick")])
        {
            book.Make("patients", new Dictionary<string, string>(StringComparer.Ordinal) { ["id"] = id, ["last"] = last, ["first"] = "Zoe", ["birth"] = "1950-02-03", ["sex"] = "female", ["street"] = "1 Dublin Way", ["city"] = "Dublin", ["state"] = "OH", ["zip"] = "43017", ["facility"] = "DUB1" }, "DUB1");
            book.Make("coverages", new Dictionary<string, string>(StringComparer.Ordinal) { ["patient"] = id, ["payer"] = "commercial-cms", ["member"] = $"LMH-{id}" }, "DUB1");
        }
        book.Make("tasks", new Dictionary<string, string>(StringComparer.Ordinal) { ["text"] = "Call Zwick", ["due"] = "2026-05-08", ["patient"] = "DZ2" }, "DUB1");
        new VisitBook(store, Who.Program, office.Clock).Add([.. new[] { ("DV1", "DZ1", 7), ("DV2", "DZ2", 7), ("DV3", "DZ1", 6) }.Select(one => new VisitRow
        {
            Id = PracticeStore.NewId(), Number = one.Item1, Facility = "DUB1", Patient = one.Item2, Clinician = "PT1", Payer = "commercial-cms", Day = new(2026, 5, one.Item3), State = VisitState.Signed, Version = 1, Outcome = "clean", Blocks = "", Units = 2, MadeAt = "",
            Json = $$"""{"visit":"{{one.Item1}}","date":"2026-05-0{{one.Item3}}","payer":"commercial-cms","discipline":"PT","facility":"DUB1","patient":"{{one.Item2}}","clinician":"PT1","zip":"43017","dx":"M54.16","interventions":[{"code":"97110","minutes":30,"charge":"1234.56"}]}""",
        })]);
    }

    static async Task<string> Owner(TestOffice office, string user, string facility)
    {
        await using (var scope = office.Services.CreateAsyncScope())
        {
            var accounts = scope.ServiceProvider.GetRequiredService<AccountStore>();
            accounts.Users.Add(new() { UserName = user, NormalizedUserName = user.ToUpperInvariant(), Name = $"Owner of {user}", Role = Role.Owner, Facilities = facility, MadeAt = "", SecurityStamp = "s" });
            await accounts.SaveChangesAsync();
        }
        return await office.Key(user);
    }
}
