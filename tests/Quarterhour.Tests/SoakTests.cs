using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Quarterhour.Tests;

/// <summary>Two million visits through one process: memory stays where it was after the first tenth, and every visit is answered. Long; ./test --long runs it.</summary>
public sealed class SoakTests(ITestOutputHelper output)
{
    const int Days = 1000, VisitsADay = 2000;
    const string Header = "visit,date,payer,discipline,code,minutes,patient,facility,clinician,zip,dx\n";

    [Fact(Explicit = true)]
    public async Task Bill_stays_in_its_memory()
    {
        using var process = Process.Start(new ProcessStartInfo(Repository.Path("quarterhour"), ["bill", "-", "--sorted", "--json", "--out", "/dev/null"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var told = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        List<long> resident = [];
        await using (var input = process.StandardInput)
        {
            await input.WriteAsync(Header);
            for (int day = 0; day < Days; day++)
            {
                await input.WriteAsync(Day(day));
                if (day % (Days / 20) == Days / 20 - 1) resident.Add(ResidentOf(process.Id));
            }
        }
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var summary = JsonDocument.Parse(await said).RootElement.GetProperty("summary");
        output.WriteLine($"resident, MB: {string.Join(' ', resident.Select(bytes => bytes >> 20))}; {summary}");
        Assert.True(process.ExitCode is 0 or 1, await told);
        Assert.Equal(Days * VisitsADay, summary.GetProperty("visits").GetInt32());
        long early = resident.Take(2).Max(), late = resident.Skip(2).Max();
        Assert.True(late < early * 3 / 2, $"{early >> 20} MB after the first tenth, {late >> 20} MB later");
    }

    static string Day(int day)
    {
        var rows = new StringBuilder(VisitsADay * 180);
        string date = new DateOnly(2024, 1, 1).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        for (int i = 0; i < VisitsADay; i++)
        {
            // patients come every third day and leave after a while: what is kept of them must go
            int patient = day / 60 * 3 * VisitsADay + day % 3 * VisitsADay + i;
            string tail = string.Create(CultureInfo.InvariantCulture, $",P{patient},F{i % 20},C{i % 160},43215,M54.50\n");
            rows.Append(CultureInfo.InvariantCulture, $"V{day}-{i},{date},medicare,PT,97110,{15 + i % 20}{tail}");
            rows.Append(CultureInfo.InvariantCulture, $"V{day}-{i},{date},medicare,PT,97140,{8 + i % 9}{tail}");
        }
        return rows.ToString();
    }

    /// <summary>Bytes of resident memory.</summary>
    static long ResidentOf(int process) => !OperatingSystem.IsLinux() ? Process.GetProcessById(process).WorkingSet64 : long.Parse(File.ReadAllText($"/proc/{process}/statm").Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize;
}
