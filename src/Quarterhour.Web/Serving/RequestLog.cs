using System.Diagnostics;

namespace Quarterhour.Web.Serving;

/// <summary>One line for a request that failed: method, path without what was asked, status, milliseconds. What people send never stands in a log.</summary>
sealed class RequestLog(RequestDelegate next, ILogger<RequestLog> log)
{
    static readonly Action<ILogger, string, string, int, long, Exception?> Line =
        LoggerMessage.Define<string, string, int, long>(LogLevel.Warning, new EventId(1, "request"), "{Method} {Path} {Status} {Milliseconds} ms");

    public async Task InvokeAsync(HttpContext context)
    {
        long began = Stopwatch.GetTimestamp();
        await next(context);
        if (context.Response.StatusCode < StatusCodes.Status500InternalServerError) return;
        // the route, not the path: a path may hold what somebody typed
        string path = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no page)";
        Line(log, context.Request.Method, path, context.Response.StatusCode, (long)Stopwatch.GetElapsedTime(began).TotalMilliseconds, null);
    }
}
