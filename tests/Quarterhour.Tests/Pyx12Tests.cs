using System.Diagnostics;
using Quarterhour.Claims;
using Xunit;

namespace Quarterhour.Tests;

/// <summary>pyx12 as a second opinion on our 837P, where its x12valid is on the PATH. It could not be had where this was written (Debian has no package of it, the Python index was out of reach), so this was never seen to run.</summary>
public sealed class Pyx12Tests
{
    [Fact]
    public void Our_claims_pass()
    {
        string? tool = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator).Select(static folder => Path.Combine(folder, "x12valid")).FirstOrDefault(File.Exists);
        if (tool is null) Assert.Skip("x12valid of pyx12 is not on the PATH; where the Python index can be reached: pip install pyx12");
        string file = Path.GetTempFileName();
        try
        {
            using (var stream = File.Create(file)) Assert.Single(Transmissions.Of(MadePractice.Read(MadePractice.Yaml), [MadePractice.Claim()], MadePractice.Day)).Write(stream);
            using var process = Process.Start(new ProcessStartInfo(tool, [file]) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!;
            string said = process.StandardError.ReadToEnd() + process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.DoesNotContain("Failure", said, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(0, process.ExitCode);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
