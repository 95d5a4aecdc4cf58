using System.Diagnostics;
using System.Globalization;

namespace Quarterhour.Bench;

/// <summary>Runs everything and writes the page.</summary>
static class Measurements
{
    /// <summary>One look-up in a table that lies in the cache, generously; a figure of ours to hold the engine against.</summary>
    const double NanosecondsALookUp = 20;

    /// <summary>Composing and keeping one reason or finding: an object of some hundred bytes; likewise ours.</summary>
    const double NanosecondsAReason = 40;

    public static int Run(int visits, string? page)
    {
        string root = Root(), program = Path.Combine(root, "quarterhour"), folder = Directory.CreateDirectory(Path.Combine(root, "artifacts", "bench")).FullName;
        string small = Path.Combine(folder, "small.csv"), large = Path.Combine(folder, "large.csv"), bills = Path.Combine(folder, "bills.ndjson");
        Child.Run(program, "--version");
        try
        {
            Say("making visits");
            SyntheticVisits.Write(large, visits);
            SyntheticVisits.Write(small, Math.Max(1000, visits / 10));

            Say("the engine alone");
            var engine = new Engine(small);
            engine.Count();
            double[] billing = Times(5, engine.Bill), reading = Times(5, engine.Read), writing = Times(5, engine.Write);

            Say("the whole process");
            var whole = Enumerable.Range(0, 3).Select(_ => ToFresh(bills, () => Child.Run(program, "bill", large, "--sorted", "--out", bills))).ToList();
            var unstored = Enumerable.Range(0, 3).Select(_ => Child.Run(program, "bill", large, "--sorted", "--out", "/dev/null")).ToList();
            long bytesIn = new FileInfo(large).Length, bytesOut = new FileInfo(bills).Length;
            double copying = Median(Times(3, () => ToFresh(bills, () => Copy(large, bills, bytesOut))));

            Say("units");
            var units = Times(20, () => Child.Run(program, ["units", "97112:24", "97110:23"], watchMemory: false).Wall);

            Say("search");
            var search = Searching.Microseconds(Path.Combine(root, "tests", "Quarterhour.Tests", "relevance.csv"));

            Say("search over everything");
            var searchAll = SearchingAll.Measure(Path.Combine(root, "..", "shared", "data", "cms"), Path.Combine(root, "tests", "Quarterhour.Tests"));

            Say("checking claims, and the whole tables");
            string cms = Path.Combine(root, "..", "shared", "data", "cms"), data = Directory.CreateTempSubdirectory("bench").FullName, claims = Path.Combine(folder, "claims.csv");
            var tables = Directory.Exists(cms) ? LookingUp.Measure(cms) : null;
            if (tables is not null) Child.Run(program, "import", Path.Combine(cms, "ncci", "ptp_practitioner_2024-07-01.csv.gz"), Path.Combine(cms, "ncci", "ptp_outpatient_hospital_2024-07-01.csv.gz"), "--data", data);
            int claimLines = SyntheticClaims.Write(claims, 2 * visits);
            var checks = Enumerable.Range(0, 5).Select(_ => ToFresh(bills, () => Child.Run(program, "check", claims, "--sorted", "--data", data, "--out", bills))).ToList();
            long findings = File.ReadLines(bills).LongCount();
            var parts = Checking.Measure(claims, Quarterhour.Reference.Store.ImportedTables.Open(data));
            File.Delete(claims);
            Directory.Delete(data, recursive: true);

            string path = page ?? Path.Combine(root, "docs", "benchmarks.md");
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            File.WriteAllText(path, Page(visits, engine, whole, unstored, bytesIn, bytesOut, copying, billing, reading, writing, units, search, searchAll, CheckWords(claimLines, findings, checks, parts), TableWords(tables)));
            Say($"wrote {Path.GetRelativePath(root, path)}");
            return 0;
        }
        finally
        {
            foreach (string file in new[] { small, large, bills }) File.Delete(file);
        }
    }

    static string Page(int visits, Engine engine, List<Measured> whole, List<Measured> unstored, long bytesIn, long bytesOut, double copying, double[] billing, double[] reading, double[] writing, double[] units, double[] search, SearchingAll.Result? searchAll, string checking, string tables)
    {
        double wall = Median([.. whole.Select(run => run.Wall)]);
        double? cpu = Median(whole.Select(run => run.Cpu)), peak = Median(whole.Select(run => run.PeakMegabytes));
        double perVisit = Median(billing) / engine.Visits, lookUps = (double)engine.LookUps / engine.Visits, said = (double)engine.Said / engine.Visits;
        double engineBound = (lookUps * NanosecondsALookUp + said * NanosecondsAReason) / 1e9, bound = copying + engineBound * visits / Environment.ProcessorCount;
        return string.Create(CultureInfo.InvariantCulture, $"""
            # Benchmarks

            Measured on {DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime):yyyy-MM-dd}: {Machine.Describe()}.
            Repeat with `./quarterhour --version && dotnet run -c Release --project bench/Quarterhour.Bench -- run`; `--visits` takes a smaller count.

            The visits are made up, the same for the same count: 250 dates a year over 2024 to 2026, 40 facilities in 20 localities, {(double)engine.Interventions / engine.Visits:0.0} interventions a visit,
            Medicare and commercial, assistants, some with start and end, some with something wrong.

            ## What could be reached at best

            Written down before: the whole can't be faster than reading {bytesIn / 1e6:#,0} MB and writing {bytesOut / 1e6:#,0} MB, which takes {copying:0.0} s here by plain copying, and the work of the rules divided by the processors.
            A bill asks the tables {lookUps:0} times and gives {said:0} reasons, findings and open points; at {NanosecondsALookUp} ns a look-up and {NanosecondsAReason} ns a reason that is {engineBound * 1e6:0.0} µs.

            | | bound | reached | share of the bound |
            | --- | ---: | ---: | ---: |
            | `bill` of {visits:#,0} visits, CSV in, NDJSON out, `--sorted` | {visits / bound:#,0} visits/s | {visits / wall:#,0} visits/s | {bound / wall:0 %} |
            | the engine alone, one thread | {1 / engineBound:#,0} visits/s | {1 / perVisit:#,0} visits/s | {engineBound / perVisit:0 %} |

            ## The whole process

            Median of {whole.Count}: {wall:0.00} s wall, {Or(cpu, "0.00")} s of processor, {Or(peak, "0")} MB at most in memory. {bytesIn / (double)visits:0} bytes in and {bytesOut / (double)visits:#,0} bytes out a visit.
            All runs: {string.Join(", ", whole.Select(run => run.Wall.ToString("0.00", CultureInfo.InvariantCulture)))} s.

            The same with the bills written to `/dev/null`, so that the file system is left out: median of {unstored.Count}: {Median([.. unstored.Select(run => run.Wall)]):0.00} s wall,
            {visits / Median([.. unstored.Select(run => run.Wall)]):#,0} visits/s, {Or(Median(unstored.Select(run => run.Cpu)), "0.00")} s of processor. Copying the same bytes, nothing else, takes {copying:0.0} s here.

            ## The parts alone

            {engine.Visits:#,0} visits, in memory, one thread, median of {billing.Length}.

            | part | a visit | visits/s | MB/s |
            | --- | ---: | ---: | ---: |
            | reading CSV | {Median(reading) / engine.Visits * 1e6:0.0} µs | {engine.Visits / Median(reading):#,0} | {engine.BytesIn / Median(reading) / 1e6:#,0} |
            | billing, reasons kept | {perVisit * 1e6:0.0} µs | {1 / perVisit:#,0} | |
            | writing JSON | {Median(writing) * 1e6:0.0} µs | {1 / Median(writing):#,0} | {engine.BytesOut / Median(writing) / 1e6:#,0} |

            ## One answer

            `./quarterhour units 97112:24 97110:23`, the whole process with its launcher: {Median(units) * 1000:0} ms, median of {units.Length}; {units.Min() * 1000:0} to {units.Max() * 1000:0} ms.

            ## Search

            The questions of the relevance test against the therapy codes, in process: {Median(search):0} µs in the middle, {search[search.Length * 99 / 100]:0} µs at the 99th of a hundred ({search.Length:#,0} searches). The bound asked for is 1,000 µs.

            {SearchingAll.Words(searchAll)}

            ## Checking claims

            {checking}

            ## The whole tables

            {tables}

            """);
    }

    static string CheckWords(int lines, long findings, List<Measured> runs, Checking parts)
    {
        double wall = Median([.. runs.Select(run => run.Wall)]);
        double perLine = 1e6 / parts.Lines;
        return string.Create(CultureInfo.InvariantCulture, $"""
            `check` of {lines:#,0} made claim lines in the order of their dates, CSV in, {findings:#,0} findings out as NDJSON, against the whole pair tables: median of {runs.Count} {wall:0.00} s wall, **{lines / wall:#,0} lines/s**
            on {Environment.ProcessorCount} processors, {Or(Median(runs.Select(run => run.Cpu)), "0.00")} s of processor, {Or(Median(runs.Select(run => run.PeakMegabytes)), "0")} MB at most. All runs: {string.Join(", ", runs.Select(run => run.Wall.ToString("0.00", CultureInfo.InvariantCulture)))} s.
            What could be reached at best, reckoned after the first runs: 72 bytes a line are read at 490 MB/s (0.15 µs), and a line asks 1.4 pairs and 4 other tables at {NanosecondsALookUp} to 200 ns (0.4 µs): 0.3 µs a line on two processors.
            In this process, one thread: reading {parts.Read * perLine:0.00} µs a line, grouping {parts.Grouped * perLine:0.00}, judging and writing what was found {parts.Judged * perLine:0.00}.
            """);
    }

    static string TableWords(LookingUp? tables) => tables is null ? "Not measured: ../shared is not here." : string.Create(CultureInfo.InvariantCulture, $"""
        NCCI's pairs of both settings with their history, {tables.Rows:#,0} rows, take {tables.PairMegabytes:0.0} MB and what is made of them for look-ups {tables.IndexMegabytes:0.0}, memory-mapped; all of CMS's files at hand take {tables.Megabytes:0} MB and are imported in {tables.ImportSeconds:0.0} s.
        Opening the folder and asking each table once: {tables.OpenMilliseconds:0} ms. One pair, date and setting, picked at random over all rows of both settings: {tables.Nanoseconds.Middle:0} ns, the median of {LookingUp.Processes} processes ({tables.Nanoseconds.Least:0} to {tables.Nanoseconds.Most:0}); each asked when the one before is answered, {tables.ChainedNanoseconds:0} ns.
        A look-up waits for one line of the index that is in no cache; of pairs that come again, as in claims, it waits for none. To read one line out of as much memory, each after the one before and nothing else, takes {tables.LineNanoseconds:0} ns here: that is the bound of those that are chained.
        """);

    /// <summary>A file that is there already costs its removal; that is not what is measured.</summary>
    static T ToFresh<T>(string file, Func<T> work)
    {
        File.Delete(file);
        return work();
    }

    /// <summary>Reads one file and writes so many bytes to another.</summary>
    static double Copy(string from, string to, long left)
    {
        var buffer = new byte[1 << 20];
        long began = Stopwatch.GetTimestamp();
        using (var input = File.OpenRead(from)) while (input.Read(buffer) > 0) { }
        using (var output = File.Create(to))
            for (; left > 0; left -= buffer.Length) output.Write(buffer.AsSpan(0, (int)Math.Min(left, buffer.Length)));
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    static double[] Times(int count, Func<double> measure)
    {
        measure();
        return [.. Enumerable.Range(0, count).Select(_ => measure()).Order()];
    }

    static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    static double? Median(IEnumerable<double?> values) => values.All(value => value is not null) ? Median([.. values.Select(value => value!.Value)]) : null;

    static string Or(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "not measured:";

    static void Say(string what) => Console.Error.WriteLine(what);

    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Quarterhour.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("no Quarterhour.slnx above the benchmark; run it from the tree");
    }
}
