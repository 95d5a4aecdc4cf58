using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;

namespace Quarterhour.Bench;

/// <summary>The pages of the published application, over the loopback network: bytes, and milliseconds until the last byte.</summary>
static class WebPages
{
    const int Rounds = 200, Warm = 100;

    const int FirstPageBound = 100_000, MillisecondsBound = 50;

    static readonly string[] Pages =
    [
        "/", "/codes", "/codes?q=ther+ex", "/codes/97110?zip=77002", "/units/count?code=97112&min=24&code=97110&min=23", "/pairs?a=97530&b=97116&date=2026-05-04",
        "/price?lines=97530+97110x2+97140-CQ&zip=36104&date=2025-06-02", "/edits", "/news?from=2025-12-31&to=2026-01-01&zip=77002", "/bill?sample=one-visit", "/bill?sample=clinic-week", "/setup", "/api/units?line=97112:24&line=97110:23",
    ];

    public static void Run(string root, string? page, string more = "")
    {
        var start = new ProcessStartInfo(Path.Combine(root, "artifacts", "quarterhour-web-now", "quarterhour-web"), ["serve", "--no-browser", "--port", "0"]) { RedirectStandardOutput = true, UseShellExecute = false };
        long began = Stopwatch.GetTimestamp();
        using var server = Process.Start(start)!;
        try
        {
            string address = server.StandardOutput.ReadLine()!.Split(' ')[0];
            double listening = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = new(address) };
            http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
            began = Stopwatch.GetTimestamp();
            int first = Bytes(http, "/");
            double cold = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            int assets = Assets(http);
            var text = new StringBuilder($"""
                # The pages, measured

                `./quarterhour serve --help` builds, `dotnet run --project bench/Quarterhour.Bench web` measured on {TimeProvider.System.GetLocalNow():yyyy-MM-dd}: {Machine.Describe()}. One client, one request at a time over the loopback
                network, after {Warm} to warm up; milliseconds from sending to the last byte, the median and the 99th percentile of {Rounds}. The load of the machine by others was {Load()} when it began.

                | | bound | reached |
                | --- | ---: | ---: |
                | first page with style and scripts, bytes over the network | {FirstPageBound} | {first + assets} |
                | first page, server time (median) | {MillisecondsBound} ms | {Milliseconds(http, "/").Median:0.0} ms |
                | from start to listening | | {listening:0} ms |
                | the very first page after the start | | {cold:0} ms |

                | page | bytes | median | 99 % |
                | --- | ---: | ---: | ---: |

                """);
            foreach (string one in Pages)
            {
                var (median, last) = Milliseconds(http, one);
                text.Append(CultureInfo.InvariantCulture, $"| `{one}` | {Bytes(http, one)} | {median:0.0} ms | {last:0.0} ms |\n");
            }
            text.Append(more);
            File.WriteAllText(page ?? Path.Combine(root, "docs", "benchmarks-web.md"), text.ToString());
            Console.WriteLine(text);
        }
        finally
        {
            server.Kill();
        }
    }

    static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "not known";

    static int Bytes(HttpClient http, string address) => http.GetByteArrayAsync(address).GetAwaiter().GetResult().Length;

    static int Assets(HttpClient http)
    {
        string page = http.GetStringAsync("/").GetAwaiter().GetResult();
        int bytes = 0;
        foreach (string asset in page.Split('"').Where(part => part.StartsWith("/assets/", StringComparison.Ordinal)))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, asset);
            request.Headers.AcceptEncoding.ParseAdd("gzip");
            using var answer = http.Send(request);
            bytes += answer.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult().Length;
        }
        return bytes;
    }

    static (double Median, double Last) Milliseconds(HttpClient http, string address)
    {
        for (int i = 0; i < Warm; i++) Bytes(http, address);
        double[] all = new double[Rounds];
        for (int i = 0; i < Rounds; i++)
        {
            // the API takes so many calls a second and no more
            if (address.StartsWith("/api/", StringComparison.Ordinal)) Thread.Sleep(12);
            long began = Stopwatch.GetTimestamp();
            Bytes(http, address);
            all[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }
        Array.Sort(all);
        return (all[Rounds / 2], all[Rounds * 99 / 100]);
    }
}
