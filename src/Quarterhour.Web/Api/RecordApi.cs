using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;
using Quarterhour.Claims;
using Quarterhour.Practice;
using Quarterhour.Practice.Rows;
using Quarterhour.Web.Accounts;
using Quarterhour.Web.Desk;

namespace Quarterhour.Web.Api;

/// <summary>Records for programs: each with its version as ETag; a change names it (If-Match), a new one may bear a key of the caller's (Idempotency-Key), so that sending it twice makes it once; lists go page by page.</summary>
static class RecordApi
{
    internal const int Most = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Group("/patients/{kind}", RecordMap.OfPatient, May.SeePatients, May.WritePatients);
        Group("/plans/{kind}", RecordMap.OfPlan, May.SeePatients, May.WritePlans);
        Group("/practice/{kind}", RecordMap.OfPractice, May.SeeSetup, May.WriteSetup);
        VisitApi.Map(routes);

        void Group(string at, string[] kinds, May see, May write)
        {
            var calls = routes.MapGroup("/records" + at).WithTags("Records");
            calls.MapGet("", (string kind, string? after, int? limit, string? patient, RequestDesk desk) => kinds.Contains(kind) ? List(kind, after, limit, patient, desk) : Gone()).Needs(see).WithSummary("Records of a kind, by name");
            calls.MapGet("/{id}", (string kind, string id, HttpContext context, RequestDesk desk) => kinds.Contains(kind) && Find(kind, id, desk) is { } row ? One(row, context, desk, read: true) : Gone()).Needs(see).WithSummary("One record");
            calls.MapPost("", async (string kind, HttpContext context, RequestDesk desk) => kinds.Contains(kind) ? await Make(kind, context, desk) : Gone()).Needs(write).WithSummary("Makes a record");
            calls.MapPut("/{id}", async (string kind, string id, HttpContext context, RequestDesk desk) => kinds.Contains(kind) && Find(kind, id, desk) is { } row ? await Change(row, context, desk) : Gone()).Needs(write).WithSummary("Changes a record: all its fields from now on");
            calls.MapDelete("/{id}", (string kind, string id, HttpContext context, RequestDesk desk) => kinds.Contains(kind) && Find(kind, id, desk) is { } row ? End(row, context, desk) : Gone()).Needs(write).WithSummary("Ends a record; it stays where it was used");
        }
    }

    static RecordRow? Find(string kind, string id, RequestDesk desk) => desk.Store.Records.AsNoTracking().FirstOrDefault(row => row.Id == id && row.Kind == kind);

    internal static IResult Gone() => Refused(StatusCodes.Status404NotFound, "there is no such record, or it is of a facility that the caller does not see");

    internal static IResult Refused(int status, string message) => Results.Problem(message, statusCode: status, title: status == StatusCodes.Status404NotFound ? "Not there" : "Can't be used", extensions: new Dictionary<string, object?> { ["contract"] = 1, ["error"] = message });

    static IResult List(string kind, string? after, int? limit, string? patient, RequestDesk desk)
    {
        int most = Math.Clamp(limit ?? 50, 1, Most);
        var rows = desk.Store.Records.AsNoTracking().Where(row => row.Kind == kind && row.EndedAt == null);
        if (patient is not null) rows = rows.Where(row => row.Patient == patient);
        if (after is not null)
        {
            if (desk.Store.Records.AsNoTracking().FirstOrDefault(row => row.Id == after && row.Kind == kind) is not { } last) return Refused(StatusCodes.Status400BadRequest, "after: is no id of this list");
            string sort = last.Sort, id = last.Id;
            rows = rows.Where(row => string.Compare(row.Sort, sort) > 0 || row.Sort == sort && string.Compare(row.Id, id) > 0);
        }
        var shown = rows.OrderBy(static row => row.Sort).ThenBy(static row => row.Id).Take(most + 1).ToList();
        string? next = shown.Count > most ? shown[most - 1].Id : null;
        if (next is not null) shown.RemoveAt(most);
        if (shown.Count > 0) desk.HasRead(kind, "", "", string.Join(' ', shown.Select(static row => row.Id)));
        return KnowledgeApi.Answer(json =>
        {
            json.WriteStartArray("records");
            foreach (var row in shown) Write(json, row, desk);
            json.WriteEndArray();
            json.WriteString("after", next);
        });
    }

    static void Write(Utf8JsonWriter json, RecordRow row, RequestDesk desk, bool inner = true)
    {
        if (inner) json.WriteStartObject();
        json.WriteString("id", row.Id);
        json.WriteString("kind", row.Kind);
        json.WriteNumber("version", row.Version);
        json.WriteString("facility", row.Facility);
        json.WriteString("made_at", row.MadeAt);
        json.WriteString("ended_at", row.EndedAt);
        json.WriteStartObject("fields");
        foreach (var (name, value) in desk.Records.Fields(row)) json.WriteString(name, value);
        json.WriteEndObject();
        if (inner) json.WriteEndObject();
    }

    static IResult One(RecordRow row, HttpContext context, RequestDesk desk, bool read = false, int status = StatusCodes.Status200OK)
    {
        string tag = $"\"{row.Version}\"";
        context.Response.Headers.ETag = tag;
        if (read && context.Request.Headers.IfNoneMatch == tag) return Results.StatusCode(StatusCodes.Status304NotModified);
        if (read) desk.HasRead(row.Kind, row.Id, row.Facility);
        context.Response.StatusCode = status;
        return KnowledgeApi.Answer(json => Write(json, row, desk, inner: false));
    }

    static async Task<(RecordForm? Form, IResult? Refusal)> Read(string kind, HttpContext context, RequestDesk desk)
    {
        Dictionary<string, StringValues> fields = new(StringComparer.Ordinal);
        try
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            if (document.RootElement is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("fields", out var given) || given.ValueKind != JsonValueKind.Object) return (null, Refused(StatusCodes.Status422UnprocessableEntity, "an object is needed: {\"fields\":{...}}"));
            foreach (var field in given.EnumerateObject())
            {
                if (PracticeSections.Find(kind)!.Find(field.Name) is null) return (null, Refused(StatusCodes.Status422UnprocessableEntity, $"{field.Name}: {kind} have no such field"));
                if (field.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number)) return (null, Refused(StatusCodes.Status422UnprocessableEntity, $"{field.Name}: text is needed"));
                fields["f-" + field.Name] = field.Value.ToString();
            }
        }
        catch (JsonException)
        {
            return (null, Refused(StatusCodes.Status400BadRequest, "the body is not JSON"));
        }
        var form = RecordForm.Of(PracticeSections.Find(kind)!, new FormCollection(fields), RecordMap.IsThere(desk));
        if (RecordMap.IsShared(kind, form, desk)) return (null, Refused(StatusCodes.Status403Forbidden, "what all facilities share is not for an account of some to change"));
        return form.Errors.Count > 0 ? (null, Refused(StatusCodes.Status422UnprocessableEntity, string.Join(" ", form.Errors.Select(static one => $"{one.Key}: {one.Value}")))) : (form, null);
    }

    static async Task<IResult> Make(string kind, HttpContext context, RequestDesk desk)
    {
        var (form, refusal) = await Read(kind, context, desk);
        if (form is null) return refusal!;
        string? id = OnceId(kind, context, desk);
        if (id is not null && Find(kind, id, desk) is { } before) return Again(before, form, context, desk);
        try
        {
            var made = desk.Records.Make(kind, [(form.Values, RecordMap.FacilityFor(kind, form, desk))], id)[0];
            context.Response.Headers.Location = $"{context.Request.Path}/{made.Id}";
            return One(made, context, desk, status: StatusCodes.Status201Created);
        }
        catch (UnusableStoreException refused)
        {
            return Refused(StatusCodes.Status409Conflict, refused.Message);
        }
        catch (DbUpdateException) when (id is not null && Find(kind, id, desk) is { } first)
        {
            // the same call came twice at once
            return Again(first, form, context, desk);
        }
    }

    static IResult Again(RecordRow before, RecordForm form, HttpContext context, RequestDesk desk) => Same(before, form, desk) ? One(before, context, desk) : Refused(StatusCodes.Status422UnprocessableEntity, "this Idempotency-Key was used for other fields");

    /// <summary>The id of what a call with an Idempotency-Key makes: it follows from the key, so that what was made with it before is found by it. Null without a key.</summary>
    internal static string? OnceId(string kind, HttpContext context, RequestDesk desk) =>
        context.Request.Headers["Idempotency-Key"] is [{ Length: > 0 and <= 200 } once] ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{desk.Caller.Id}\n{kind}\n{once}")))[..24] : null;

    /// <summary>A change that names no version.</summary>
    internal static IResult Unnamed() => Refused(StatusCodes.Status428PreconditionRequired, "If-Match: name the version that was read, its ETag");

    static bool Same(RecordRow row, RecordForm form, RequestDesk desk) => desk.Records.Fields(row) is var there && there.Count == form.Values.Count && form.Values.All(one => there.GetValueOrDefault(one.Key) == one.Value);

    /// <summary>The version that the caller has read; null where none is named.</summary>
    internal static int? Version(HttpContext context) => context.Request.Headers.IfMatch is [{ } tag] && int.TryParse(tag.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out int version) ? version : null;

    static async Task<IResult> Change(RecordRow row, HttpContext context, RequestDesk desk)
    {
        if (Version(context) is not { } version) return Unnamed();
        var (form, refusal) = await Read(row.Kind, context, desk);
        if (form is null) return refusal!;
        if (form["id"] != row.Word || form["patient"] != (row.Kind == "patients" ? "" : row.Patient)) return Refused(StatusCodes.Status422UnprocessableEntity, "id and patient stay as they are");
        return Try(() => desk.Records.Change(row.Id, version, form.Values), context, desk);
    }

    static IResult End(RecordRow row, HttpContext context, RequestDesk desk) => Version(context) is not { } version ? Unnamed()
        : RecordMap.IsShared(row.Kind, RecordForm.Of(PracticeSections.Find(row.Kind)!, desk.Records.Fields(row)), desk) ? Refused(StatusCodes.Status403Forbidden, "what all facilities share is not for an account of some to end") : Try(() => desk.Records.End(row.Id, version), context, desk);

    static IResult Try(Func<RecordRow> change, HttpContext context, RequestDesk desk)
    {
        try
        {
            return One(change(), context, desk);
        }
        catch (ChangedMeanwhileException changed)
        {
            return Refused(StatusCodes.Status412PreconditionFailed, changed.Message);
        }
    }
}
