using System.Diagnostics;
using System.Text;
using Xunit;

namespace Quarterhour.Tests;

/// <summary>A conversion that is stopped, even while it waits for a source that sends nothing, leaves nothing half-written; one that was killed is made anew by the next.</summary>
public sealed class RateStoppedTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("stopped").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string Out => Path.Combine(folder, "out");

    /// <summary>Begins a conversion of standard input, sends a part of it, and waits until its tables are begun.</summary>
    async Task<Process> Begin(CancellationToken token, bool asInstalled = false)
    {
        var process = Process.Start(new ProcessStartInfo(asInstalled ? Repository.Path("quarterhour") : Repository.Path("artifacts", "bin", "Quarterhour.Cli", "debug", "quarterhour-cli"), ["rates", "convert", "-", "--out", Out, "--quiet"])
            { RedirectStandardInput = true, RedirectStandardError = true, UseShellExecute = false })!;
        await process.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes("""{"reporting_entity_name":"A","in_network":["""), token);
        await process.StandardInput.BaseStream.FlushAsync(token);
        for (int tries = 0; tries < 600 && (!Directory.Exists(Out) || Directory.GetDirectories(Out, ".part-*").Length == 0); tries++) await Task.Delay(50, token);
        return process;
    }

    static async Task End(Process process)
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await process.WaitForExitAsync(bound.Token);
        process.Dispose();
    }

    /// <param name="asInstalled">By the launcher, where a linker is as machine code.</param>
    [Theory, InlineData(false), InlineData(true)]
    public async Task Ctrl_C_leaves_nothing(bool asInstalled)
    {
        if (OperatingSystem.IsWindows()) return;
        var token = TestContext.Current.CancellationToken;
        var process = await Begin(token, asInstalled);
        try
        {
            Assert.Single(Directory.GetDirectories(Out, ".part-*"));
            using (var interrupting = Process.Start("kill", ["-INT", process.Id.ToString()])) await interrupting.WaitForExitAsync(token);
            using var bound = CancellationTokenSource.CreateLinkedTokenSource(token);
            bound.CancelAfter(TimeSpan.FromSeconds(30));
            await process.WaitForExitAsync(bound.Token);
            Assert.Equal((2, true), (process.ExitCode, (await process.StandardError.ReadToEndAsync(bound.Token)).Contains("nothing was written", StringComparison.Ordinal)));
            Assert.Empty(Directory.EnumerateFileSystemEntries(Out));
        }
        finally
        {
            await End(process);
        }
    }

    [Fact]
    public async Task What_a_killed_run_left_is_taken_away_by_the_next_of_the_same_file()
    {
        var token = TestContext.Current.CancellationToken;
        var process = await Begin(token);
        try
        {
            process.Kill(entireProcessTree: true);
            Assert.Single(Directory.GetDirectories(Out, ".part-*"));
        }
        finally
        {
            await End(process);
        }
        var result = new Rates.Files.RateRun().Run(Rates.Reading.RateSource.Open("-", new MemoryStream("""{"reporting_entity_name":"A","in_network":[]}"""u8.ToArray())), Out);
        Assert.Equal("A", result.Facts.Payer);
        Assert.Empty(Directory.GetDirectories(Out, ".part-*"));
        Assert.True(File.Exists(result.Manifest));
    }
}
