using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Billing.Denials;
using Quarterhour.Practice;
using Quarterhour.Practice.Rows;
using Quarterhour.Web.Accounts;
using Quarterhour.Web.Desk;
using static Quarterhour.Web.Receivables.ClaimsMap;

namespace Quarterhour.Web.Receivables;

/// <summary>Denials and what else of decisions waits for a person: by money and cause, one at a time with what to do.</summary>
static class DenialsMap
{
    const int Most = 300;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/denials").ExcludeFromDescription();
        pages.MapGet("", List).Needs(May.SeeDenials);
        pages.MapGet("/{item}", static (string item, RequestDesk desk) => Show(item, null, desk)).Needs(May.SeeDenials);
        pages.MapPost("/{item}", Done).Needs(May.WriteDenials);
    }

    static IQueryable<QueueItemRow> Waiting(RequestDesk desk) => desk.Store.Queue.AsNoTracking().Where(static row => row.DoneAt == null && (row.Kind == "denial" || row.Kind == "underpayment" || row.Kind == "overpayment" || row.Kind == "takeback" || row.Kind == "doubt" || row.Kind == "rejection"));

    static IResult List(HttpRequest request, RequestDesk desk)
    {
        string by = request.Query["by"] == "due" ? "due" : "money";
        var items = Waiting(desk).OrderByDescending(static row => row.AmountCents).ThenBy(static row => row.Id).Take(Most).ToList();
        Read(desk, "denials", items.Select(static row => row.Id.ToString(CultureInfo.InvariantCulture)));
        return Page<DenialsPage>(new() { ["Items"] = items, ["All"] = items.Count < Most ? items.Count : Waiting(desk).Count(), ["By"] = by, ["Today"] = desk.Today });
    }

    static IResult Show(string item, string? fault, RequestDesk desk, int status = StatusCodes.Status200OK)
    {
        if (!long.TryParse(item, NumberStyles.None, CultureInfo.InvariantCulture, out long id) || desk.Store.Queue.AsNoTracking().FirstOrDefault(row => row.Id == id) is not { } row) return Gone("item");
        var claim = row.Claim is { } number ? desk.Store.Claims.AsNoTracking().FirstOrDefault(one => one.Number == number) : null;
        string visit = claim?.Visit ?? "";
        string? line = row.Line;
        desk.HasRead("denials", item, claim?.Facility ?? "");
        var next = Waiting(desk).Where(other => other.Id != id).OrderByDescending(static other => other.AmountCents).ThenBy(static other => other.Id).Select(static other => (long?)other.Id).FirstOrDefault();
        return Page<DenialPage>(new()
        {
            ["Row"] = row, ["Claim"] = claim, ["Meaning"] = DenialBook.Find(row.Code), ["Remarks"] = row.Remarks.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(DenialBook.Find).OfType<Denial>().ToList(), ["Fault"] = fault, ["Next"] = next, ["Today"] = desk.Today,
            ["Line"] = line is null || claim is null ? null : desk.Store.Lines.AsNoTracking().FirstOrDefault(one => one.Claim == claim.Number && one.Control == line), ["Visit"] = desk.Store.Visits.AsNoTracking().Where(one => one.Number == visit).Select(static one => one.Id).FirstOrDefault(),
            ["Names"] = TodayMap.Names(desk, claim is null ? [] : [claim.Patient], []), ["MayWrite"] = desk.Caller.Can(May.WriteDenials), ["MaySend"] = desk.Caller.Can(May.WriteClaims),
        }, status);
    }

    static async Task<IResult> Done(string item, HttpRequest request, RequestDesk desk)
    {
        string note = Clean((await request.ReadFormAsync())["note"]);
        if (!long.TryParse(item, NumberStyles.None, CultureInfo.InvariantCulture, out long id) || !Waiting(desk).Any(row => row.Id == id)) return Gone("item");
        if (note.Length == 0) return Show(item, "Say what was done.", desk, StatusCodes.Status400BadRequest);
        using var all = desk.Office.Open(null);
        try
        {
            Worklist.Finish(all, id, note.Length > 500 ? note[..500] : note, outside: false, desk.Office.Clock.GetUtcNow());
            AuditTrail.Note(all, desk.Caller.Who, desk.Office.Clock.GetUtcNow(), "done", "denials", item, "");
            return Results.Redirect("/denials");
        }
        catch (UnusableStoreException refused)
        {
            return Show(item, $"{refused.Message}.", desk, StatusCodes.Status409Conflict);
        }
    }
}
