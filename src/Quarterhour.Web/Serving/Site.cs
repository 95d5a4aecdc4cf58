using System.Threading.RateLimiting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Features;
using Quarterhour.Web.Accounts;
using Quarterhour.Web.Api;
using Quarterhour.Web.Desk;
using Quarterhour.Web.Fhir;
using Quarterhour.Web.Receivables;
using Quarterhour.Web.Pages;
using Quarterhour.Web.Tools;

namespace Quarterhour.Web.Serving;

/// <summary>The application put together: what guards every answer first, then pages, API and tools.</summary>
static class Site
{
    /// <summary>Bytes of a request at most.</summary>
    public const long LargestBody = 8 << 20;

    /// <summary>Requests that may work on the records at one time; PostgreSQL's usual hundred connections hold three for each.</summary>
    public const int AtOnce = 32;

    const string ApiCalls = "api";

    /// <param name="knowledge">What answers.</param>
    /// <param name="burst">Calls of the API that may come at once.</param>
    /// <param name="eachSecond">How many more each second.</param>
    /// <param name="names">Names under which it may be reached beside this machine's.</param>
    /// <param name="office">The facility's records; without them the application answers questions and keeps nothing.</param>
    public static WebApplicationBuilder Builder(Knowledge knowledge, int burst = 400, int eachSecond = 100, Office? office = null, IReadOnlyList<string>? names = null)
    {
        // the empty builder reads no file and no variable, and logs nothing that was not asked for
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MaxRequestLineSize = 16 << 10;
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.None).AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None).AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error).AddSimpleConsole(console => console.SingleLine = true);
        var services = builder.Services;
        services.AddSingleton(knowledge);
        services.AddRoutingCore();
        services.AddRazorComponents();
        LeaveNoKeys(services);
        if (office is not null) AccountServices.Add(services, office);
        services.AddOpenApi("v1", ApiDocument.Describe);
        services.AddMcpServer(ToolServer.Describe).WithHttpTransport(http => http.Stateless = true).WithTools<KnowledgeTools>();
        // a page of another site that names this machine by its own host name gets nothing
        services.AddHostFiltering(hosts => hosts.AllowedHosts = ["localhost", "127.0.0.1", "[::1]", .. names ?? []]);
        services.Configure<FormOptions>(forms => (forms.MultipartBodyLengthLimit, forms.ValueLengthLimit, forms.ValueCountLimit) = (LargestBody, (int)LargestBody, 200));
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (context, _) => new ValueTask(Problem.Write(context.HttpContext, StatusCodes.Status429TooManyRequests, "too many calls at once; wait a second and go on"));
            // more than these wait their turn without a thread or a connection: the records take one writer at a time, and whoever works on them blocks a thread
            if (office is not null)
                limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(static _ => RateLimitPartition.GetConcurrencyLimiter("records", static _ => new() { PermitLimit = AtOnce, QueueLimit = 2_000 }));
            limiter.AddPolicy(SignInMap.Attempts, static context => RateLimitPartition.GetTokenBucketLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "", static _ => new()
            {
                TokenLimit = 20, TokensPerPeriod = 10, ReplenishmentPeriod = TimeSpan.FromMinutes(1), QueueLimit = 0,
            }));
            limiter.AddPolicy(ApiCalls, context => RateLimitPartition.GetTokenBucketLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new()
            {
                TokenLimit = burst, TokensPerPeriod = eachSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0,
            }));
        });
        return builder;
    }

    /// <summary>What works with the facility's records.</summary>
    static void MapDesk(WebApplication site)
    {
        site.MapGet("/", TodayMap.Today).Needs(May.Be).ExcludeFromDescription();
        SignInMap.Map(site);
        AccountMap.Map(site);
        VisitListMap.Map(site);
        VisitMap.Map(site);
        ScheduleMap.Map(site);
        PatientMap.Map(site);
        PlanMap.Map(site);
        RecordMap.Map(site);
        PracticeSetupMap.Map(site);
        ClaimsMap.Map(site);
        PaymentsMap.Map(site);
        DenialsMap.Map(site);
        ReportsMap.Map(site);
        PeopleMap.Map(site);
        ImportMap.Map(site);
        ExportMap.Map(site);
        FhirMap.Map(site.MapGroup("/fhir").RequireRateLimiting(ApiCalls));
        RecordApi.Map(site.MapGroup("/api").RequireRateLimiting(ApiCalls));
    }

    /// <summary>The pages' library brings keys for cookies and writes them into the user's folder. Without records there are no cookies, and nothing is written anywhere; with them the keys stand where the office says.</summary>
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
        var office = site.Services.GetService<Office>();
        if (office is not null) site.UseAuthentication();
        site.UseMiddleware<Gate>();
        AssetFiles.Map(site);
        PageMap.Map(site);
        RatesMap.Map(site);
        if (office is null) site.MapGet("/", PageMap.Start).Needs(May.Know).ExcludeFromDescription();
        else MapDesk(site);
        KnowledgeApi.Map(site.MapGroup("/api").RequireRateLimiting(ApiCalls).Needs(May.Know));
        site.MapOpenApi("/openapi/{documentName}.json").RequireRateLimiting(ApiCalls).Needs(May.Know);
        site.MapMcp("/mcp").RequireRateLimiting(ApiCalls).Needs(May.Know);
        site.MapFallback(PageMap.NotFound).Needs(May.Come);
        return site;
    }
}
