using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Quarterhour.Tests;

/// <summary>Three workers on PostgreSQL from Debian's package, two of them killed: the same content as one sequential run. Long; ./test --long runs it.</summary>
public sealed class RateWorkersTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("workers").FullName;
    string? data;

    public void Dispose()
    {
        if (data is not null) Postgres("pg_ctl", "-D", data, "-m", "immediate", "stop");
        Directory.Delete(folder, recursive: true);
    }

    static string Bin => Directory.EnumerateDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Last() + "/bin/";

    /// <summary>The server refuses to run as root.</summary>
    static void Postgres(string program, params string[] arguments)
    {
        string[] all = Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--", Bin + program, .. arguments] : [Bin + program, .. arguments];
        using var process = Process.Start(new ProcessStartInfo(all[0], all[1..]) { UseShellExecute = false })!;
        Assert.True(process.WaitForExit(60_000));
        Assert.Equal(0, process.ExitCode);
    }

    [System.Runtime.Versioning.SupportedOSPlatform("linux")]
    string Start()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        int port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        string home = Directory.CreateDirectory(Path.Combine(folder, "pg")).FullName;
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(home, (UnixFileMode)0b111_111_111);
        string place = Path.Combine(home, "data");
        Postgres("initdb", "-D", place, "-A", "trust", "-U", "postgres");
        Postgres("pg_ctl", "-D", place, "-o", $"-p {port} -k {home} -c listen_addresses=127.0.0.1", "-l", Path.Combine(home, "log"), "-w", "start");
        data = place;
        return $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres";
    }

    void Write(int files)
    {
        string place = Directory.CreateDirectory(Path.Combine(folder, "in")).FullName;
        for (int f = 0; f < files; f++)
        {
            var random = new Random(f);
            var text = new StringBuilder($$"""{"reporting_entity_name":"P{{f}}","reporting_entity_type":"issuer","last_updated_on":"2026-01-01","version":"2.0.0","provider_references":[""");
            for (int i = 0; i < 500; i++)
                text.Append(i == 0 ? "" : ",").Append($$$"""{"provider_group_id":{{{i}}},"network_name":["N"],"provider_groups":[{"npi":[{{{1_000_000_000L + random.Next()}}}],"tin":{"type":"ein","value":"{{{100_000_000 + i}}}","business_name":"B"}}]}""");
            text.Append("],\"in_network\":[");
            for (int i = 0; i < 400; i++)
            {
                text.Append(i == 0 ? "" : ",").Append($$"""{"negotiation_arrangement":"ffs","name":"n","billing_code_type":"CPT","billing_code_type_version":"2026","billing_code":"{{10_000 + i}}","description":"d","negotiated_rates":[""");
                for (int r = 0; r < 40; r++)
                    text.Append(r == 0 ? "" : ",").Append($$$"""{"provider_references":[{{{random.Next(250)}}},{{{250 + random.Next(250)}}}],"negotiated_prices":[{"negotiated_type":"negotiated","negotiated_rate":{{{random.Next(100, 99_999) / 100m}}},"expiration_date":"9999-12-31","service_code":["11","22"],"billing_class":"professional","setting":"outpatient"}]}""");
                text.Append("]}");
            }
            File.WriteAllText(Path.Combine(place, $"file-{f:00}.json"), text.Append("]}").ToString());
        }
    }

    Process Run(params string[] arguments) => Process.Start(new ProcessStartInfo(Repository.Path("artifacts", "bin", "Quarterhour.Cli", "debug", "quarterhour-cli"), ["rates", .. arguments, "--json"]) { RedirectStandardOutput = true, UseShellExecute = false })!;

    Dictionary<string, string> Contents(string name) => Directory.EnumerateFiles(Path.Combine(folder, name), "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(Path.Combine(folder, name), file), file => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))));

    [Fact(Explicit = true)]
    public async Task Two_of_three_workers_are_killed_and_nothing_is_lost()
    {
        var token = TestContext.Current.CancellationToken;
        if (!OperatingSystem.IsLinux()) return;
        Write(40);
        string input = Path.Combine(folder, "in"), database = Start();
        using (var alone = Run("index", input, "--out", Path.Combine(folder, "alone"))) await alone.WaitForExitAsync(token);
        using (var adding = Run("index", input, "--out", Path.Combine(folder, "shared"), "--enqueue", "--db", database)) await adding.WaitForExitAsync(token);
        Process[] workers = [.. Enumerable.Range(0, 3).Select(_ => Run("worker", "--db", database, "--until-empty", "--silence", "4"))];
        string manifests = Path.Combine(folder, "shared", "manifests");
        for (int tries = 0; tries < 600 && (!Directory.Exists(manifests) || Directory.GetFiles(manifests).Length < 3); tries++) await Task.Delay(100, token);
        int doneBefore = Directory.GetFiles(manifests).Length;
        foreach (var worker in workers[..2]) worker.Kill(entireProcessTree: true);
        Assert.InRange(doneBefore, 3, 39);
        await workers[2].WaitForExitAsync(token);
        Assert.Equal(0, workers[2].ExitCode);
        Assert.Equal(40, Directory.GetFiles(manifests).Length);
        Assert.Equal(Contents("alone"), Contents("shared"));
        foreach (var worker in workers) worker.Dispose();
    }
}
