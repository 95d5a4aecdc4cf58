using System.Threading.RateLimiting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Features;
using Quarterhour.Web.Api;
using Quarterhour.Web.Pages;
using Quarterhour.Web.Tools;

namespace Quarterhour.Web.Serving;

/// <summary>The application put together: what guards every answer first, then pages, API and tools.</summary>
static class Site
{
    /// <summary>Bytes of a request at most.</summary>
    public const long LargestBody = 8 << 20;

    const string ApiCalls = "api";

    /// <param name="knowledge">What answers.</param>
    /// <param name="burst">Calls of the API that may come at once.</param>
    /// <param name="eachSecond">How many more each second.</param>
    public static WebApplicationBuilder Builder(Knowledge knowledge, int burst = 400, int eachSecond = 100)
    {
        // the empty builder reads no file and no variable, and logs nothing that was not asked for
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MaxRequestLineSize = 16 << 10;
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.None).AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None).AddSimpleConsole(console => console.SingleLine = true);
        var services = builder.Services;
        services.AddSingleton(knowledge);
        services.AddRoutingCore();
        services.AddRazorComponents();
        LeaveNoKeys(services);
        services.AddOpenApi("v1", ApiDocument.Describe);
        services.AddMcpServer(ToolServer.Describe).WithHttpTransport(http => http.Stateless = true).WithTools<KnowledgeTools>();
        // a page of another site that names this machine by its own host name gets nothing
        services.AddHostFiltering(hosts => hosts.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"]);
        services.Configure<FormOptions>(forms => (forms.MultipartBodyLengthLimit, forms.ValueLengthLimit, forms.ValueCountLimit) = (LargestBody, (int)LargestBody, 200));
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (context, _) => new ValueTask(Problem.Write(context.HttpContext, StatusCodes.Status429TooManyRequests, "too many calls at once; wait a second and go on"));
            limiter.AddPolicy(ApiCalls, context => RateLimitPartition.GetTokenBucketLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new()
            {
                TokenLimit = burst, TokensPerPeriod = eachSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0,
            }));
        });
        return builder;
    }

    /// <summary>The pages' library brings keys for cookies and writes them into the user's folder. There are no cookies here, and nothing is written anywhere.</summary>
    static void LeaveNoKeys(IServiceCollection services)
    {
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        foreach (var starts in services.Where(service => service.ImplementationType?.Name == "DataProtectionHostedService").ToList()) services.Remove(starts);
    }

    public static WebApplication Of(WebApplicationBuilder builder)
    {
        var site = builder.Build();
        site.UseMiddleware<RequestLog>();
        site.UseMiddleware<GuardHeaders>();
        site.UseHostFiltering();
        site.UseMiddleware<Faults>();
        site.UseRouting();
        site.UseMiddleware<SameSite>();
        site.UseRateLimiter();
        AssetFiles.Map(site);
        Pages.PageMap.Map(site);
        KnowledgeApi.Map(site.MapGroup("/api").RequireRateLimiting(ApiCalls));
        site.MapOpenApi("/openapi/{documentName}.json").RequireRateLimiting(ApiCalls);
        site.MapMcp("/mcp").RequireRateLimiting(ApiCalls);
        site.MapFallback(PageMap.NotFound);
        return site;
    }
}
