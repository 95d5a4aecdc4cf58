using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Practice;
using Quarterhour.Practice.Rows;
using Quarterhour.Web.Accounts;
using Quarterhour.Web.Desk;
using static Quarterhour.Web.Api.RecordApi;

namespace Quarterhour.Web.Api;

/// <summary>Visits for programs: read, written and ended as the visit contract has them. A signature is a person's act, and no call makes one.</summary>
static class VisitApi
{
    const string Kind = "visits";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var calls = routes.MapGroup("/visits").WithTags("Visits");
        calls.MapGet("", List).Needs(May.SeeVisits).WithSummary("Visits, the latest day first").WithDescription("from, to and state (unfinished, open, blocked, ready, ended) narrow it; after goes on where a page ended; limit is 1 to 200, 50 without it.");
        calls.MapGet("/{id}", One).Needs(May.SeeVisits).WithSummary("One visit");
        calls.MapPost("", Make).Needs(May.WriteVisits).WithSummary("Writes a new visit").WithDescription("visit holds the fields of the visit contract; its number is made where none is told, facility is the caller's first where none is. It is open, for a person to sign.");
        calls.MapPut("/{id}", Change).Needs(May.WriteVisits).WithSummary("Changes an open visit").WithDescription("visit holds all fields from now on. Its number, patient and facility stay. A signed visit is changed by a person alone, with an addendum.");
        calls.MapDelete("/{id}", End).Needs(May.WriteVisits).WithSummary("Ends an open visit").WithDescription("It did not take place, or was entered twice. It stays, and is never billed.");
    }

    static VisitRow? Find(string id, RequestDesk desk) => desk.Store.Visits.AsNoTracking().FirstOrDefault(row => row.Id == id);

    static IResult List(HttpRequest request, int? limit, string? after, RequestDesk desk)
    {
        int most = Math.Clamp(limit ?? 50, 1, Most);
        var rows = VisitListMap.Asked(request, desk);
        if (after is not null)
        {
            if (Find(after, desk) is not { } last) return Refused(StatusCodes.Status400BadRequest, "after: is no id of this list");
            var (day, id) = (last.Day, last.Id);
            rows = rows.Where(row => row.Day < day || row.Day == day && string.Compare(row.Id, id) < 0);
        }
        var shown = rows.OrderByDescending(static row => row.Day).ThenByDescending(static row => row.Id).Take(most + 1).ToList();
        string? next = shown.Count > most ? shown[most - 1].Id : null;
        if (next is not null) shown.RemoveAt(most);
        if (shown.Count > 0) desk.HasRead(Kind, "", desk.Facility, string.Join(' ', shown.Select(static row => row.Id)));
        return KnowledgeApi.Answer(json =>
        {
            json.WriteStartArray("visits");
            foreach (var row in shown) Write(json, row);
            json.WriteEndArray();
            json.WriteString("after", next);
        });
    }

    static void Write(Utf8JsonWriter json, VisitRow row, bool inner = true)
    {
        if (inner) json.WriteStartObject();
        json.WriteString("id", row.Id);
        json.WriteNumber("version", row.Version);
        json.WriteString("state", $"{row.State}".ToLowerInvariant());
        json.WriteString("outcome", row.Outcome);
        json.WriteString("claim", row.Claim);
        json.WriteString("signed_at", row.SignedAt);
        json.WriteString("signed_by", row.SignedBy);
        json.WritePropertyName("visit");
        json.WriteRawValue(row.Json);
        if (inner) json.WriteEndObject();
    }

    static IResult One(string id, HttpContext context, RequestDesk desk)
    {
        if (Find(id, desk) is not { } row) return Gone();
        if (context.Request.Headers.IfNoneMatch == $"\"{row.Version}\"")
        {
            context.Response.Headers.ETag = $"\"{row.Version}\"";
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }
        desk.HasRead(Kind, row.Id, row.Facility);
        return Written(row, context);
    }

    static IResult Written(VisitRow row, HttpContext context, int status = StatusCodes.Status200OK)
    {
        context.Response.Headers.ETag = $"\"{row.Version}\"";
        context.Response.StatusCode = status;
        return KnowledgeApi.Answer(json => Write(json, row, inner: false));
    }

    /// <summary>The visit that was sent, with what it must have; or why it can't be used.</summary>
    static async Task<(JsonObject? Visit, IResult? Refusal)> Read(HttpContext context, RequestDesk desk, VisitRow? there)
    {
        JsonObject? visit;
        try
        {
            visit = (await JsonNode.ParseAsync(context.Request.Body, documentOptions: new() { AllowDuplicateProperties = false }, cancellationToken: context.RequestAborted) as JsonObject)?["visit"] as JsonObject;
        }
        catch (JsonException)
        {
            return (null, Refused(StatusCodes.Status400BadRequest, "the body is not JSON"));
        }
        if (visit is null) return No("an object is needed: {\"visit\":{...}}, as quarterhour bill reads visits");
        visit = (JsonObject)visit.DeepClone();
        // what stays is filled in, and may be told as it is
        foreach (var (field, stays) in ((string, string?)[])[("visit", there?.Number), ("patient", there?.Patient), ("facility", there?.Facility)])
            if (stays is not null && !visit.ContainsKey(field)) visit[field] = stays;
            else if (stays is not null && VisitBilling.Text(visit, field) != stays) return No($"{field}: it stays {stays}");
        if (!DateOnly.TryParseExact(VisitBilling.Text(visit, "date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) return No("date: a date is needed; write it as 2025-06-02");
        if (VisitBilling.Text(visit, "discipline") is not ("PT" or "OT" or "SLP")) return No("discipline: PT, OT or SLP is needed");
        string payer = VisitBilling.Text(visit, "payer"), patient = VisitBilling.Text(visit, "patient"), facility = VisitBilling.Text(visit, "facility");
        if (desk.Payers.Find(payer) is null) return No($"payer: \"{payer}\" is not known; {Billing.Spelling.DidYouMean(payer, desk.Profiles)}");
        if (facility.Length == 0) visit["facility"] = facility = desk.Facility;
        if (!desk.Facilities.Any(one => one.Word == facility)) return No($"facility: \"{facility}\" is not in facilities");
        if (!desk.Store.Records.Any(row => row.Kind == "patients" && row.Word == patient && row.EndedAt == null && (row.Facility == facility || row.Facility == ""))) return No($"patient: \"{patient}\" is not among the patients of {facility}");
        if (visit["interventions"] is null) visit["interventions"] = new JsonArray();
        return (visit, null);

        static (JsonObject?, IResult?) No(string message) => (null, Refused(StatusCodes.Status422UnprocessableEntity, message));
    }

    static async Task<IResult> Make(HttpContext context, RequestDesk desk)
    {
        var (visit, refusal) = await Read(context, desk, null);
        if (visit is null) return refusal!;
        string? id = OnceId(Kind, context, desk);
        if (id is not null && Find(id, desk) is { } before) return Again(before, visit, context, desk);
        if (VisitBilling.Text(visit, "visit").Length == 0) visit["visit"] = $"V{desk.Store.NextNumbers("visit")}";
        var kept = (JsonObject)visit.DeepClone();
        var (bill, faults) = VisitBilling.Of(desk, visit);
        if (faults.Count > 0) return Refused(StatusCodes.Status422UnprocessableEntity, string.Join("; ", faults));
        var row = new VisitRow
        {
            Id = id ?? PracticeStore.NewId(), Number = VisitBilling.Text(kept, "visit"), Facility = VisitBilling.Text(kept, "facility"), Patient = VisitBilling.Text(kept, "patient"), Clinician = "", Payer = "", Day = default, State = VisitState.Open, Version = 1, Outcome = "", Blocks = "", Units = 0, MadeAt = "",
            Json = kept.ToJsonString(),
        };
        VisitBilling.Fill(row, visit, bill);
        try
        {
            desk.Visits.Add([row]);
        }
        catch (UnusableStoreException taken)
        {
            return Refused(StatusCodes.Status409Conflict, taken.Message);
        }
        catch (DbUpdateException) when (id is not null && Find(id, desk) is { } first)
        {
            // the same call came twice at once
            return Again(first, kept, context, desk);
        }
        context.Response.Headers.Location = $"/api/visits/{row.Id}";
        return Written(row, context, StatusCodes.Status201Created);
    }

    /// <summary>What was made with the key before, where the same was asked for.</summary>
    static IResult Again(VisitRow row, JsonObject asked, HttpContext context, RequestDesk desk)
    {
        string? made = desk.Store.Trail.AsNoTracking().Where(entry => entry.Record == row.Id && entry.Version == 1).Select(static entry => entry.Content).FirstOrDefault();
        var first = (JsonObject)JsonNode.Parse(made ?? row.Json)!;
        // a number that was made here was not asked for; the ZIP is the facility's where none was told
        foreach (string filled in (ReadOnlySpan<string>)["visit", "zip"])
            if (!asked.ContainsKey(filled)) first.Remove(filled);
        if (asked.ContainsKey("visit") && VisitBilling.Text(asked, "visit").Length == 0) first["visit"] = "";
        return JsonNode.DeepEquals(first, asked) ? Written(row, context) : Refused(StatusCodes.Status422UnprocessableEntity, "this Idempotency-Key was used for another visit");
    }

    static async Task<IResult> Change(string id, HttpContext context, RequestDesk desk)
    {
        if (Find(id, desk) is not { } row) return Gone();
        if (Version(context) is not { } version) return Unnamed();
        var (visit, refusal) = await Read(context, desk, row);
        if (visit is null) return refusal!;
        string kept = visit.ToJsonString();
        var (bill, faults) = VisitBilling.Of(desk, visit);
        if (faults.Count > 0) return Refused(StatusCodes.Status422UnprocessableEntity, string.Join("; ", faults));
        return Try(() => desk.Visits.Save(id, version, fresh =>
        {
            fresh.Json = kept;
            VisitBilling.Fill(fresh, visit, bill);
        }), context);
    }

    static IResult End(string id, HttpContext context, RequestDesk desk) => Find(id, desk) is null ? Gone() : Version(context) is not { } version ? Unnamed() : Try(() => desk.Visits.End(id, version), context);

    static IResult Try(Func<VisitRow> change, HttpContext context)
    {
        try
        {
            return Written(change(), context);
        }
        catch (ChangedMeanwhileException changed)
        {
            return Refused(StatusCodes.Status412PreconditionFailed, changed.Message);
        }
        catch (UnusableStoreException refused)
        {
            return Refused(StatusCodes.Status409Conflict, refused.Message);
        }
    }
}
