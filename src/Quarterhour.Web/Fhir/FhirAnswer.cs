using System.Globalization;
using System.Text.Json;
using Quarterhour.Fhir;
using Quarterhour.Web.Desk;
using F = Hl7.Fhir.Model;

namespace Quarterhour.Web.Fhir;

/// <summary>Writes what FHIR callers get: resources, pages of a search, outcomes.</summary>
static class FhirAnswer
{
    public const string Type = "application/fhir+json; charset=utf-8";

    /// <summary>A resource with its version as ETag; nothing where the caller has that version already.</summary>
    /// <param name="resource">It.</param>
    /// <param name="context">The request.</param>
    /// <param name="read">Writes down that it was read, where it is shown.</param>
    public static IResult One(F.Resource resource, HttpContext context, Action read)
    {
        string tag = $"W/\"{resource.Meta?.VersionId ?? "1"}\"";
        context.Response.Headers.ETag = tag;
        if (resource.Meta?.LastUpdated is { } at) context.Response.Headers.LastModified = at.ToString("R", CultureInfo.InvariantCulture);
        if (context.Request.Headers.IfNoneMatch == tag) return Results.StatusCode(StatusCodes.Status304NotModified);
        read();
        return Written(resource);
    }

    public static IResult Written(F.Resource resource)
    {
        var bytes = new MemoryStream();
        FhirFile.Write(bytes, resource);
        return Results.Bytes(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), Type);
    }

    /// <summary>A page of a search.</summary>
    /// <param name="found">Resources with the keys by which the next page goes on; one more than asked where there is one.</param>
    /// <param name="query">What was asked.</param>
    /// <param name="context">The request.</param>
    /// <param name="office">Seals the mark of the next page.</param>
    /// <param name="read">Writes down whose they were.</param>
    public static IResult Page(IReadOnlyList<(F.Resource Resource, string Key)> found, FhirQuery query, HttpContext context, Office office, Action<IEnumerable<string>> read)
    {
        var shown = found.Take(query.Count).ToList();
        string root = $"{context.Request.Scheme}://{context.Request.Host}/fhir", type = context.Request.Path.Value!.Split('/')[2];
        var bundle = new F.Bundle { Type = F.Bundle.BundleType.Searchset, Link = { new() { Relation = "self", Url = HttpMethods.IsGet(context.Request.Method) ? $"{root}/{type}{context.Request.QueryString}" : $"{root}/{type}" } } };
        if (found.Count > shown.Count) bundle.Link.Add(new() { Relation = "next", Url = $"{root}/{type}?_page={query.Next(shown[^1].Key, office)}" });
        foreach (var (resource, _) in shown) bundle.Entry.Add(new() { FullUrl = $"{root}/{type}/{resource.Id}", Resource = resource, Search = new() { Mode = F.Bundle.SearchEntryMode.Match } });
        if (shown.Count > 0) read(shown.Select(static one => one.Resource.Id!));
        return Written(bundle);
    }

    /// <summary>An OperationOutcome, written without the library, which a refused caller need not load.</summary>
    public static async Task Refuse(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = Type;
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("resourceType", "OperationOutcome");
            json.WriteStartArray("issue");
            json.WriteStartObject();
            json.WriteString("severity", "error");
            json.WriteString("code", Code(status));
            json.WriteString("diagnostics", message);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }
        await context.Response.Body.WriteAsync(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), context.RequestAborted);
    }

    static string Code(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "login", StatusCodes.Status403Forbidden => "forbidden", StatusCodes.Status404NotFound => "not-found", StatusCodes.Status406NotAcceptable => "not-supported",
        StatusCodes.Status413PayloadTooLarge => "too-long", StatusCodes.Status429TooManyRequests => "throttled", >= StatusCodes.Status500InternalServerError => "exception", _ => "invalid",
    };
}
