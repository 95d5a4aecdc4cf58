using System.Net;
using Hangfire;
using Hangfire.Dashboard;
using Quarterhour.Market.Workers;

namespace Quarterhour.Web.Serving;

/// <summary>The queue of rate files in the browser: Hangfire's own pages over the database that the workers share. It holds addresses of published files, no records, and asks nobody who they are: so it
/// listens on this machine alone, and takes nothing from pages of other sites.</summary>
static class RateQueuePage
{
    /// <param name="connection">The PostgreSQL database that holds the queue.</param>
    /// <param name="port">On this machine; 0 for any that is free.</param>
    /// <exception cref="Market.MarketException">The database can't be reached.</exception>
    public static WebApplication Of(string connection, int port)
    {
        var queue = new RateQueue(connection);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddHostFiltering(hosts => hosts.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"]);
        builder.Services.AddHangfire(jobs => jobs.UseStorage(queue.Storage));
        var site = builder.Build();
        site.UseHostFiltering();
        site.UseMiddleware<SameSite>();
        site.UseHangfireDashboard("", new DashboardOptions { AppPath = null, DashboardTitle = "Rate files", DisplayStorageConnectionString = false, Authorization = [new LocalRequestsOnlyAuthorizationFilter()] });
        return site;
    }
}
