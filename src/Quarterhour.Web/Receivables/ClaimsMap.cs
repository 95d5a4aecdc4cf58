using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Claims;
using Quarterhour.Practice;
using Quarterhour.Practice.Rows;
using Quarterhour.Web.Accounts;
using Quarterhour.Web.Desk;
using Quarterhour.Web.Pages;

namespace Quarterhour.Web.Receivables;

/// <summary>Claims: what is to send, what is held and why, what became of those that went out.</summary>
static class ClaimsMap
{
    const int Shown = 100;

    public static readonly (string Word, string Name)[] Shows = [("send", "to send"), ("sent", "sent"), ("rejected", "rejected"), ("decided", "decided"), ("all", "all")];

    /// <summary>Days since the service, at least.</summary>
    public static readonly (string Word, string Name)[] Ages = [("", "any"), ("30", "over 30 days"), ("60", "over 60 days"), ("90", "over 90 days"), ("120", "over 120 days")];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/claims").ExcludeFromDescription();
        pages.MapGet("", List).Needs(May.SeeClaims);
        pages.MapPost("/send", Send).Needs(May.WriteClaims);
        pages.MapGet("/files/{hash}", Download).Needs(May.SeeClaims);
        pages.MapGet("/{number}", Show).Needs(May.SeeClaims);
        pages.MapGet("/{number}/paper", Paper).Needs(May.SeeClaims);
        pages.MapPost("/{number}/again", Again).Needs(May.WriteClaims);
    }

    internal static RazorComponentResult<T> Page<T>(Dictionary<string, object?> shown, int status = StatusCodes.Status200OK) where T : IComponent => new(shown) { StatusCode = status, PreventStreamingRendering = true };

    internal static IResult Gone(string what) => Page<MessagePage>(new() { ["Title"] = $"No such {what}", ["Message"] = $"There is no {what} at this address, or it is of a facility that you do not see." }, StatusCodes.Status404NotFound);

    static IResult List(HttpRequest request, RequestDesk desk) => Listed(Clean(request.Query["show"]), Clean(request.Query["payer"]), Clean(request.Query["after"]), null, desk, age: Clean(request.Query["age"]));

    /// <summary>Text of an address or a form without control characters, which no word of ours has and not every database takes.</summary>
    internal static string Clean(string? text) => text is null ? "" : string.Concat(text.Where(static letter => !char.IsControl(letter))).Trim();

    static IResult Listed(string asked, string payer, string after, string? fault, RequestDesk desk, int status = StatusCodes.Status200OK, string age = "")
    {
        string show = Shows.Any(one => one.Word == asked) ? asked : "send", facility = desk.Facility;
        var own = desk.Store.Claims.AsNoTracking().Where(row => row.Facility == facility && row.State != ClaimState.Withdrawn);
        var lately = desk.Today.AddDays(-30);
        Dictionary<string, object?> shown = new()
        {
            ["Show"] = show, ["Payer"] = payer, ["Age"] = age = Ages.Any(one => one.Word == age) ? age : "", ["Fault"] = fault, ["MayWrite"] = desk.Caller.Can(May.WriteClaims), ["IsDemo"] = desk.Office.IsDemo,
            ["Payers"] = desk.Store.Records.AsNoTracking().Where(static row => row.Kind == "payers").OrderBy(static row => row.Word).Select(static row => row.Word).ToList(), ["ToClaim"] = facility.Length > 0 ? new ClaimDesk(desk).ToClaim().Count() : 0,
            // what waits, and of what is decided the latest: all of many years would be counted at every look
            ["Counts"] = own.Where(static row => row.State == ClaimState.Made || row.State == ClaimState.Sent || row.State == ClaimState.Accepted || row.State == ClaimState.Rejected).GroupBy(static row => row.State).Select(static group => new { group.Key, Count = group.Count() }).ToDictionary(static one => one.Key, static one => one.Count),
            ["Decided"] = own.Count(row => row.Day >= lately && (row.State == ClaimState.Paid || row.State == ClaimState.PartlyDenied || row.State == ClaimState.Denied || row.State == ClaimState.Reversed || row.State == ClaimState.Unclear)),
        };
        var (lastDay, lastNumber) = After(after);
        if (show == "send")
        {
            var claims = new ClaimDesk(desk);
            try
            {
                var toClaim = claims.ToClaim();
                if (payer.Length > 0) toClaim = toClaim.Where(row => row.Payer == payer);
                if (lastDay is { } from) toClaim = toClaim.Where(row => row.Day > from || row.Day == from && string.Compare(row.Number, lastNumber) > 0);
                var visits = facility.Length > 0 ? toClaim.Take(ClaimDesk.Most + 1).ToList() : [];
                if (visits.Count > ClaimDesk.Most)
                {
                    visits.RemoveAt(ClaimDesk.Most);
                    shown["Next"] = Next(visits[^1].Day, visits[^1].Number);
                }
                var waiting = claims.Prepare(visits, numbered: false);
                shown["Waiting"] = payer.Length > 0 ? [.. waiting.Where(one => (one.Claim?.Coverage.Payer.Id ?? one.Visit.Payer) == payer)] : waiting;
                Read(desk, "visits", waiting.Select(static one => one.Visit.Id));
            }
            catch (UnusablePracticeException unusable)
            {
                shown["Fault"] = string.Join(" ", unusable.Faults.Take(5));
            }
        }
        else
        {
            if (payer.Length > 0) own = own.Where(row => row.Payer == payer);
            if (age.Length > 0 && desk.Today.AddDays(-int.Parse(age, CultureInfo.InvariantCulture)) is var before) own = own.Where(row => row.Day < before);
            own = show switch
            {
                "sent" => own.Where(static row => row.State == ClaimState.Made || row.State == ClaimState.Sent || row.State == ClaimState.Accepted),
                "rejected" => own.Where(static row => row.State == ClaimState.Rejected),
                "decided" => own.Where(static row => row.DecidedAt != null),
                _ => own,
            };
            if (lastDay is { } from) own = own.Where(row => row.Day < from || row.Day == from && string.Compare(row.Number, lastNumber) > 0);
            var rows = own.OrderByDescending(static row => row.Day).ThenBy(static row => row.Number).Take(Shown + 1).ToList();
            if (rows.Count > Shown)
            {
                rows.RemoveAt(Shown);
                shown["Next"] = Next(rows[^1].Day, rows[^1].Number);
            }
            shown["Rows"] = rows;
            Read(desk, "claims", rows.Select(static row => row.Number));
        }
        var people = (shown.GetValueOrDefault("Rows") as List<ClaimRow>)?.Select(static row => row.Patient) ?? (shown.GetValueOrDefault("Waiting") as IReadOnlyList<WaitingVisit>)?.Select(static one => one.Visit.Patient) ?? [];
        shown["Names"] = TodayMap.Names(desk, people, []);
        return Page<ClaimsPage>(shown, status);

        string Next(DateOnly day, string number) => "/claims" + QueryString.Create((KeyValuePair<string, string?>[])[new("show", show), new("payer", payer), new("age", age), new("after", $"{day:yyyy-MM-dd}~{number}")]);
    }

    /// <summary>Where the list before ended: its last day and number.</summary>
    static (DateOnly? Day, string Number) After(string text) =>
        text.Split('~') is [var day, var number] && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from) ? (from, number) : (null, "");

    internal static void Read(RequestDesk desk, string kind, IEnumerable<string> ids)
    {
        string all = string.Join(' ', ids);
        if (all.Length > 0) desk.HasRead(kind, "", desk.Facility, all);
    }

    /// <summary>Sends the visits that were chosen, or all that are not held.</summary>
    static async Task<IResult> Send(HttpRequest request, RequestDesk desk)
    {
        var sent = await request.ReadFormAsync();
        var chosen = sent["visit"].OfType<string>().ToHashSet(StringComparer.Ordinal);
        var claims = new ClaimDesk(desk);
        if (desk.Facility.Length == 0 || chosen.Count == 0) return Listed("send", "", "", "Nothing was chosen: mark the visits to send.", desk, StatusCodes.Status400BadRequest);
        try
        {
            string[] ids = [.. chosen];
            var visits = claims.ToClaim().Where(visit => ids.Contains(visit.Id)).ToList();
            var ready = claims.Prepare(visits).Where(static one => one.Claim is not null).Select(static one => one.Claim!).ToList();
            if (ready.Count == 0) return Listed("send", "", "", "None of these can be sent: they are held, or somebody sent them meanwhile.", desk, StatusCodes.Status409Conflict);
            return Page<SentPage>(new() { ["Files"] = claims.Send(ready), ["Charged"] = ready.Sum(static claim => claim.Charge), ["Held"] = chosen.Count - ready.Count, ["IsDemo"] = desk.Office.IsDemo });
        }
        catch (Exception refused) when (refused is UnusableStoreException or UnusablePracticeException or X12.X12DataException)
        {
            return Listed("send", "", "", $"Nothing was sent: {refused.Message}.", desk, StatusCodes.Status409Conflict);
        }
    }

    /// <summary>A file as it went out; only to who sees every claim in it.</summary>
    static IResult Download(string hash, RequestDesk desk)
    {
        hash = Clean(hash);
        var claims = desk.Store.SubmittedClaims.AsNoTracking().Where(one => desk.Store.Submissions.Any(row => row.Id == one.Submission && row.Hash == hash)).Select(static one => one.Claim).ToList();
        if (claims.Count == 0 || desk.Store.Claims.Count(row => claims.Contains(row.Number)) < claims.Distinct().Count()) return Gone("file");
        var file = desk.Store.Files.AsNoTracking().FirstOrDefault(row => row.Hash == hash && row.Kind == "837P");
        if (file is null) return Gone("file");
        Read(desk, "claims", claims);
        return Results.File(file.Content, "application/edi-x12", file.Name);
    }

    static ClaimRow? Find(string number, RequestDesk desk) => Clean(number) is var word ? desk.Store.Claims.AsNoTracking().FirstOrDefault(row => row.Number == word) : null;

    static IResult Show(string number, RequestDesk desk) => Find(number, desk) is { } row ? Whole(row, null, desk) : Gone("claim");

    static RazorComponentResult<ClaimPage> Whole(ClaimRow row, string? fault, RequestDesk desk, int status = StatusCodes.Status200OK)
    {
        string number = row.Number, visit = row.Visit;
        desk.HasRead("claims", number, row.Facility);
        return Page<ClaimPage>(new()
        {
            ["Row"] = row, ["Fault"] = fault, ["Lines"] = desk.Store.Lines.AsNoTracking().Where(line => line.Claim == number).OrderBy(static line => line.Position).ToList(),
            ["Events"] = desk.Store.Events.AsNoTracking().Where(one => one.Claim == number).OrderBy(static one => one.Id).ToList(), ["Postings"] = desk.Store.Postings.AsNoTracking().Where(one => one.Claim == number).OrderBy(static one => one.Id).ToList(),
            ["Items"] = desk.Store.Queue.AsNoTracking().Where(one => one.Claim == number && one.DoneAt == null).OrderBy(static one => one.Id).ToList(),
            ["Files"] = desk.Store.Submissions.AsNoTracking().Where(one => desk.Store.SubmittedClaims.Any(sent => sent.Submission == one.Id && sent.Claim == number)).OrderBy(static one => one.Id).ToList(),
            ["Visit"] = desk.Store.Visits.AsNoTracking().Where(one => one.Number == visit).Select(static one => one.Id).FirstOrDefault(), ["Others"] = desk.Store.Claims.AsNoTracking().Where(one => one.Visit == visit && one.Number != number).OrderBy(static one => one.MadeAt).ToList(),
            ["Names"] = TodayMap.Names(desk, [row.Patient], []), ["MayWrite"] = desk.Caller.Can(May.WriteClaims),
        }, status);
    }

    static IResult Paper(string number, RequestDesk desk)
    {
        if (Find(number, desk) is not { } row) return Gone("claim");
        var form = new PaperClaim(ClaimJson.Read(row.Json), desk.Today);
        if (form.Unfit.Count > 0) return Page<MessagePage>(new() { ["Title"] = "Not on paper", ["Message"] = $"The claim does not fit the form: {string.Join("; ", form.Unfit)}." }, StatusCodes.Status409Conflict);
        using var pdf = new MemoryStream();
        new PaperFile().Write(pdf, [form]);
        desk.HasRead("claims", number, row.Facility);
        return Results.File(pdf.ToArray(), "application/pdf", $"{number}.pdf");
    }

    /// <summary>Makes the claim anew from its visit as that stands now, and sends it: a new original where it was rejected, or denied by a payer that takes no others; else a replacement; or takes it back.</summary>
    static async Task<IResult> Again(string number, HttpRequest request, RequestDesk desk)
    {
        if (Find(number, desk) is not { } row) return Gone("claim");
        bool back = (await request.ReadFormAsync())["do"] == "void";
        string word = row.Visit;
        var visit = desk.Store.Visits.AsNoTracking().FirstOrDefault(one => one.Number == word);
        if (visit is null) return Whole(row, "Its visit is not in these records; the claim was made elsewhere and is corrected there.", desk, StatusCodes.Status409Conflict);
        if (visit.State != VisitState.Signed) return Whole(row, "Its visit is not signed.", desk, StatusCodes.Status409Conflict);
        var claims = new ClaimDesk(desk);
        try
        {
            string? refused = ClaimCorrection.Frequency(desk, row, claims.Practice([visit.Patient]), back);
            if (refused is not null) return Whole(row, refused, desk, StatusCodes.Status409Conflict);
            var waiting = claims.Prepare([visit])[0];
            if (waiting.Claim is not { } claim) return Whole(row, "It can't be sent yet: " + string.Join(" ", waiting.Holds.Select(static hold => $"{hold.Message}. {hold.Fix}")), desk, StatusCodes.Status409Conflict);
            if (desk.Store.Claims.Any(one => one.Number == claim.Number)) return Whole(row, "Nothing has changed since it was sent: correct the visit or the records of the practice first.", desk, StatusCodes.Status409Conflict);
            var files = claims.Send([claim]);
            ClaimCorrection.Close(desk, row, claim.Number);
            return Page<SentPage>(new() { ["Files"] = files, ["Charged"] = claim.Charge, ["Held"] = 0, ["Corrected"] = claim.Number, ["IsDemo"] = desk.Office.IsDemo });
        }
        catch (Exception refused) when (refused is UnusableStoreException or UnusablePracticeException or X12.X12DataException)
        {
            return Whole(row, $"Nothing was sent: {refused.Message}.", desk, StatusCodes.Status409Conflict);
        }
    }
}
