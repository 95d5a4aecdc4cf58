using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quarterhour.Cli;
using Quarterhour.Practice;
using Quarterhour.Web.Accounts;
using Quarterhour.Web.Desk;
using Quarterhour.Web.Receivables;
using Quarterhour.Web.Serving;

namespace Quarterhour.Tests.Web;

/// <summary>An application with records of its own, in this process.</summary>
sealed class TestOffice : IAsyncDisposable
{
    readonly DirectoryInfo folder;
    readonly bool stays;
    readonly WebApplication site;

    TestOffice(string? database, bool demo, bool listen, string? kept = null, bool hasty = false)
    {
        stays = kept is not null;
        folder = kept is null ? Directory.CreateTempSubdirectory("office") : new(kept);
        var knowledge = new Knowledge(Session.DataFolder(null, null), Clock);
        Office = new(database ?? PracticeStore.InFolder(folder.FullName), Path.Combine(folder.FullName, "keys"), Clock) { IsDemo = demo };
        var builder = Site.Builder(knowledge, office: Office);
        // a page of a small office has its figures, however busy the machine
        builder.Services.AddSingleton(new ReportShelf(Clock) { Patience = hasty ? TimeSpan.Zero : TimeSpan.FromMinutes(1), Long = hasty ? TimeSpan.Zero : TimeSpan.FromMinutes(1) });
        if (listen) builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        else builder.WebHost.UseTestServer();
        site = Site.Of(builder);
    }

    public Office Office { get; }

    public MovedClock Clock { get; } = new();

    public IServiceProvider Services => site.Services;

    public string Address => site.Urls.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    /// <summary>With nothing in it.</summary>
    public static async Task<TestOffice> Empty(string? database = null, bool listen = false)
    {
        var office = new TestOffice(database, demo: false, listen);
        await Application.Prepare(office.site, office.Office);
        await office.site.StartAsync();
        return office;
    }

    /// <summary>With the made-up facility; its people have no passwords.</summary>
    /// <param name="hasty">No page waits for reports.</param>
    public static async Task<TestOffice> Filled(string? database = null, bool demo = false, bool listen = false, bool hasty = false)
    {
        var office = new TestOffice(database, demo, listen, hasty: hasty);
        await DemoFacility.Fill(office.Services);
        await office.site.StartAsync();
        return office;
    }

    /// <summary>On a folder that stays when this ends.</summary>
    public static async Task<TestOffice> Kept(string database, string folder)
    {
        var office = new TestOffice(database, demo: false, listen: false, folder);
        await Application.Prepare(office.site, office.Office);
        await office.site.StartAsync();
        return office;
    }

    public PracticeStore Store() => Office.Open(null);

    public Browsing Browse(string? key = null) => new(site.GetTestServer(), key);

    /// <summary>A key that may whatever its account may.</summary>
    public async Task<string> Key(string user, params May[] scopes)
    {
        await using var scope = Services.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<AccountStore>();
        return await ApiKeys.Make(store, await store.Users.SingleAsync(account => account.UserName == user), "test", scopes.Length > 0 ? scopes : Enum.GetValues<May>(), Clock.GetUtcNow());
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        Office.Dispose();
        if (!stays) folder.Delete(recursive: true);
    }
}
