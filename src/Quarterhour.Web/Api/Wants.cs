using Microsoft.Net.Http.Headers;

namespace Quarterhour.Web.Api;

/// <summary>In which form an address is asked for.</summary>
static class Wants
{
    /// <summary>JSON is preferred to a page.</summary>
    public static bool Json(HttpRequest request)
    {
        if (request.GetTypedHeaders().Accept is not { Count: > 0 } accepted) return false;
        return Weight(accepted, "application/json") > Weight(accepted, "text/html");
    }

    /// <summary>Only the part of the page that changes.</summary>
    public static bool Fragment(HttpRequest request) => request.Headers["HX-Request"] == "true" && request.Headers["HX-Boosted"] != "true";

    static double Weight(IList<MediaTypeHeaderValue> accepted, string type)
    {
        var wanted = new MediaTypeHeaderValue(type);
        // the most exact of what was named counts
        return accepted.Where(one => one.MediaType == type).Concat(accepted.Where(wanted.IsSubsetOf)).Select(one => one.Quality ?? 1).FirstOrDefault(0);
    }
}
