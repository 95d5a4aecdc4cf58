using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;

namespace Quarterhour.Bench;

/// <summary>The facility's pages over a large store, of the published application on one processor: milliseconds until the last byte, each read with its entry in the trail on the disk.</summary>
static class FacilityPages
{
    const int Rounds = 100, Warm = 12, Before = 40, Few = 10, PageBound = 100, KeystrokeBound = 30;

    /// <returns>The section of the page.</returns>
    public static string Measure(string root, int patients, int visits)
    {
        string folder = Directory.CreateTempSubdirectory("large-store").FullName;
        try
        {
            string file = Path.Combine(folder, "practice.db");
            var store = new LargeStore(file, patients, visits);
            long began = Stopwatch.GetTimestamp();
            store.Make();
            double made = Stopwatch.GetElapsedTime(began).TotalSeconds;
            string server = Path.Combine(root, "artifacts", "quarterhour-web-now", "quarterhour-web");
            // one processor, where the system has a word for that
            bool one = File.Exists("/usr/bin/taskset");
            using var process = Process.Start(one ? new ProcessStartInfo("/usr/bin/taskset", ["-c", "0", server, "serve", "--no-browser", "--port", "0", "--data", folder]) { RedirectStandardOutput = true, UseShellExecute = false } : new ProcessStartInfo(server, ["serve", "--no-browser", "--port", "0", "--data", folder]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            try
            {
                return Words(store, process.StandardOutput.ReadLine()!.Split(' ')[0], string.Create(CultureInfo.InvariantCulture, $"{patients:N0} patients and {visits:N0} visits of one facility in SQLite ({new FileInfo(file).Length / 1e9:0.0} GB, made in {made:0} s), 100,000 claims of the last months, {(one ? "the server on one processor" : "the server on all processors")}"));
            }
            finally
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static string Words(LargeStore store, string address, string what)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None, AllowAutoRedirect = false }) { BaseAddress = new(address), Timeout = TimeSpan.FromMinutes(2) };
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        http.DefaultRequestHeaders.Add("Authorization", "Bearer " + LargeStore.Key);
        string load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "not known";
        var text = new StringBuilder($"""

            ## The facility's pages over a large store

            {what}. One client. The server has run for {Before} rounds through all pages, as the compiler goes on compiling what is used often while it has just been started; then {Rounds} requests of each page after {Warm} to warm up; bounds {PageBound} ms at the 99th percentile of a page, {KeystrokeBound} ms for a keystroke. Each read has its entry in the trail on the disk before the answer is sent. The load of the machine by others was {load} when it began.

            | page | bytes | median | 99 % | bound |
            | --- | ---: | ---: | ---: | --- |

            """);
        (string Name, string Page)[] pages = [("Today", "/"), ("visits", "/visits"), ("visits to sign", "/visits?state=open"), ("visits to send", "/visits?state=ready"), ("visits, in the middle of all", $"/visits?after={store.Middle}"), ("a visit to sign", $"/visits/{store.OpenVisit}"), ("a signed visit", $"/visits/{store.SignedVisit}"),
            ("patients", "/patients"), ("patients by name", "/patients?who=haz"), ("a patient", $"/patients/{store.Patient}"), ("who is it for", "/visits/new?who=map"), ("a day's schedule", "/schedule"), ("a week's schedule", "/schedule?show=week"), ("plans", "/plans"), ("claims to send", "/claims"), ("claims", "/claims?show=all"),
            ("claims, older than 60 days", "/claims?show=sent&age=60"), ("a claim", $"/claims/{store.Claim}"), ("payments", "/payments"), ("a payment", "/payments/2"), ("denials", "/denials"), ("a denial", "/denials/4400"), ("reports", "/reports"), ("Setup", "/setup/records?kind=providers"), ("visits by program", "/api/visits?limit=50"), ("FHIR: patients by name", "/fhir/Patient?name=haz")];
        for (int i = 0; i < Before; i++)
            foreach (var (_, page) in pages)
            {
                Thread.Sleep(IsProgram(page) ? 12 : 0);
                http.GetByteArrayAsync(page).GetAwaiter().GetResult();
            }
        foreach (var (name, page) in pages)
            Row(text, name, IsProgram(page), PageBound, () => http.GetAsync(page));
        Reckoned(text, http);
        Row(text, "a keystroke in a visit", false, KeystrokeBound, () => http.PostAsync($"/visits/{store.OpenVisit}/look", new FormUrlEncodedContent([new("version", "1"), new("date", $"{TimeProvider.System.GetLocalNow():yyyy-MM-dd}"), new("payer", "medicare"), new("discipline", "PT"), new("clinician", "PT1"), new("dx", "M54.16"), new("code", "97110"), new("min", "31"), new("code", "97140"), new("min", "15")])));
        Row(text, "codes offered at a keystroke", false, KeystrokeBound, () => http.GetAsync("/visits/codes?code=ther+ex"));
        return text.ToString();
    }

    /// <summary>Reports that nobody has asked for: the page, the figures in it, and what another page takes meanwhile.</summary>
    static void Reckoned(StringBuilder text, HttpClient http)
    {
        List<double> pages = [], figures = [], meanwhile = [];
        for (int i = 0; i < Few; i++)
        {
            long asked = Stopwatch.GetTimestamp();
            bool isThere = Ask($"/reports?from=2000-01-{1 + i:00}&to=");
            pages.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            while (!isThere)
            {
                long began = Stopwatch.GetTimestamp();
                Ask("/");
                meanwhile.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                isThere = Ask($"/reports?from=2000-01-{1 + i:00}&to=");
            }
            figures.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
        }
        Told($"reports that nobody has asked for in a quarter of an hour: the page ({Few} requests)", pages, PageBound);
        Told("the same: until the figures stand in it", figures, null);
        Told($"Today, asked again and again while they are reckoned on the same processor ({meanwhile.Count} requests)", meanwhile, PageBound);

        // false where it is told to ask again
        bool Ask(string page)
        {
            using var answer = http.GetAsync(page).GetAwaiter().GetResult();
            answer.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
            return answer.IsSuccessStatusCode ? !answer.Headers.Contains("Refresh") : throw new InvalidOperationException($"{page}: {(int)answer.StatusCode}");
        }

        void Told(string name, List<double> all, int? bound)
        {
            all.Sort();
            var (middle, last) = (all[all.Count / 2], all[(all.Count * 99 + 99) / 100 - 1]);
            text.Append(CultureInfo.InvariantCulture, $"| {name} | | {middle:0.0} ms | {last:0.0} ms | {(bound is null ? "" : last <= bound ? "held" : "not held")} |\n");
            Console.WriteLine($"{name}: {middle:0.0} {last:0.0} ms");
        }
    }

    /// <summary>Programs get so many calls a second and no more.</summary>
    static bool IsProgram(string page) => page.StartsWith("/api", StringComparison.Ordinal) || page.StartsWith("/fhir", StringComparison.Ordinal);

    static void Row(StringBuilder text, string name, bool limited, int bound, Func<Task<HttpResponseMessage>> ask, int rounds = Rounds)
    {
        int bytes = 0;
        double[] all = new double[rounds];
        for (int i = -Math.Min(Warm, rounds / 2); i < rounds; i++)
        {
            if (limited) Thread.Sleep(12);
            long began = Stopwatch.GetTimestamp();
            using var answer = ask().GetAwaiter().GetResult();
            bytes = answer.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult().Length;
            if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{name}: {(int)answer.StatusCode}");
            if (i >= 0) all[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }
        Array.Sort(all);
        text.Append(CultureInfo.InvariantCulture, $"| {name} | {bytes} | {all[rounds / 2]:0.0} ms | {all[(rounds * 99 + 99) / 100 - 1]:0.0} ms | {(all[(rounds * 99 + 99) / 100 - 1] <= bound ? "held" : "not held")} |\n");
        Console.WriteLine($"{name}: {all[rounds / 2]:0.0} {all[(rounds * 99 + 99) / 100 - 1]:0.0} ms, {bytes} bytes");
    }
}
