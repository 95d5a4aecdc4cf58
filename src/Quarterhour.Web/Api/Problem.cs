using System.Text.Json;
using Quarterhour.Formats;

namespace Quarterhour.Web.Api;

/// <summary>An answer that says what is wrong: a problem of RFC 9457 with the contract's <c>error</c> beside it.</summary>
static class Problem
{
    static bool IsFhir(HttpContext context) => context.Request.Path.StartsWithSegments("/fhir", StringComparison.Ordinal);

    /// <summary>The caller is a program, not a person before a page.</summary>
    public static bool IsWanted(HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) || IsFhir(context) || context.Request.Path.StartsWithSegments("/mcp", StringComparison.Ordinal) || Wants.Json(context.Request);

    public static async Task Write(HttpContext context, int status, string message)
    {
        if (IsFhir(context))
        {
            await Fhir.FhirAnswer.Refuse(context, status, message);
            return;
        }
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json";
        using var bytes = new MemoryStream();
        Json.Answer(bytes, json =>
        {
            json.WriteString("type", "about:blank");
            json.WriteString("title", Title(status));
            json.WriteNumber("status", status);
            json.WriteString("detail", message);
            json.WriteString("error", message);
        });
        await context.Response.Body.WriteAsync(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), context.RequestAborted);
    }

    static string Title(int status) => status switch
    {
        StatusCodes.Status403Forbidden => "Not from here",
        StatusCodes.Status404NotFound => "Not there",
        StatusCodes.Status413PayloadTooLarge => "Too large",
        StatusCodes.Status429TooManyRequests => "Too many calls",
        >= StatusCodes.Status500InternalServerError => "A fault of the program",
        _ => "Can't be used",
    };
}
