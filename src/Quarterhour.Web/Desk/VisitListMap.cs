using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Practice;
using Quarterhour.Practice.Rows;
using Quarterhour.Web.Accounts;
using Quarterhour.Web.Pages;

namespace Quarterhour.Web.Desk;

/// <summary>The list of visits, and the beginning of a new one.</summary>
static class VisitListMap
{
    const int Most = 50, Offered = 12;

    public static readonly (string Word, string Name)[] States = [("", "all"), ("unfinished", "to finish"), ("open", "to sign"), ("blocked", "signed, cannot be billed"), ("ready", "signed, to send"), ("ended", "ended")];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription();
        pages.MapGet("/visits", List).Needs(May.SeeVisits);
        pages.MapGet("/visits/new", Choose).Needs(May.WriteVisits);
        pages.MapPost("/visits", Make).Needs(May.WriteVisits);
    }

    static RazorComponentResult<T> Page<T>(Dictionary<string, object?> shown, int status = StatusCodes.Status200OK) where T : IComponent => new(shown) { StatusCode = status, PreventStreamingRendering = true };

    /// <summary>The visits that an address asks for by <c>from</c>, <c>to</c> and <c>state</c>; of a clinician, their own.</summary>
    public static IQueryable<VisitRow> Asked(HttpRequest request, RequestDesk desk)
    {
        string state = request.Query["state"].ToString(), facility = desk.Facility, clinician = desk.Caller.Clinician;
        var (from, to) = (Day(request.Query["from"]), Day(request.Query["to"]));
        var today = desk.Today;
        var rows = desk.Store.Visits.AsNoTracking().Where(row => row.Facility == facility);
        if (desk.Caller.Role == Role.Clinician && clinician.Length > 0) rows = rows.Where(row => row.Clinician == clinician);
        if (from is { } first) rows = rows.Where(row => row.Day >= first);
        if (to is { } last) rows = rows.Where(row => row.Day <= last);
        return state switch
        {
            "unfinished" => Unfinished(rows, today),
            "open" => rows.Where(static row => row.State == VisitState.Open),
            "blocked" => rows.Where(static row => row.State == VisitState.Signed && row.Claim == null && row.Outcome == "cannot-bill"),
            "ready" => rows.Where(static row => row.State == VisitState.Signed && row.Claim == null && row.Outcome != "cannot-bill" && row.Outcome != "empty"),
            "ended" => rows.Where(static row => row.State == VisitState.Ended),
            _ => rows,
        };
    }

    /// <summary>To sign, or signed and not to be billed as they stand: two questions, each of which an index answers.</summary>
    public static IQueryable<VisitRow> Unfinished(IQueryable<VisitRow> rows, DateOnly today) =>
        rows.Where(row => row.State == VisitState.Open && row.Claim == null && row.Day <= today).Concat(rows.Where(row => row.State == VisitState.Signed && row.Claim == null && row.Day <= today && row.Outcome == "cannot-bill"));

    static IResult List(HttpRequest request, RequestDesk desk)
    {
        string state = request.Query["state"].ToString(), facility = desk.Facility;
        var rows = Asked(request, desk);
        // where the page before ended, not how many came before: as quick on the last page as on the first
        if (request.Query["after"].ToString().Split('~') is [var day, var id] && Day(day) is { } at) rows = rows.Where(row => row.Day < at || row.Day == at && string.Compare(row.Id, id) < 0);
        var shown = rows.OrderByDescending(static row => row.Day).ThenByDescending(static row => row.Id).Take(Most + 1).ToList();
        string? next = null;
        if (shown.Count > Most)
        {
            shown.RemoveAt(Most);
            next = "/visits" + QueryString.Create((KeyValuePair<string, string?>[])[new("from", request.Query["from"]), new("to", request.Query["to"]), new("state", state), new("after", $"{shown[^1].Day:yyyy-MM-dd}~{shown[^1].Id}")]);
        }
        if (shown.Count > 0) desk.HasRead("visits", "", facility, string.Join(' ', shown.Select(static row => row.Id)));
        return Page<VisitsPage>(new()
        {
            ["Rows"] = shown, ["Names"] = TodayMap.Names(desk, shown.Select(static row => row.Patient), shown.Select(static row => row.Clinician)), ["From"] = request.Query["from"].ToString(), ["To"] = request.Query["to"].ToString(), ["State"] = state, ["Next"] = next,
            ["MayWrite"] = desk.Caller.Can(May.WriteVisits),
        });
    }

    static IResult Choose(HttpRequest request, RequestDesk desk) => Choice(request.Query["who"].ToString().Trim(), null, desk);

    static RazorComponentResult<NewVisitPage> Choice(string asked, string? error, RequestDesk desk)
    {
        string facility = desk.Facility, begin = asked.ToLowerInvariant(), end = begin + "\uffff";
        var rows = desk.Store.Records.AsNoTracking().Where(row => row.Kind == "patients" && row.EndedAt == null && (row.Facility == facility || row.Facility == ""));
        // by name, then by word: each is read off its index
        var found = asked.Length is 0 or > 60 ? [] : rows.Where(row => row.Facility == facility && string.Compare(row.Sort, begin) >= 0 && string.Compare(row.Sort, end) < 0).OrderBy(static row => row.Sort).ThenBy(static row => row.Id).Take(Offered)
            .Concat(rows.Where(row => row.Word == asked)).Concat(rows.Where(row => row.Facility == "" && string.Compare(row.Sort, begin) >= 0 && string.Compare(row.Sort, end) < 0).OrderBy(static row => row.Sort).ThenBy(static row => row.Id).Take(Offered))
            .Select(static row => new { row.Id, row.Title, row.Word, row.Sort }).AsEnumerable().DistinctBy(static row => row.Id).OrderBy(static row => row.Sort, StringComparer.Ordinal).ThenBy(static row => row.Word, StringComparer.Ordinal).Take(Offered).ToList();
        if (found.Count > 0) desk.HasRead("patients", "", facility, string.Join(' ', found.Select(static row => row.Id)));
        return Page<NewVisitPage>(new() { ["Asked"] = asked, ["Day"] = desk.Today, ["Error"] = error, ["Found"] = (IReadOnlyList<(string, string, string)>)[.. found.Select(static row => (row.Id, row.Title, row.Word))] }, error is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    static async Task<IResult> Make(HttpRequest request, RequestDesk desk)
    {
        var sent = await request.ReadFormAsync();
        string id = sent["patient"].ToString();
        var patient = desk.Store.Records.AsNoTracking().FirstOrDefault(row => row.Kind == "patients" && row.Id == id && row.EndedAt == null);
        if (patient is null || Day(sent["day"]) is not { } day) return Choice("", patient is null ? "Choose the patient." : "A day is needed.", desk);
        var visit = New(desk, patient, day);
        desk.Visits.Add([visit]);
        return Results.Redirect($"/visits/{visit.Id}");
    }

    /// <summary>An empty visit with what is known: payer and diagnoses as last time, the clinician who writes it.</summary>
    public static VisitRow New(RequestDesk desk, RecordRow patient, DateOnly day, string? clinician = null, string? at = null)
    {
        string word = patient.Word, facility = at ?? desk.Facility;
        var last = desk.Store.Visits.AsNoTracking().Where(row => row.Patient == word && row.State != VisitState.Ended).OrderByDescending(static row => row.Day).ThenByDescending(static row => row.Id).FirstOrDefault();
        var before = last is null ? [] : (JsonObject)JsonNode.Parse(last.Json)!;
        string who = clinician ?? (desk.Caller.Clinician.Length > 0 ? desk.Caller.Clinician : last?.Clinician ?? OnlyOne(desk));
        var visit = new JsonObject
        {
            ["visit"] = $"V{desk.Store.NextNumbers("visit")}", ["date"] = $"{day:yyyy-MM-dd}", ["payer"] = PayerOf(desk, word, day) ?? last?.Payer ?? "", ["discipline"] = DisciplineOf(desk, who) ?? (before["discipline"]?.ToString() ?? "PT"), ["facility"] = facility, ["patient"] = word, ["clinician"] = who,
        };
        if (before["dx"] is { } dx) visit["dx"] = dx.ToString();
        if (before["zip"] is { } zip) visit["zip"] = zip.ToString();
        visit["interventions"] = new JsonArray();
        var row = new VisitRow
        {
            Id = PracticeStore.NewId(), Number = visit["visit"]!.ToString(), Facility = facility, Patient = word, Clinician = who, Payer = "", Day = day, State = VisitState.Open, Version = 1, Outcome = "empty", Blocks = "", Units = 0, MadeAt = "", Json = "",
        };
        VisitBilling.Fill(row, visit, null);
        return row;
    }

    /// <summary>The profile of the first payer that covers the patient on the day.</summary>
    static string? PayerOf(RequestDesk desk, string patient, DateOnly day)
    {
        var covering = desk.Store.Records.AsNoTracking().Where(row => row.Kind == "coverages" && row.Patient == patient && row.EndedAt == null).AsEnumerable().Select(desk.Records.Entry).Where(entry => entry.InForce(day))
            .OrderBy(static entry => entry.Text("order") is "secondary" or "S" ? 1 : entry.Text("order") is "tertiary" or "T" ? 2 : 0).FirstOrDefault();
        if (covering?.Text("payer") is not { } word) return null;
        var payer = desk.Store.Records.AsNoTracking().FirstOrDefault(row => row.Kind == "payers" && row.Word == word);
        return payer is null ? word : desk.Records.Fields(payer).GetValueOrDefault("profile", word);
    }

    /// <summary>Where one person alone treats, it is they.</summary>
    static string OnlyOne(RequestDesk desk) => desk.Store.Records.AsNoTracking().Where(static row => row.Kind == "providers" && row.EndedAt == null).AsEnumerable().Where(row => desk.Records.Fields(row).ContainsKey("discipline")).Take(2).ToList() is [var only] ? only.Word : "";

    static string? DisciplineOf(RequestDesk desk, string clinician)
    {
        var row = desk.Store.Records.AsNoTracking().FirstOrDefault(row => row.Kind == "providers" && row.Word == clinician);
        return row is null ? null : desk.Records.Fields(row).GetValueOrDefault("discipline");
    }

    static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
