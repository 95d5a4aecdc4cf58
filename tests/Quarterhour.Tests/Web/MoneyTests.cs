using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quarterhour.Practice.Rows;
using Quarterhour.Web.Receivables;
using Xunit;

namespace Quarterhour.Tests.Web;

/// <summary>Claims out, answers in, denials worked, on either database; without scripts.</summary>
public abstract class MoneyTests
{
    protected abstract string? Database();

    Task<TestOffice> Filled() => TestOffice.Filled(Database(), demo: true);

    static async Task SendAll(TestOffice office, Browsing ann)
    {
        Assert.Equal(HttpStatusCode.OK, await ann.Get("/claims"));
        string[] visits = [.. System.Text.RegularExpressions.Regex.Matches(ann.Text, "name=\"visit\" value=\"(?<id>[0-9a-f]+)\"", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Select(match => match.Groups["id"].Value)];
        Assert.True(visits.Length > 20);
        Assert.Equal(HttpStatusCode.OK, await ann.Post("/claims/send", [.. visits.Select(id => ("visit", id))]));
        using var store = office.Store();
        Assert.Equal(visits.Length, store.Claims.Count(row => row.State == ClaimState.Sent));
    }

    /// <summary>Two patients of one clinician at the same minutes by the clock: neither goes out, also where the other is not among those that are sent.</summary>
    [Fact]
    public async Task Minutes_that_overlap_by_the_clock_are_seen_when_one_of_the_visits_goes_out_alone()
    {
        await using var office = await Filled();
        var ann = office.Browse();
        string[] overlapping;
        using (var store = office.Store())
        {
            overlapping = [.. store.Visits.AsNoTracking().Where(row => row.State == VisitState.Signed && row.Blocks.Contains("overlapping-minutes")).OrderBy(row => row.Number).Select(row => row.Id)];
            Assert.True(overlapping.Length >= 2);
            Assert.All(overlapping, id => Assert.True(store.Visits.AsNoTracking().Single(row => row.Id == id).Timed));
        }
        await ann.Get("/claims");
        foreach (string id in overlapping) Assert.Equal(HttpStatusCode.Conflict, await ann.Post("/claims/send", ("visit", id)));
        using var after = office.Store();
        Assert.Equal(0, after.Claims.Count());
    }

    /// <summary>Of two that are the same visit the later number is the repeat, whichever is asked for, and whatever their ids are.</summary>
    [Theory]
    [InlineData("a", "b")]
    [InlineData("b", "a")]
    public async Task Of_a_visit_entered_twice_one_goes_out(string firstId, string secondId)
    {
        await using var office = await Filled();
        var ann = office.Browse();
        string[] ids = [new(firstId[0], 24), new(secondId[0], 24)];
        using (var store = office.Store())
        {
            var model = store.Visits.AsNoTracking().Where(row => row.State == VisitState.Signed && row.Claim == null && row.Outcome == "clean" && row.Payer == "medicare").OrderBy(row => row.Number).First();
            foreach (var (id, number) in ids.Zip((string[])["W901", "W902"]))
                store.Visits.Add(new() { Id = id, Number = number, Facility = model.Facility, Patient = model.Patient, Clinician = model.Clinician, Payer = model.Payer, Day = model.Day.AddDays(-14), Discipline = model.Discipline, State = VisitState.Signed, Version = 1, Outcome = "clean", Blocks = "", Units = model.Units, MadeAt = model.MadeAt,
                    SignedAt = model.SignedAt, SignedBy = model.SignedBy, Json = model.Json.Replace($"\"{model.Number}\"", $"\"{number}\"", StringComparison.Ordinal).Replace($"{model.Day:yyyy-MM-dd}", $"{model.Day.AddDays(-14):yyyy-MM-dd}", StringComparison.Ordinal) });
            store.SaveChanges();
        }
        await ann.Get("/claims");
        Assert.Equal(HttpStatusCode.Conflict, await ann.Post("/claims/send", ("visit", ids[1])));
        await ann.Get("/claims");
        Assert.Contains($"value=\"{ids[0]}\"", ann.Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"name=\"visit\" value=\"{ids[1]}\"", ann.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await ann.Post("/claims/send", ("visit", ids[0])));
        Assert.Equal(HttpStatusCode.Conflict, await ann.Post("/claims/send", ("visit", ids[1])));
        using var after = office.Store();
        Assert.Equal("W901", Assert.Single(after.Claims.AsNoTracking().ToList()).Visit);
    }

    [Fact]
    public async Task Signed_visits_go_out_once_as_a_file_that_can_be_fetched()
    {
        await using var office = await Filled();
        var ann = office.Browse();
        // those behind a place in the list, and of one payer: fewer than all, and none behind the last
        await ann.Get("/claims");
        int all = Marked();
        await ann.Get("/claims?payer=medicare");
        Assert.InRange(Marked(), 1, all - 1);
        using (var store = office.Store())
        {
            var days = store.Visits.AsNoTracking().Where(row => row.State == VisitState.Signed && row.Claim == null).Select(row => row.Day).ToList();
            await ann.Get($"/claims?after={days.Min():yyyy-MM-dd}~~");
            Assert.Equal(all, Marked());
            await ann.Get($"/claims?after={days.Min():yyyy-MM-dd}~zzzz");
            Assert.InRange(Marked(), 1, all - 1);
            await ann.Get($"/claims?after={days.Max():yyyy-MM-dd}~zzzz");
            Assert.Equal(0, Marked());
        }
        int Marked() => ann.Text.Split("name=\"visit\"").Length - 1;
        await SendAll(office, ann);
        Assert.Contains("stand in", ann.Text, StringComparison.Ordinal);
        string address = System.Text.RegularExpressions.Regex.Match(ann.Text, "/claims/files/[0-9a-f]{64}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5)).Value;
        Assert.Equal(HttpStatusCode.OK, await ann.Get(address));
        Assert.StartsWith("ISA*", ann.Text, StringComparison.Ordinal);
        Assert.Equal(0, Quarterhour.X12.X12Check.Run(Encoding.ASCII.GetBytes(ann.Text)).Findings.Errors);
        // what is held stays, with its reason, and nothing goes out twice
        Assert.Equal(HttpStatusCode.OK, await ann.Get("/claims"));
        Assert.Contains("Nothing is ready", ann.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, await ann.Post("/claims/send"));
        string claim;
        using (var store = office.Store()) claim = store.Claims.OrderBy(row => row.Number).First().Number;
        Assert.Equal(HttpStatusCode.OK, await ann.Get($"/claims/{claim}"));
        Assert.Equal(HttpStatusCode.OK, await ann.Get($"/claims/{claim}/paper"));
        Assert.StartsWith("%PDF", ann.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, await ann.Post($"/claims/{claim}/again", ("do", "send")));
        Assert.Contains("on its way", ann.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_cent_that_the_payers_answer_has_its_place()
    {
        await using var office = await Filled();
        var ann = office.Browse();
        await SendAll(office, ann);
        Assert.Equal(HttpStatusCode.OK, await ann.Post("/payments/demo"));
        using var store = office.Store();
        Assert.True(store.Remittances.Count() > 1);
        foreach (var row in store.Remittances.AsNoTracking().ToList())
        {
            var postings = store.Postings.AsNoTracking().Where(one => one.Remittance == row.Id).ToList();
            Assert.Equal(row.AmountCents, postings.Where(one => one.Kind == PostingRow.Payment).Sum(one => one.AmountCents) - postings.Where(one => one.Kind == PostingRow.Provider).Sum(one => one.AmountCents));
            Assert.Equal(HttpStatusCode.OK, await ann.Get($"/payments/{row.Id}"));
            Assert.Contains("comes out", ann.Text, StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.Conflict, await ann.Post("/payments/demo"));
        // each denial has a page with what to do; a note closes it
        var denial = store.Queue.AsNoTracking().Where(item => item.Kind == "denial" && item.DoneAt == null).OrderByDescending(item => item.AmountCents).First();
        Assert.Equal(HttpStatusCode.OK, await ann.Get("/denials"));
        Assert.Contains($"/denials/{denial.Id}", ann.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await ann.Get($"/denials/{denial.Id}"));
        Assert.Contains("To do:", ann.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, await ann.Post($"/denials/{denial.Id}", ("note", " ")));
        Assert.Equal(HttpStatusCode.Redirect, await ann.Post($"/denials/{denial.Id}", ("note", "called the payer")));
        Assert.NotNull(store.Queue.AsNoTracking().Single(item => item.Id == denial.Id).DoneAt);
        Assert.Equal(HttpStatusCode.OK, await ann.Get("/reports"));
        Assert.Equal(9, ann.Text.Split("<svg").Length - 1);
        Assert.Equal(HttpStatusCode.OK, await ann.Get("/reports/denials"));
        Assert.StartsWith("payer,claims,charged", ann.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_that_take_long_come_when_they_are_there_and_the_page_at_once()
    {
        await using var office = await TestOffice.Filled(Database(), demo: true, hasty: true);
        var ann = office.Browse();
        var shelf = office.Services.GetRequiredService<ReportShelf>();
        Assert.Equal(HttpStatusCode.OK, await ann.Get("/reports?from=2026-04-01&to="));
        Assert.Contains("The figures are being reckoned", ann.Text, StringComparison.Ordinal);
        // the browser asks again by itself
        string again = Assert.Single(ann.Answer.Headers.GetValues("Refresh"));
        Assert.Equal("1; url=/reports?from=2026-04-01&to=", again);
        await shelf.Behind;
        Assert.Equal(HttpStatusCode.OK, await ann.Get(again["1; url=".Length..]));
        Assert.Contains("Reckoned at", ann.Text, StringComparison.Ordinal);
        Assert.Contains("Units per visit", ann.Text, StringComparison.Ordinal);
        Assert.False(ann.Answer.Headers.Contains("Refresh"));
        Assert.Equal(HttpStatusCode.OK, await ann.Get("/reports?from=2026-04-01&to=&fresh=1"));
        Assert.Contains("and being reckoned anew", ann.Text, StringComparison.Ordinal);
        // what the browser asks next does not reckon it anew once more
        Assert.Equal(again, Assert.Single(ann.Answer.Headers.GetValues("Refresh")));
        // a day that can't be read stays said, on the page and for the file
        foreach (string wrong in (string[])["/reports?from=31.12.2025", "/reports/units?from=31.12.2025"])
        {
            Assert.Equal(HttpStatusCode.BadRequest, await ann.Get(wrong));
            Assert.Contains("A day is written as", ann.Text, StringComparison.Ordinal);
            Assert.False(ann.Answer.Headers.Contains("Refresh"));
        }
    }

    [Fact]
    public async Task A_decided_claim_is_replaced_or_taken_back_under_the_payers_number()
    {
        await using var office = await Filled();
        var ann = office.Browse();
        await SendAll(office, ann);
        Assert.Equal(HttpStatusCode.OK, await ann.Post("/payments/demo"));
        using var store = office.Store();
        var paid = store.Claims.AsNoTracking().Where(row => row.State == ClaimState.Paid && row.Payer == "commercial-cms" && row.PayerControl != null).OrderBy(row => row.Number).Take(2).ToList();
        Assert.Equal(2, paid.Count);
        // taken back; unchanged it is not replaced
        Assert.Equal(HttpStatusCode.OK, await ann.Post($"/claims/{paid[0].Number}/again", ("do", "void")));
        Assert.Contains($"CLM*{paid[0].Visit}-P8*", await Sent(), StringComparison.Ordinal);
        Assert.Contains($"~REF*F8*{paid[0].PayerControl}~", ann.Text, StringComparison.Ordinal);
        Assert.Equal($"{paid[0].Visit}-P8", store.Visits.AsNoTracking().Single(row => row.Number == paid[0].Visit).Claim);
        // replaced, with what the visit says now
        var visit = store.Visits.AsNoTracking().Single(row => row.Number == paid[1].Visit);
        new Practice.VisitBook(store, Practice.Who.Program, office.Clock).Save(visit.Id, visit.Version, fresh => fresh.Json = System.Text.RegularExpressions.Regex.Replace(fresh.Json, "\"dx\":\\s*\"[^\"]*\"", "\"dx\":\"M25.511\"", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5)), "wrong diagnosis");
        Assert.Equal(HttpStatusCode.OK, await ann.Post($"/claims/{paid[1].Number}/again", ("do", "send")));
        Assert.Contains($"CLM*{paid[1].Visit}-P7*", await Sent(), StringComparison.Ordinal);
        Assert.Matches($"CLM\\*{paid[1].Visit}-P7\\*[^~]*:B:7\\*[^~]*~(?:(?!CLM\\*)[^~]*~)*REF\\*F8\\*{System.Text.RegularExpressions.Regex.Escape(paid[1].PayerControl!)}~", ann.Text);
        Assert.Equal(0, Quarterhour.X12.X12Check.Run(Encoding.ASCII.GetBytes(ann.Text)).Findings.Errors);
        // Medicare takes originals alone: one that it paid is neither
        var medicare = store.Claims.AsNoTracking().First(row => row.State == ClaimState.Paid && row.Payer == "medicare");
        foreach (string act in (string[])["void", "send"]) Assert.Equal(HttpStatusCode.Conflict, await ann.Post($"/claims/{medicare.Number}/again", ("do", act)));
        Assert.Contains("takes original claims alone", ann.Text, StringComparison.Ordinal);

        async Task<string> Sent()
        {
            await ann.Get(System.Text.RegularExpressions.Regex.Match(ann.Text, "/claims/files/[0-9a-f]{64}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5)).Value);
            return ann.Text;
        }
    }

    [Fact]
    public async Task Files_are_read_whole_before_the_first_is_taken()
    {
        await using var office = await Filled();
        var ann = office.Browse();
        await ann.Get("/payments");
        string token = System.Text.RegularExpressions.Regex.Match(ann.Text, "__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Groups["token"].Value;
        async Task<HttpStatusCode> Upload(params (string Name, byte[] Content)[] files)
        {
            using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" } };
            foreach (var (name, content) in files) form.Add(new ByteArrayContent(content), "files", name);
            return await ann.Send(HttpMethod.Post, "/payments", form, []);
        }
        byte[] good = MadeDecisions.Remittance(MadeDecisions.Payment("EFT77"), MadeDecisions.Decision("NOBODY", [MadeDecisions.Paid(null, "97110", 100m, "CO-45:50")]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Upload(("good.835", good), ("cut.835", good[..^30])));
        Assert.Contains("cut.835 is not whole", ann.Text, StringComparison.Ordinal);
        using var store = office.Store();
        Assert.Equal(0, store.Remittances.Count());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Upload(("x.txt", "no X12 <script>alert(1)</script>"u8.ToArray())) is var status && status == HttpStatusCode.OK ? HttpStatusCode.OK : HttpStatusCode.UnprocessableEntity);
        Assert.DoesNotContain("<script>alert", ann.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await Upload(("good.835", good), ("again.835", good)));
        Assert.Contains("posted before", ann.Text, StringComparison.Ordinal);
        // nobody's money waits, and is put aside with a note
        long item = store.Queue.AsNoTracking().Single().Id;
        Assert.Equal(HttpStatusCode.Conflict, await ann.Post($"/payments/items/{item}/give", ("claim", "NONE")));
        Assert.Equal(HttpStatusCode.Redirect, await ann.Post($"/payments/items/{item}/outside", ("note", "the old system's")));
        Assert.NotNull(store.Queue.AsNoTracking().Single().DoneAt);
        Assert.Equal(HttpStatusCode.NotFound, await ann.Post("/payments/items/99999999999999999999/give", ("claim", "x")));
    }

    [Fact]
    public async Task What_nobody_should_write_into_an_address()
    {
        await using var office = await Filled();
        var ann = office.Browse();
        foreach (string address in (string[])["/claims?show=all%27;drop table claim&payer=%27 or 1=1--&after=x~y", "/claims?show=all&after=2026-05-04~%00", "/claims?show=all&age=30%27", "/denials?by=%3Cscript%3E", "/reports?from=9999-99-99", "/claims/files/..%2f..%2fetc", "/claims/%3Cscript%3Ealert(1)", "/payments/-1", "/reports/..%2f"])
        {
            Assert.InRange((int)await ann.Get(address), 200, 499);
            Assert.DoesNotContain("<script>alert", ann.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_table_opens_as_no_formula() => Assert.Equal("'=1+1,'+x,'@x,-1.50,'-x,\"a,b\",", Quarterhour.Formats.SafeCsv.Line("=1+1", "+x", "@x", "-1.50", "-x", "a,b", null));
}

/// <summary>On SQLite.</summary>
public sealed class SqliteMoneyTests : MoneyTests
{
    protected override string? Database() => null;
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresMoneyTests(Postgres server) : MoneyTests, IClassFixture<Postgres>
{
    protected override string? Database() => server.Database();
}
