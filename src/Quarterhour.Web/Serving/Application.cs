using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Market;
using Quarterhour.Practice;
using Quarterhour.Web.Accounts;
using Quarterhour.Web.Desk;
using Quarterhour.Web.Tools;

namespace Quarterhour.Web.Serving;

/// <summary>What <c>quarterhour serve</c>, <c>demo</c>, <c>mcp</c> and <c>rates queue</c> start.</summary>
static class Application
{
    const int Well = 0, Unusable = 2, Fault = 3;

    /// <summary>Runs until it is told to end.</summary>
    /// <returns>0 ended as asked; 2 the command line or the port can't be used; 3 a fault of the program.</returns>
    public static async Task<int> Run(string[] args, TextWriter output, TextWriter error)
    {
        try
        {
            var asked = StartOptions.Of(args);
            if (asked.Help) output.Write(StartOptions.Page(asked.Command));
            else if (asked.Command == "mcp") await ToolServer.OnStandardInput(Knowledge.In(asked.Data));
            else if (asked.Command == StartOptions.Queue) await ShowQueue(asked, output);
            else await Serve(asked, output);
            return Well;
        }
        catch (UnusableException wrong)
        {
            error.WriteLine($"quarterhour: {wrong.Message}");
            return Unusable;
        }
        catch (MarketException wrong)
        {
            error.WriteLine($"quarterhour: {wrong.Message}");
            return Unusable;
        }
        catch (IOException taken) when (taken.InnerException is SocketException or Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            error.WriteLine("quarterhour: the port is taken by another program; name another with --port, or --port 0 for any that is free");
            return Unusable;
        }
        catch (SocketException refused)
        {
            error.WriteLine($"quarterhour: the port can't be listened on ({refused.Message}); name another with --port");
            return Unusable;
        }
#pragma warning disable CA1031 // the last stop: a person gets one line, not a stack trace
        catch (Exception fault)
#pragma warning restore CA1031
        {
            error.WriteLine($"quarterhour: a fault of the program, not of your input: {fault.GetType().Name}: {fault.Message.ReplaceLineEndings(" ")}; please report it with the command line");
            return Fault;
        }
    }

    static async Task Serve(StartOptions asked, TextWriter output)
    {
        bool demo = asked.Command == "demo";
        var knowledge = Knowledge.In(asked.Data);
        // the demo's records are nobody's: they go when it ends
        string folder = demo ? Directory.CreateTempSubdirectory("quarterhour-demo").FullName : asked.Data;
        try
        {
            Directory.CreateDirectory(folder);
            // each request works on the records on a thread of its own; the pool would add one a second
            ThreadPool.SetMinThreads(2 * Site.AtOnce, 2 * Site.AtOnce);
            knowledge.Rates = asked.Rates ?? Path.Combine(asked.Data, "rates");
            using var office = new Office(!demo && asked.Database is { } database ? database : PracticeStore.InFolder(folder), Path.Combine(folder, "keys"), knowledge.Clock) { IsDemo = demo, KnowledgeIsPublic = asked.KnowledgeIsPublic };
            var builder = Listening(asked, knowledge, office);
            await using var site = Site.Of(builder);
            await Prepare(site, office);
            await site.StartAsync();
            string address = Address(site, asked);
            output.WriteLine(demo ? $"{address}  a made-up facility; its records are gone when this ends; Ctrl-C ends it" : $"{address}  Ctrl-C ends it");
            if (!office.HasAccounts) output.WriteLine($"nobody has an account yet: make the owner's at {address}/account/owner with the code {office.OwnerCode}");
            output.Flush();
            if (asked.Browser && IPAddress.IsLoopback(asked.Address)) Open(address);
            await site.WaitForShutdownAsync();
        }
        catch (UnusableStoreException wrong)
        {
            throw new UnusableException(wrong.Message);
        }
        finally
        {
            if (demo) Directory.Delete(folder, recursive: true);
        }
    }

    static async Task ShowQueue(StartOptions asked, TextWriter output)
    {
        await using var site = RateQueuePage.Of(asked.Database!, asked.Port);
        await site.StartAsync();
        string address = Address(site, asked);
        output.WriteLine($"{address}  the queue of rate files; Ctrl-C ends it");
        output.Flush();
        if (asked.Browser) Open(address);
        await site.WaitForShutdownAsync();
    }

    /// <summary>The application on its address: under a certificate https alone, and the certificate's names alone.</summary>
    public static WebApplicationBuilder Listening(StartOptions asked, Knowledge knowledge, Office office)
    {
        var certificate = asked.Certificate is { } file ? ServerCertificate.Read(file, asked.CertificateKey, asked.Password, office.Clock.GetUtcNow()) : null;
        var builder = Site.Builder(knowledge, office: office, names: certificate?.Names);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(asked.Address, asked.Port, listen =>
        {
            if (certificate is not null) listen.UseHttps(certificate.Options);
        }));
        return builder;
    }

    /// <summary>What to write into a browser.</summary>
    public static string Address(WebApplication site, StartOptions asked)
    {
        var bound = new Uri(site.Urls.First().Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal).Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        if (asked.Certificate is not { } file) return bound.GetLeftPart(UriPartial.Authority);
        string name = ServerCertificate.Read(file, asked.CertificateKey, asked.Password, TimeProvider.System.GetUtcNow()).Names.FirstOrDefault(static one => !one.StartsWith('*'), bound.Host);
        return $"https://{name}{(bound.Port == 443 ? "" : $":{bound.Port}")}";
    }

    /// <summary>Brings the records up to this program's version, fills the demo's, and looks whether anybody has an account.</summary>
    public static async Task Prepare(WebApplication site, Office office)
    {
        if (office.IsDemo) await DemoFacility.Fill(site.Services);
        else office.Open(null).Dispose();
        await using var scope = site.Services.CreateAsyncScope();
        office.HasAccounts = await scope.ServiceProvider.GetRequiredService<AccountStore>().Users.AnyAsync();
    }

    /// <summary>Where there is no browser to open, the address on the terminal is enough.</summary>
    static void Open(string address)
    {
        try
        {
            using var browser = Process.Start(new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [address]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // no such program
        }
    }
}
