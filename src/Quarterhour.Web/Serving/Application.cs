using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Quarterhour.Web.Tools;

namespace Quarterhour.Web.Serving;

/// <summary>What <c>quarterhour serve</c>, <c>demo</c> and <c>mcp</c> start.</summary>
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
            else await Serve(asked, output);
            return Well;
        }
        catch (UnusableException wrong)
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
        var builder = Site.Builder(Knowledge.In(asked.Data));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, asked.Port));
        await using var site = Site.Of(builder);
        await site.StartAsync();
        string address = site.Urls.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        output.WriteLine(asked.Command == "demo" ? $"{address}  a made-up week is at /bill?sample=clinic-week; nothing is kept; Ctrl-C ends it" : $"{address}  Ctrl-C ends it");
        output.Flush();
        if (asked.Browser) Open(asked.Command == "demo" ? address + "/bill?sample=clinic-week" : address);
        await site.WaitForShutdownAsync();
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
