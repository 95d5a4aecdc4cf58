using System.Diagnostics;
using System.Text;
using Xunit;

namespace Quarterhour.Tests;

/// <summary>Three workers on PostgreSQL from Debian's package, two of them killed: the same content as one sequential run. Long; ./test --long runs it.</summary>
public sealed class RateWorkersTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("workers").FullName;
    readonly Postgres server = new();

    public void Dispose()
    {
        server.Dispose();
        Directory.Delete(folder, recursive: true);
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
        Write(40);
        string input = Path.Combine(folder, "in"), database = server.Database();
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
