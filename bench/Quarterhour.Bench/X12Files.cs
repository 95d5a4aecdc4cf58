using System.Diagnostics;
using System.Globalization;
using Quarterhour.X12;

namespace Quarterhour.Bench;

/// <summary>How fast X12 is read, checked and written, each kind of work in a process of its own, and the page that says so.</summary>
static class X12Files
{
    /// <summary>Kinds of work: name, file, what it is, the bound asked for in MiB/s.</summary>
    static readonly (string Name, bool Claims, string Says, int? Asked)[] Works =
    [
        ("raw-835", false, "segments and elements split and counted", 800),
        ("raw-837", true, "the same", 800),
        ("typed-835", false, "payments, claims, lines, adjustments as models", null),
        ("typed-835-balance", false, "the same with the three balances", 120),
        ("check-835", false, "all checks, no models", null),
        ("typed-837", true, "claims and lines as models", null),
        ("typed-837-checks", true, "the same with checks of SNIP types 1 to 4", 80),
        ("check-837", true, "all checks (1 to 5), no models", null),
        ("write-835", false, "read as models and written again", null),
    ];

    const int Times = 5;

    public static int Run(string payments, string claims, string? page)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Quarterhour.Bench");
        var rows = new List<string>();
        foreach (var (name, isClaims, says, asked) in Works)
        {
            string file = isClaims ? claims : payments;
            double size = new FileInfo(file).Length / 1048576.0;
            var runs = Enumerable.Range(0, 3).Select(_ => Child(program, name, file)).ToList();
            double[] cpu = [.. runs.SelectMany(run => run.Cpu).Order()], wall = [.. runs.SelectMany(run => run.Wall).Order()];
            double peak = runs.Max(run => run.Peak);
            rows.Add(string.Create(CultureInfo.InvariantCulture, $"| `{name}` | {says} | {size / cpu[cpu.Length / 2]:0} | {size / cpu[0]:0} | {size / wall[wall.Length / 2]:0} | {asked?.ToString(CultureInfo.InvariantCulture) ?? ""} | {peak:0} |"));
            Console.Error.WriteLine(rows[^1]);
        }
        string root = Measurements.Root(), path = page ?? Path.Combine(root, "docs", "benchmarks-x12.md");
        File.WriteAllText(path, Page(payments, claims, rows, Others(Path.Combine(Peers.Folder(root), "x12_node.mjs"), payments, claims)));
        return 0;
    }

    /// <summary>Segments as objects, by libraries of npm: once each, whole processes.</summary>
    static List<string> Others(string script, string payments, string claims)
    {
        var rows = new List<string>();
        foreach (string library in (string[])["node-x12-stream", "x12-parser"])
            foreach (string file in (string[])[payments, claims])
                try
                {
                    var run = Quarterhour.Bench.Child.Run("node", script, library, file);
                    double size = new FileInfo(file).Length / 1048576.0;
                    rows.Add(string.Create(CultureInfo.InvariantCulture, $"| {library} | {(file == payments ? "835" : "837P")} | {size / run.Wall:0.0} | {run.PeakMegabytes:0} |"));
                }
                catch (Exception missing) when (missing is InvalidOperationException or System.ComponentModel.Win32Exception)
                {
                    Console.Error.WriteLine($"{library} left out: {missing.Message.ReplaceLineEndings(" ")}");
                }
        return rows;
    }

    /// <summary>Says so where other work ran beside; this one alone makes one.</summary>
    static string Shared()
    {
        string load = File.ReadAllText("/proc/loadavg").Split(' ')[0];
        return double.Parse(load, CultureInfo.InvariantCulture) < 2 ? "" : $" The two processors were shared with other work ({load} ready to run at the end), so figures by processor time are the fairer ones.";
    }

    static (double[] Cpu, double[] Wall, double Peak) Child(string program, string name, string file)
    {
        var start = new ProcessStartInfo(program, ["x12-one", name, file]) { RedirectStandardOutput = true, UseShellExecute = false };
        // as the launcher of the program sets it
        start.Environment["DOTNET_GCgen0MaxBudget"] = "0x1000000";
        using var process = Process.Start(start)!;
        string[] lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        var figures = lines.SkipLast(1).Select(line => line.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray()).ToList();
        // the first is the compiler's
        return ([.. figures.Skip(1).Select(one => one[0])], [.. figures.Skip(1).Select(one => one[1])], double.Parse(lines[^1], CultureInfo.InvariantCulture));
    }

    /// <summary>One kind of work, a few times: seconds of processor and of the clock, then the peak of memory.</summary>
    public static int One(string name, string file)
    {
        using var self = Process.GetCurrentProcess();
        for (int i = 0; i <= Times; i++)
        {
            self.Refresh();
            var cpu = self.TotalProcessorTime;
            long began = Stopwatch.GetTimestamp();
            Do(name, file);
            double wall = Stopwatch.GetElapsedTime(began).TotalSeconds;
            self.Refresh();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(self.TotalProcessorTime - cpu).TotalSeconds} {wall}"));
        }
        self.Refresh();
        Console.WriteLine((self.PeakWorkingSet64 / 1048576.0).ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    static void Do(string name, string file)
    {
        var balance = new CheckOptions { Structure = false, Situations = false };
        switch (name)
        {
            case "raw-835" or "raw-837":
                using (var reader = X12Reader.Open(file))
                {
                    long elements = 0;
                    while (reader.Read()) elements += reader.Segment.Count;
                }
                break;
            case "typed-835" or "typed-835-balance":
                using (var remittance = RemittanceReader.Open(file, name == "typed-835" ? null : balance))
                    while (remittance.ReadPayment() is not null)
                        while (remittance.ReadClaim() is not null) { }
                break;
            case "typed-837" or "typed-837-checks":
                using (var claims = ClaimReader.Open(file, name == "typed-837" ? null : new() { Codes = null }))
                    while (claims.Read() is not null) { }
                break;
            case "write-835":
                using (var remittance = RemittanceReader.Open(file))
                {
                    var output = new RemittanceWriter(Written(remittance.Source));
                    while (remittance.ReadPayment() is { } payment)
                    {
                        output.Begin(payment);
                        while (remittance.ReadClaim() is { } claim) output.Write(claim);
                        output.End(payment);
                    }
                }
                break;
            default:
                X12Check.Run(file);
                break;
        }
    }

    static X12Writer Written(X12Reader source)
    {
        var writer = new X12Writer(Stream.Null);
        while (source.Group is null && source.Read()) { }
        writer.Begin(source.Interchange!);
        writer.Begin(source.Group!);
        return writer;
    }

    static string Page(string payments, string claims, List<string> rows, List<string> others) => string.Create(CultureInfo.InvariantCulture, $"""
        # Benchmarks of X12

        Measured on {DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime):yyyy-MM-dd}: {Machine.Describe()}.{Shared()}
        Repeat with `dotnet run -c Release --project bench/Quarterhour.Bench -- x12 REMIT.835 CLAIMS.837`.

        Files: an 835 of {new FileInfo(payments).Length:#,0} bytes and an 837P of {new FileInfo(claims).Length:#,0} bytes, synthetic, about 21 and 23 bytes a segment; in the page cache, read from the file each time. One thread.
        Each kind of work runs in a process of its own, three times {Times} times, after a first that is left out; MiB are 1,048,576 bytes. The youngest generation
        is held at 16 MB, as the program's launcher sets it.

        | work | what | MiB/s of processor, median | best | MiB/s of the clock, median | asked for | peak MB |
        | --- | --- | ---: | ---: | ---: | ---: | ---: |
        {string.Join("\n", rows)}

        ## What could be reached at best

        Nothing can be faster than `raw`, the one pass that finds separators; the share that is left for models and checks is the difference. The bounds asked for stand in the table; a row
        whose median is under its own misses it. The pace of the machine changes while others use it, so the best run stands beside.

        ## Peers

        {(others.Count == 0 ? "None is installed; `bench/peers.sh` does that." : $"""
        Right after the runs above, on the same files; they make an object of each segment and check nothing.

        | library | file | MiB/s of the clock | peak MB |
        | --- | --- | ---: | ---: |
        {string.Join("\n", others)}
        """)}

        Run before on another machine, same generator (MiB/s of the clock): node-x12 17 to 26 and x12-parser 10 to 15 (segment objects), EDI.Net 8 (tokens) and 0.4 (classes), OopFactory 15 (segments) and 3.9 (loop
        tree), pyx12 4.7 (segments) and 0.2 (guide checks), imsweb 0.5 to 1 (loop tree with checks), cosyte 0.6 (typed with balance), LinuxForHealth 0.35 (typed). Those of them that keep the whole file took 2 to 6 GB for 100 MiB.

        """);
}
