using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Billing;
using Quarterhour.Practice;
using Quarterhour.Practice.Rows;
using Quarterhour.Reference.Search;
using Quarterhour.Web.Accounts;
using Quarterhour.Web.Api;
using Quarterhour.Web.Pages;
using Quarterhour.Web.Serving;

namespace Quarterhour.Web.Desk;

/// <summary>One visit: minutes in, units and findings beside them, signature, addenda.</summary>
static class VisitMap
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/visits").ExcludeFromDescription();
        pages.MapGet("/codes", Codes).Needs(May.WriteVisits);
        pages.MapGet("/{id}", Show).Needs(May.SeeVisits);
        pages.MapPost("/{id}/look", Look).Needs(May.WriteVisits);
        pages.MapPost("/{id}", Save).Needs(May.WriteVisits);
        pages.MapPost("/{id}/addendum", Add).Needs(May.SignVisits);
        FileMap.MapVisits(pages);
    }

    static RazorComponentResult<T> Page<T>(Dictionary<string, object?> shown, int status = StatusCodes.Status200OK) where T : IComponent => new(shown) { StatusCode = status, PreventStreamingRendering = true };

    /// <summary>Codes as somebody types: the facility's words, numbers, what was done.</summary>
    static IResult Codes(HttpRequest request, Knowledge knowledge)
    {
        string asked = request.Query["code"] is [var first, ..] ? (first ?? "").Trim() : "";
        IReadOnlyList<CodeHit> hits = asked.Length is > 0 and < 60 ? knowledge.Now.Search(CodeSearch.Therapy).Find(asked, 8) : [];
        return Page<CodeOffer>(new() { ["Hits"] = hits });
    }

    static IResult Show(string id, HttpRequest request, RequestDesk desk, Knowledge knowledge) => Find(id, desk) is { } row ? Whole(row, null, null, request.Query["correct"] == "1", desk, knowledge, files: request.Query["files"] == "1") : Gone();

    static VisitRow? Find(string id, RequestDesk desk) => desk.Store.Visits.AsNoTracking().FirstOrDefault(row => row.Id == id);

    static RazorComponentResult<MessagePage> Gone() => Page<MessagePage>(new() { ["Title"] = "No such visit", ["Message"] = "There is no visit at this address, or it is of a facility that you do not see." }, StatusCodes.Status404NotFound);

    static IResult Whole(VisitRow row, VisitForm? written, string? message, bool correcting, RequestDesk desk, Knowledge knowledge, int status = StatusCodes.Status200OK, bool files = false)
    {
        var form = written ?? VisitForm.Of((JsonObject)JsonNode.Parse(row.Json)!);
        var (bill, faults) = VisitBilling.Of(desk, (JsonObject)form.Visit.DeepClone());
        var names = TodayMap.Names(desk, [row.Patient], [row.Clinician]);
        desk.HasRead("visits", row.Id, row.Facility);
        string id = row.Id;
        return Page<VisitPage>(new()
        {
            ["Row"] = row, ["Form"] = form, ["Bill"] = bill, ["Faults"] = faults, ["Message"] = message, ["Patient"] = names("patients", row.Patient), ["ClinicianName"] = names("providers", row.Clinician),
            ["Payers"] = Payers(desk, row), ["Clinicians"] = Clinicians(desk, row), ["Addenda"] = desk.Store.Addenda.AsNoTracking().Where(one => one.Visit == id).OrderBy(static one => one.Id).ToList(),
            ["History"] = desk.Store.Trail.AsNoTracking().Where(entry => entry.Record == id && entry.Version != null).OrderByDescending(static entry => entry.Number).Take(50).ToList(),
            ["Claims"] = desk.Caller.Can(May.SeeClaims) ? ClaimsOf(row, desk) : [], ["Files"] = desk.Files.Of(id), ["AddingFiles"] = files, ["MayWrite"] = desk.Caller.Can(May.WriteVisits), ["MaySign"] = MaySign(row, desk), ["Priced"] = row.State == VisitState.Signed && desk.Caller.Can(May.SeePrices), ["Correcting"] = correcting && row.State == VisitState.Signed && MaySign(row, desk),
        }, status);
    }

    /// <summary>What became of it with payers, the latest first.</summary>
    static List<ClaimRow> ClaimsOf(VisitRow row, RequestDesk desk)
    {
        string number = row.Number;
        return row.Claim is null ? [] : [.. desk.Store.Claims.AsNoTracking().Where(claim => claim.Visit == number).OrderByDescending(static claim => claim.MadeAt).ThenByDescending(static claim => claim.Number).Take(20)];
    }

    /// <summary>Those that cover the patient; the visit's own in any case.</summary>
    static List<(string, string)> Payers(RequestDesk desk, VisitRow row)
    {
        string patient = row.Patient;
        var payers = desk.Store.Records.AsNoTracking().Where(one => one.Kind == "payers" && one.EndedAt == null).AsEnumerable().ToDictionary(static one => one.Word, one => (one.Title, Profile: desk.Records.Fields(one).GetValueOrDefault("profile", one.Word)), StringComparer.Ordinal);
        var covered = desk.Store.Records.AsNoTracking().Where(one => one.Kind == "coverages" && one.Patient == patient && one.EndedAt == null).AsEnumerable().Select(one => desk.Records.Fields(one).GetValueOrDefault("payer", "")).Where(payers.ContainsKey).ToList();
        var offered = covered.Select(word => (payers[word].Profile, payers[word].Title)).DistinctBy(static one => one.Profile).ToList();
        if (offered.TrueForAll(one => one.Profile != row.Payer)) offered.Insert(0, (row.Payer, payers.GetValueOrDefault(row.Payer).Title ?? row.Payer));
        return offered;
    }

    /// <summary>Who treats, under a discipline; the visit's own in any case.</summary>
    static List<(string, string)> Clinicians(RequestDesk desk, VisitRow row)
    {
        var treats = desk.Store.Records.AsNoTracking().Where(static one => one.Kind == "providers" && one.EndedAt == null).OrderBy(static one => one.Title).AsEnumerable().Select(one => (one.Word, one.Title, Fields: desk.Records.Fields(one)))
            .Where(one => one.Word == row.Clinician || one.Fields.ContainsKey("taxonomy") || one.Fields.ContainsKey("bills_under") || one.Fields.ContainsKey("discipline")).Select(static one => (one.Word, one.Title)).ToList();
        if (!treats.Exists(one => one.Word == row.Clinician)) treats.Insert(0, (row.Clinician, row.Clinician));
        return treats;
    }

    /// <summary>The answer to what stands in the form now; nothing is saved.</summary>
    static async Task<IResult> Look(string id, HttpRequest request, RequestDesk desk, Knowledge knowledge)
    {
        if (Find(id, desk) is not { } row) return Gone();
        var form = VisitForm.Of(await request.ReadFormAsync(), (JsonObject)JsonNode.Parse(row.Json)!, knowledge.Now.Tables.Codes);
        var (bill, faults) = VisitBilling.Of(desk, (JsonObject)form.Visit.DeepClone());
        return Answer(row, form, bill, faults, null, null);
    }

    static RazorComponentResult<VisitAnswer> Answer(VisitRow row, VisitForm form, Bill? bill, IReadOnlyList<string> faults, string? saved, string? message) =>
        Page<VisitAnswer>(new() { ["Row"] = row, ["Form"] = form, ["Bill"] = bill, ["Faults"] = faults, ["Beside"] = true, ["Saved"] = saved, ["Message"] = message });

    static async Task<IResult> Save(string id, HttpRequest request, RequestDesk desk, Knowledge knowledge)
    {
        if (Find(id, desk) is not { } row) return Gone();
        var sent = await request.ReadFormAsync();
        bool fragment = Wants.Fragment(request), correcting = sent["correct"] == "1";
        string act = sent["do"].ToString();
        if (!int.TryParse(sent["version"], NumberStyles.None, CultureInfo.InvariantCulture, out int version)) version = 0;
        if ((act == "sign" || correcting) && !MaySign(row, desk)) return Results.StatusCode(StatusCodes.Status403Forbidden);
        var form = VisitForm.Of(sent, (JsonObject)JsonNode.Parse(row.Json)!, knowledge.Now.Tables.Codes);
        try
        {
            if (act == "end")
            {
                desk.Visits.End(id, version);
                return Results.Redirect("/");
            }
            string? addendum = correcting && !string.IsNullOrWhiteSpace(sent["addendum"]) ? sent["addendum"].ToString().Trim() : null;
            if (form.Wrong > 0 && !fragment) return Whole(row, form, null, correcting, desk, knowledge, StatusCodes.Status400BadRequest);
            var visit = (JsonObject)form.Visit.DeepClone();
            var (bill, faults) = VisitBilling.Of(desk, visit);
            if (form.Errors.Count > 0) return Answer(row, form, bill, faults, null, null);
            var saved = row;
            if (!SameAs(row, form)) saved = desk.Visits.Save(id, version, fresh => VisitBilling.Fill(fresh, visit, bill), addendum);
            else if (row.Version != version) throw new ChangedMeanwhileException("Somebody changed this visit since you opened it");
            if (fragment) return Answer(saved, form, bill, faults, $"Saved {desk.Office.Clock.GetLocalNow():HH:mm}.", null);
            if (act == "files") return Results.Redirect($"/visits/{id}?files=1#files");
            if (act != "sign") return Results.Redirect($"/visits/{id}");
            if (bill is null) return Whole(saved, form, "There is nothing to sign yet: write what was done.", false, desk, knowledge, StatusCodes.Status400BadRequest);
            desk.Visits.Sign(id, saved.Version);
            return Results.Redirect(NextOf(saved, desk) is { } next ? $"/visits/{next}" : $"/visits/{id}");
        }
        catch (ChangedMeanwhileException changed)
        {
            string message = $"{changed.Message}. Nothing of yours was saved; what you wrote stands below. Open the visit again to see what it is now.";
            if (!fragment) return Whole(Find(id, desk)!, form, message, false, desk, knowledge, StatusCodes.Status409Conflict);
            return Answer(row, form, null, [], "Not saved.", message);
        }
        catch (UnusableStoreException refused)
        {
            string message = char.ToUpperInvariant(refused.Message[0]) + refused.Message[1..] + ".";
            return fragment ? Answer(row, form, null, [], "Not saved.", message) : Whole(Find(id, desk)!, null, message, false, desk, knowledge, StatusCodes.Status409Conflict);
        }
    }

    /// <summary>A clinician signs what is theirs, and what those furnished who are billed under them.</summary>
    static bool MaySign(VisitRow row, RequestDesk desk)
    {
        if (!desk.Caller.Can(May.SignVisits)) return false;
        if (desk.Caller.Role != Role.Clinician || desk.Caller.Clinician == row.Clinician) return true;
        string furnished = row.Clinician;
        return desk.Caller.Clinician.Length > 0 && desk.Store.Records.AsNoTracking().FirstOrDefault(one => one.Kind == "providers" && one.Word == furnished) is { } provider && desk.Records.Fields(provider).GetValueOrDefault("bills_under") == desk.Caller.Clinician;
    }

    /// <summary>Nothing was changed: saving it would only make another version.</summary>
    static bool SameAs(VisitRow row, VisitForm form) => JsonNode.DeepEquals(JsonNode.Parse(row.Json), form.Visit);

    /// <summary>The clinician's next visit to finish.</summary>
    static string? NextOf(VisitRow row, RequestDesk desk)
    {
        var (facility, clinician, today) = (row.Facility, row.Clinician, desk.Today);
        return desk.Caller.Clinician.Length == 0 ? null : desk.Store.Visits.Where(other => other.Facility == facility && other.Clinician == clinician && other.State == VisitState.Open && other.Day <= today && other.Id != row.Id).OrderBy(static other => other.Day).ThenBy(static other => other.Id).Select(static other => other.Id).FirstOrDefault();
    }

    static async Task<IResult> Add(string id, HttpRequest request, RequestDesk desk, Knowledge knowledge)
    {
        if (Find(id, desk) is not { } row) return Gone();
        if (!MaySign(row, desk)) return Results.StatusCode(StatusCodes.Status403Forbidden);
        var sent = await request.ReadFormAsync();
        string words = sent["addendum"].ToString().Trim();
        if (words.Length is 0 or > 2000 || row.State != VisitState.Signed) return Whole(row, null, words.Length == 0 ? "The addendum says nothing yet." : "An addendum is of a signed visit and at most 2,000 characters long.", false, desk, knowledge, StatusCodes.Status400BadRequest);
        try
        {
            desk.Visits.Save(id, int.TryParse(sent["version"], NumberStyles.None, CultureInfo.InvariantCulture, out int version) ? version : 0, static _ => { }, words);
            return Results.Redirect($"/visits/{id}#addenda");
        }
        catch (ChangedMeanwhileException changed)
        {
            return Whole(Find(id, desk)!, null, changed.Message + ".", false, desk, knowledge, StatusCodes.Status409Conflict);
        }
    }
}
