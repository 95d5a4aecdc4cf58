using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Practice;
using Quarterhour.Practice.Rows;
using Quarterhour.Web.Accounts;
using Quarterhour.Web.Desk;
using Quarterhour.Web.Serving;
using static Quarterhour.Web.Receivables.ClaimsMap;

namespace Quarterhour.Web.Receivables;

/// <summary>Payments: remittances and acknowledgments in, what was posted, and what waits for a person to say whose it is.</summary>
static class PaymentsMap
{
    const int Shown = 40;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/payments").ExcludeFromDescription();
        pages.MapGet("", static (RequestDesk desk) => List(desk)).Needs(May.SeePayments);
        pages.MapPost("", Take).Needs(May.WritePayments);
        pages.MapPost("/demo", Demo).Needs(May.WritePayments);
        pages.MapPost("/items/{item}/give", Give).Needs(May.WritePayments);
        pages.MapPost("/items/{item}/outside", Outside).Needs(May.WritePayments);
        pages.MapGet("/{remittance}", Show).Needs(May.SeePayments);
    }

    static IResult List(RequestDesk desk, IReadOnlyList<TakenFile>? outcomes = null, string? fault = null, int status = StatusCodes.Status200OK)
    {
        var rows = desk.Store.Remittances.AsNoTracking().OrderByDescending(static row => row.PaidOn).ThenByDescending(static row => row.Id).Take(Shown).ToList();
        long[] ids = [.. rows.Select(static row => row.Id)];
        var decided = desk.Store.Decisions.AsNoTracking().Where(row => ids.Contains(row.Remittance) && row.Position > 0).GroupBy(static row => row.Remittance).Select(static group => new { group.Key, All = group.Count(), Matched = group.Count(static row => row.Claim != null) }).ToDictionary(static one => one.Key, static one => (one.All, one.Matched));
        var waiting = desk.Store.Queue.AsNoTracking().Where(static row => row.DoneAt == null && (row.Kind == "unmatched" || row.Kind == "reversal" || row.Kind == "decided-before" || row.Kind == "payment"));
        var items = waiting.OrderBy(static row => row.Id).Take(Shown).ToList();
        if (desk.Caller.Facilities is not null)
            foreach (var row in rows)
                if (!IsWhole(row.Id, decided.GetValueOrDefault(row.Id).All, desk)) row.AmountCents = desk.Store.Postings.Where(one => one.Remittance == row.Id && one.Kind == PostingRow.Payment).Sum(static one => one.AmountCents);
        Read(desk, "payments", rows.Select(static row => row.Id.ToString(CultureInfo.InvariantCulture)));
        return Page<PaymentsPage>(new() { ["Rows"] = rows, ["Decided"] = decided, ["Items"] = items, ["AllItems"] = waiting.Count(), ["All"] = desk.Store.Remittances.Count(), ["Outcomes"] = outcomes ?? [], ["Fault"] = fault, ["MayWrite"] = desk.Caller.Can(May.WritePayments), ["IsDemo"] = desk.Office.IsDemo }, status);
    }

    /// <summary>All files are read whole before the first is taken; then each for itself.</summary>
    static async Task<IResult> Take(HttpRequest request, RequestDesk desk)
    {
        if (!request.HasFormContentType) return List(desk, null, "Choose the files.", StatusCodes.Status400BadRequest);
        var files = new List<(string Name, byte[] Content)>();
        foreach (var file in (await request.ReadFormAsync()).Files)
        {
            using var content = new MemoryStream();
            await file.CopyToAsync(content);
            files.Add((Clean(Path.GetFileName(file.FileName)), content.ToArray()));
        }
        if (files.Count == 0) return List(desk, null, "Choose the files: 835, 999, 277CA or TA1, as they came.", StatusCodes.Status400BadRequest);
        // an answer may be about claims of any facility
        if (desk.Caller.Facilities is not null) return List(desk, null, "A file may hold claims of any facility: somebody who sees all of them takes it in.", StatusCodes.Status403Forbidden);
        return Taken(desk, files);
    }

    static IResult Taken(RequestDesk desk, IReadOnlyList<(string Name, byte[] Content)> files)
    {
        var kinds = new List<bool>();
        foreach (var (name, content) in files)
        {
            try
            {
                kinds.Add(IncomingFile.IsRemittance(content, name));
            }
            catch (UnusableStoreException wrong)
            {
                return List(desk, null, $"{wrong.Message}.", StatusCodes.Status422UnprocessableEntity);
            }
        }
        using var all = desk.Office.Open(null);
        var outcomes = files.Select((file, i) => IncomingFile.Take(all, file.Content, file.Name, kinds[i], desk.Office.Clock.GetUtcNow())).ToList();
        foreach (var (name, _) in files) AuditTrail.Note(all, desk.Caller.Who, desk.Office.Clock.GetUtcNow(), "taken in", "payments", "", "", name);
        return List(desk, outcomes, null, outcomes.Exists(static one => one.Color == "error") ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);
    }

    /// <summary>The made-up payer of the demo answers what was sent and has no answer.</summary>
    static IResult Demo(RequestDesk desk, Knowledge knowledge)
    {
        if (!desk.Office.IsDemo) return Gone("page");
        var answers = DemoPayer.Answers(desk, knowledge.Now.Tables);
        return answers.Count == 0 ? List(desk, null, "Nothing is on its way: send claims first.", StatusCodes.Status409Conflict) : Taken(desk, answers);
    }

    static async Task<IResult> Give(string item, HttpRequest request, RequestDesk desk)
    {
        string claim = Clean((await request.ReadFormAsync())["claim"]);
        return Item(item, desk, all =>
        {
            if (claim.Length == 0) throw new UnusableStoreException("Say which claim");
            if (!desk.Store.Claims.Any(row => row.Number == claim)) throw new UnusableStoreException($"claim {claim} is not in the records");
            return (found, now) => Posting.Assign(all, found, claim, now);
        });
    }

    static async Task<IResult> Outside(string item, HttpRequest request, RequestDesk desk)
    {
        string note = Clean((await request.ReadFormAsync())["note"]);
        return Item(item, desk, all => note.Length == 0 ? throw new UnusableStoreException("Say how you know that it is of no claim here") : (found, now) => Worklist.Finish(all, found, note, IsMoney(all, found), now));
    }

    static bool IsMoney(PracticeStore store, long item) => Worklist.IsMoney(store.Queue.AsNoTracking().Where(row => row.Id == item).Select(static row => row.Kind).FirstOrDefault() ?? "");

    static IResult Item(string item, RequestDesk desk, Func<PracticeStore, Action<long, DateTimeOffset>> work)
    {
        if (!long.TryParse(item, NumberStyles.None, CultureInfo.InvariantCulture, out long found) || !desk.Store.Queue.Any(row => row.Id == found)) return Gone("item");
        using var all = desk.Office.Open(null);
        try
        {
            work(all)(found, desk.Office.Clock.GetUtcNow());
            AuditTrail.Note(all, desk.Caller.Who, desk.Office.Clock.GetUtcNow(), "decided", "payments", item, "");
            return Results.Redirect("/payments");
        }
        catch (UnusableStoreException refused)
        {
            return List(desk, null, $"{refused.Message}.", StatusCodes.Status409Conflict);
        }
    }

    /// <summary>The caller sees every decision of a payment.</summary>
    static bool IsWhole(long remittance, int seen, RequestDesk desk)
    {
        if (desk.Caller.Facilities is null) return true;
        return desk.Store.Decisions.IgnoreQueryFilters().Count(one => one.Remittance == remittance && one.Position > 0) == seen && !desk.Store.Postings.IgnoreQueryFilters().Any(one => one.Remittance == remittance && one.Claim == null);
    }

    static IResult Show(string remittance, RequestDesk desk)
    {
        if (!long.TryParse(remittance, NumberStyles.None, CultureInfo.InvariantCulture, out long id) || desk.Store.Remittances.AsNoTracking().FirstOrDefault(row => row.Id == id) is not { } row) return Gone("payment");
        var decisions = desk.Store.Decisions.AsNoTracking().Where(one => one.Remittance == id && one.Position > 0).OrderBy(static one => one.Position).Take(500).ToList();
        string[] numbers = [.. decisions.Select(static one => one.Claim).OfType<string>().Distinct()];
        desk.HasRead("payments", remittance, "");
        // of a payment that is for other facilities too, the caller sees what is theirs
        bool whole = IsWhole(id, decisions.Count, desk);
        return Page<PaymentPage>(new()
        {
            ["Row"] = row, ["Whole"] = whole, ["Decisions"] = decisions, ["Postings"] = desk.Store.Postings.AsNoTracking().Where(one => one.Remittance == id).ToList(),
            ["Expected"] = desk.Store.Claims.AsNoTracking().Where(one => numbers.Contains(one.Number)).Select(static one => new { one.Number, one.ExpectedCents }).ToDictionary(static one => one.Number, static one => one.ExpectedCents),
        });
    }
}
