using System.Diagnostics;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quarterhour.Practice;
using Quarterhour.Web.Accounts;
using Xunit;

namespace Quarterhour.Tests.Web;

/// <summary>The application itself, killed in the middle of a hundred writes at once: what it confirmed is there, and nothing is there in part.</summary>
[Collection(nameof(Alone))]
public sealed class KilledTests(Postgres server) : IClassFixture<Postgres>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_confirmed_is_there(bool postgres)
    {
        var token = TestContext.Current.CancellationToken;
        string folder = Directory.CreateTempSubdirectory("killed-web").FullName, connection = postgres ? server.Database() + ";Pooling=true" : PracticeStore.InFolder(folder);
        string key = await Key(connection, folder);
        List<string> arguments = [Repository.Path("artifacts", "bin", "Quarterhour.Web", "debug", "quarterhour-web.dll"), "serve", "--port", "0", "--no-browser", "--data", folder];
        if (postgres) arguments.AddRange(["--db", connection]);
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync(token);
        string address = (await process.StandardOutput.ReadLineAsync(token))?.Split(' ')[0] ?? throw new InvalidOperationException(await errors);
        _ = process.StandardOutput.ReadToEndAsync(token);
        // what reads rates is loaded when it is asked for, not at the start
        string loaded = OperatingSystem.IsLinux() ? await File.ReadAllTextAsync($"/proc/{process.Id}/maps", token) : "";
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(address) };
        client.DefaultRequestHeaders.Add("Authorization", "Bearer " + key);
        var confirmed = new List<int>();
        var refused = new List<string>();
        var writes = Enumerable.Range(0, 100).Select(async i =>
        {
            try
            {
                using var answer = await client.PostAsync("/plans/records/tasks", new FormUrlEncodedContent([new("f-text", $"Task {i}"), new("f-due", "2026-05-08")]), token);
                if (answer.StatusCode != HttpStatusCode.Redirect)
                {
                    string said = $"{i}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(token)}";
                    lock (refused) refused.Add(said);
                    return;
                }
                int count;
                lock (confirmed)
                {
                    confirmed.Add(i);
                    count = confirmed.Count;
                }
                if (count == 40) process.Kill();
            }
            catch (HttpRequestException)
            {
                // it is dead
            }
        });
        await Task.WhenAll(writes);
        // whatever became of the writes, the process does not outlive the test
        process.Kill();
        await process.WaitForExitAsync(token);
        Assert.DoesNotMatch("(?i)duckdb", loaded);
        Assert.Equal([], refused);
        Assert.InRange(confirmed.Count, 40, 99);
        using (var store = PracticeStore.Open(connection))
        {
            var there = store.Records.Where(row => row.Kind == "tasks").Select(row => row.Title).ToList();
            Assert.Equal([], confirmed.Where(i => !there.Contains($"Task {i}")));
            // each record with its entry in the trail, and the trail whole
            Assert.Equal(there.Count, store.Trail.Count(row => row.Kind == "tasks" && row.Action == "made"));
            Assert.Null(AuditTrail.Verify(store).Fault);
        }
        Directory.Delete(folder, recursive: true);
    }

    static async Task<string> Key(string connection, string folder)
    {
        await using var office = await TestOffice.Kept(connection, folder);
        await using var scope = office.Services.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<AccountStore>();
        store.Users.Add(new() { UserName = "owner", NormalizedUserName = "OWNER", Name = "Ann", Role = Role.Owner, Facilities = "*", MadeAt = "", SecurityStamp = "s" });
        await store.SaveChangesAsync(TestContext.Current.CancellationToken);
        return await office.Key("owner");
    }
}
