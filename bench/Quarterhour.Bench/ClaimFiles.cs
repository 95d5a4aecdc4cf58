using System.Diagnostics;
using System.Globalization;
using Quarterhour.Billing;
using Quarterhour.Billing.Day;
using Quarterhour.Billing.Payers;
using Quarterhour.Claims;
using Quarterhour.Formats;
using Quarterhour.Formats.Visits;
using Quarterhour.Reference;
using Claim = Quarterhour.Claims.Claim;

namespace Quarterhour.Bench;

/// <summary>How fast bills become claims and claims become files, on one thread: the bills of the sample week, again and again under other visits' ids.</summary>
static class ClaimFiles
{
    const int Times = 7;

    public static int Run(string root, int count, string? page)
    {
        var practice = PracticeFile.Read(Path.Combine(root, "samples", "practice.yaml"), [.. BuiltInPayers.All.All.Select(static payer => payer.Id)]);
        var bills = Bills(Path.Combine(root, "samples", "clinic-week.csv"));
        var once = bills.Select(new ClaimPreparation(practice, Said).Prepare).Where(static one => one.Claim is not null).Select(static one => one.Claim!).ToList();
        var claims = Enumerable.Range(0, count).Select(i => Numbered(once[i % once.Count], i)).ToList();
        var day = new DateOnly(2026, 5, 11);
        var counted = new Counted();
        Transmissions.Of(practice, claims, day, firstControl: 1).ToList().ForEach(file => file.Write(counted));
        double bytes = counted.Length;
        var paper = claims.Take(count / 10).ToList();
        List<string> rows =
        [
            Row("prepared", "bills to claims, every field of the practice file read and checked", count, "claims", Measure(() =>
            {
                for (int done = 0; done < count; done += bills.Count)
                {
                    var preparation = new ClaimPreparation(practice, Said);
                    foreach (var bill in bills) preparation.Prepare(bill);
                }
            })),
            Row("837P", $"claims to a file of {bytes / count:0} bytes a claim", count, "claims", Measure(() => Transmissions.Of(practice, claims, day, firstControl: 1).ToList().ForEach(static file => file.Write(Stream.Null)))),
            Row("837P, own number", "the same, with the control number made of the content: written twice, and hashed", count, "claims", Measure(() => Transmissions.Of(practice, claims, day).ToList().ForEach(static file => file.Write(Stream.Null)))),
            Row("CMS-1500", "claims to a PDF with the form under each page", paper.Count, "pages", Measure(() => new PaperFile().Write(Stream.Null, paper.Select(claim => new PaperClaim(claim, day))))),
        ];
        string text = $"""
            # Benchmarks of claims

            Measured on {TimeProvider.System.GetLocalNow():yyyy-MM-dd}: {Machine.Describe()}.
            Repeat with `dotnet run -c Release --project bench/Quarterhour.Bench -- claims {count}`.

            {count:N0} claims of the sample week's visits ({once.Sum(static claim => claim.Lines.Length) / (double)once.Count:0.0} lines each), one thread, files written to nowhere. Of {Times} runs behind two that are left out; seconds are of the processor{Load()}.

            | work | what | a second, median | best | microseconds each |
            | --- | --- | ---: | ---: | ---: |
            {string.Join('\n', rows)}

            ## What could be reached at best

            `837P` can't be faster than the X12 writer ([benchmarks-x12.md](benchmarks-x12.md)), which checks every character; it makes {bytes / count:0} bytes of each claim. No bound was asked for. A clearinghouse takes files of some thousand claims, which are there in a blink; what a person waits for is the program's start and the billing.

            """;
        File.WriteAllText(page ?? Path.Combine(root, "docs", "benchmarks-claims.md"), text);
        Console.WriteLine(text);
        return 0;
    }

    /// <summary>How busy others kept the machine.</summary>
    static string Load() => File.Exists("/proc/loadavg") ? $", of which others wanted much at times (load {File.ReadAllText("/proc/loadavg").Split(' ')[0]} at the end)" : "";

    static List<Bill> Bills(string file)
    {
        using var stream = File.OpenRead(file);
        var run = new BillingRun(BuiltInTables.Open(), BuiltInPayers.All);
        return [.. VisitSource.Open(stream, file).Days(sorted: false).SelectMany(run.Bills)];
    }

    static (string, string) Said(Finding finding) => (Words.Message(finding), Words.Fix(finding));

    static Claim Numbered(Claim claim, int number)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"B{number}-P1");
        return claim with { Number = name, Lines = [.. claim.Lines.Select((line, i) => line with { ControlNumber = string.Create(CultureInfo.InvariantCulture, $"{name}-{i + 1}") })] };
    }

    static double[] Measure(Action work)
    {
        using var self = Process.GetCurrentProcess();
        var seconds = new List<double>();
        for (int i = -2; i < Times; i++)
        {
            self.Refresh();
            var before = self.TotalProcessorTime;
            work();
            self.Refresh();
            if (i >= 0) seconds.Add((self.TotalProcessorTime - before).TotalSeconds);
        }
        return [.. seconds.Order()];
    }

    static string Row(string name, string says, int count, string unit, double[] seconds) => string.Create(CultureInfo.InvariantCulture,
        $"| {name} | {says} | {count / seconds[seconds.Length / 2]:N0} {unit} | {count / seconds[0]:N0} | {seconds[seconds.Length / 2] / count * 1e6:0.0} |");

    /// <summary>Counts what is written.</summary>
    sealed class Counted : MemoryStream
    {
        long length;

        public override long Length => length;

        public override void Write(byte[] buffer, int offset, int count) => length += count;

        public override void Write(ReadOnlySpan<byte> buffer) => length += buffer.Length;
    }
}
