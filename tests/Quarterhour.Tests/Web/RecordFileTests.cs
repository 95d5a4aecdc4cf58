using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Practice;
using Xunit;

namespace Quarterhour.Tests.Web;

/// <summary>Files beside records: kept sealed, known by their content, given out as attachments, ended and not taken out. On either database.</summary>
public sealed class RecordFileTests(Postgres server) : IClassFixture<Postgres>
{
    static readonly byte[] Pdf = [.. "%PDF-1.7 a referral of Ada Alderbrook"u8];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_is_kept_given_and_ended(bool postgres)
    {
        await using var office = await TestOffice.Filled(postgres ? server.Database() : null, demo: true);
        string patient;
        using (var store = office.Store()) patient = store.Records.First(row => row.Kind == "patients" && row.Word == "P101").Id;
        string at = $"/patients/records/patients/{patient}";
        var ann = office.Browse(await office.Key("owner"));
        Assert.Equal(HttpStatusCode.Redirect, await Send("../../etc/<b>referral\u0001.exe", Pdf));
        Assert.Equal($"/patients/{patient}#files", ann.Sent);
        foreach (string page in (string[])[$"/patients/{patient}", at])
        {
            await ann.Get(page);
            Markup.IsSound(ann.Text);
            Assert.Contains("&lt;b&gt;referral.exe", ann.Text, StringComparison.Ordinal);
        }
        string file;
        using (var store = office.Store())
        {
            var row = store.RecordFiles.AsNoTracking().Single();
            Assert.Equal(("application/pdf", (long)Pdf.Length, "COL1", "Ann Biller"), (row.Type, row.Size, row.Facility, row.MadeBy));
            // sealed: nothing of it stands in the database as it came
            Assert.DoesNotContain("Alderbrook", Encoding.Latin1.GetString(row.Content), StringComparison.Ordinal);
            Assert.True(row.Content.AsSpan().IndexOf("%PDF"u8) < 0);
            file = row.Id;
        }
        Assert.Equal(HttpStatusCode.OK, await ann.Get($"{at}/files/{file}"));
        Assert.Equal(("attachment", "nosniff", "application/pdf"), (ann.Answer.Content.Headers.ContentDisposition!.DispositionType, ann.Answer.Headers.GetValues("X-Content-Type-Options").Single(), ann.Answer.Content.Headers.ContentType!.MediaType));
        Assert.Equal(Pdf, await ann.Answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        // of another record, of another kind, by who may not: not there
        Assert.Equal(HttpStatusCode.NotFound, await ann.Get($"/patients/records/patients/none/files/{file}"));
        Assert.Equal(HttpStatusCode.NotFound, await ann.Get($"/plans/records/notes/{patient}/files/{file}"));
        Assert.Equal(HttpStatusCode.Forbidden, await (office.Browse(await office.Key("clinician"))).Send(HttpMethod.Post, $"{at}/files/{file}/end", null, []));
        Assert.Equal(HttpStatusCode.Redirect, await ann.Send(HttpMethod.Post, $"{at}/files/{file}/end", null, []));
        Assert.Equal(HttpStatusCode.Conflict, await ann.Send(HttpMethod.Post, $"{at}/files/{file}/end", null, []));
        Assert.Equal(HttpStatusCode.OK, await ann.Get($"{at}/files/{file}"));
        // what is not kept
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await Send("picture.png", [0x4D, 0x5A, 0x90, 0x00]));
        Assert.Equal(HttpStatusCode.BadRequest, await Send("empty.pdf", []));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await Send("large.txt", [.. Enumerable.Repeat((byte)'a', (6 << 20) + 1)]));
        Assert.Equal(HttpStatusCode.Redirect, await Send("<script>.html", [.. "<script>alert(1)</script>"u8]));
        using var after = office.Store();
        Assert.Equal(["application/pdf", "text/plain; charset=utf-8"], after.RecordFiles.OrderBy(row => row.Type).Select(row => row.Type));
        Assert.Equal(["file-added", "file-read", "file-ended", "file-read", "file-added"], after.Trail.Where(row => row.Record == patient && row.Action.StartsWith("file-")).OrderBy(row => row.Number).Select(row => row.Action));
        Assert.Null(AuditTrail.Verify(after).Fault);
        // neither changed nor taken out, whoever tries
        Assert.ThrowsAny<Exception>(() => after.Database.ExecuteSqlRaw("update record_file set name = 'x'"));
        Assert.ThrowsAny<Exception>(() => after.Database.ExecuteSqlRaw("delete from record_file"));

        Task<HttpStatusCode> Send(string name, byte[] content) => ann.Send(HttpMethod.Post, $"{at}/files", new MultipartFormDataContent { { new ByteArrayContent(content), "file", name } }, []);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_visit_has_files_too(bool postgres)
    {
        await using var office = await TestOffice.Filled(postgres ? server.Database() : null, demo: true);
        string visit, other;
        using (var store = office.Store()) (visit, other) = (store.Visits.OrderBy(static row => row.Number).First().Id, store.Visits.OrderBy(static row => row.Number).Skip(1).First().Id);
        var ann = office.Browse(await office.Key("owner"));
        await ann.Get($"/visits/{visit}");
        Assert.DoesNotContain("type=\"file\"", ann.Text, StringComparison.Ordinal);
        Assert.Contains($"/visits/{visit}?files=1#files", ann.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, await ann.Send(HttpMethod.Post, $"/visits/{visit}/files", new MultipartFormDataContent { { new ByteArrayContent(Pdf), "file", "flow sheet.pdf" } }, []));
        Assert.Equal($"/visits/{visit}?files=1#files", ann.Sent);
        await ann.Get($"/visits/{visit}?files=1");
        Markup.IsSound(ann.Text);
        // where a file is added no minutes are written, which it would lose
        Assert.Contains("type=\"file\"", ann.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("visit-form", ann.Text, StringComparison.Ordinal);
        string file;
        using (var store = office.Store()) file = store.RecordFiles.AsNoTracking().Single(row => row.Kind == "visits" && row.Record == visit).Id;
        Assert.Equal(HttpStatusCode.OK, await ann.Get($"/visits/{visit}/files/{file}"));
        Assert.Equal(Pdf, await ann.Answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.NotFound, await ann.Get($"/visits/{other}/files/{file}"));
        Assert.Equal(HttpStatusCode.NotFound, await ann.Get($"/visits/none/files/{file}"));
        // who may read visits reads its files, who may not write visits adds and ends none
        foreach (var (role, reads) in ((string, HttpStatusCode)[])[("auditor", HttpStatusCode.OK), ("frontdesk", HttpStatusCode.Forbidden)])
        {
            var colleague = office.Browse(await office.Key(role));
            Assert.Equal((role, reads), (role, await colleague.Get($"/visits/{visit}/files/{file}")));
            Assert.Equal((role, HttpStatusCode.Forbidden), (role, await colleague.Send(HttpMethod.Post, $"/visits/{visit}/files/{file}/end", null, [])));
            Assert.Equal((role, HttpStatusCode.Forbidden), (role, await colleague.Send(HttpMethod.Post, $"/visits/{visit}/files", new MultipartFormDataContent { { new ByteArrayContent(Pdf), "file", "x.pdf" } }, [])));
        }
        Assert.Equal(HttpStatusCode.Redirect, await ann.Send(HttpMethod.Post, $"/visits/{visit}/files/{file}/end", null, []));
        await ann.Get($"/visits/{visit}");
        Assert.Contains("flow sheet.pdf", ann.Text, StringComparison.Ordinal);
        // what has ended stays as it is
        string ended;
        using (var store = office.Store())
        {
            var row = store.Visits.First(static row => row.State == Practice.Rows.VisitState.Open);
            (ended, row.State) = (row.Id, Practice.Rows.VisitState.Ended);
            store.SaveChanges();
        }
        Assert.Equal(HttpStatusCode.Conflict, await ann.Send(HttpMethod.Post, $"/visits/{ended}/files", new MultipartFormDataContent { { new ByteArrayContent(Pdf), "file", "late.pdf" } }, []));
        using var after = office.Store();
        Assert.Equal(["file-added", "file-read", "file-read", "file-ended"], after.Trail.Where(row => row.Record == visit && row.Action.StartsWith("file-")).OrderBy(row => row.Number).Select(row => row.Action));
    }
}
