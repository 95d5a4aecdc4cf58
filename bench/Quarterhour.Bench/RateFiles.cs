using System.Globalization;

namespace Quarterhour.Bench;

/// <summary>Rate files: the program beside what else is installed, in one run on one file, and the page of it.</summary>
static class RateFiles
{
    const int Times = 5;

    const string Head = """
        | | what | wall s | MB/s | processor s | MB a processor s | peak MB |
        | --- | --- | ---: | ---: | ---: | ---: | ---: |
        """;

    /// <param name="large">A file ten times as large, read once each way; null for none.</param>
    public static int Run(string root, string file, string? large, string? page)
    {
        string program = Path.Combine(root, "quarterhour"), folder = Directory.CreateTempSubdirectory("rates").FullName;
        double megabytes = new FileInfo(file).Length / 1e6, size = megabytes;
        int times = Times;
        List<string> rows = [], peers = [], atLarge = [], into = rows;
        double reading = 0, inflating = 0, extracting = 0;
        try
        {
            string packed = file + ".gz";
            reading = Within("reading alone, here", "the ring of blocks, no scan", () => Drain(file));
            Within("scanning alone, here", "the ring and the scan by brackets", () => Scan(file));
            if (File.Exists(packed)) inflating = Within($"inflating alone, here, {Rates.Reading.RateSource.Inflater}", "from gzip into one block, one thread, nothing beside", () => Inflate(packed));
            Row("cat to /dev/null", "read only", "sh", "-c", $"cat '{file}' > /dev/null");
            if (File.Exists(packed))
            {
                Row("igzip -dc", "inflate only", "sh", "-c", $"igzip -dc '{packed}' > /dev/null");
                Row("pigz -dc", "inflate only", "sh", "-c", $"pigz -dc '{packed}' > /dev/null");
                Row("gzip -dc", "inflate only", "sh", "-c", $"gzip -dc '{packed}' > /dev/null");
            }
            Row("**extract** CPT:97110, .json", "one code, joined, to Parquet", program, "rates", "extract", file, "--code", "97110", "--out", folder, "--json");
            // what a package that is installed would start: the launcher looks first whether sources are newer than what was built
            Row("the same, .json, without the launcher", "one code, joined, to Parquet", Path.Combine(root, "artifacts", "quarterhour-native-now", "quarterhour-native"), "rates", "extract", file, "--code", "97110", "--out", folder, "--json");
            if (File.Exists(packed)) extracting = Row("**extract** CPT:97110, .json.gz", "the same from gzip", program, "rates", "extract", packed, "--code", "97110", "--out", folder, "--json");
            Row("**convert**, .json", "everything to Parquet", program, "rates", "convert", file, "--out", folder, "--json");
            Row("**validate**, .json", "every rule", program, "rates", "validate", file, "--json");
            (into, times) = (peers, 1);
            string others = Peers.Folder(root);
            Row("simdjson, ondemand", "counts rates and prices of one code; the whole file in memory", Path.Combine(others, "mrf_simdjson"), "ondemand", file);
            Row("chDB", "the same by SQL", "node", Path.Combine(others, "mrf_chdb.mjs"), "count", file);
            Row("chDB, join", "one code joined with its providers, to Parquet", "node", Path.Combine(others, "mrf_chdb.mjs"), "join", file, Path.Combine(folder, "chdb.parquet"));
            Row("DuckDB", "counts rates and prices of one code by SQL", "node", Path.Combine(others, "mrf_duckdb.mjs"), file);
            Row("ijson, yajl2_c", "the same, item by item", "/usr/bin/python3", Path.Combine(others, "mrf_ijson.py"), "items", file);
            if (large is not null)
            {
                (into, size) = (atLarge, new FileInfo(large).Length / 1e6);
                // once for the disk, then from memory as the rows above
                Row("cat to /dev/null, the first time", "read only", "sh", "-c", $"cat '{large}' > /dev/null");
                Row("**extract** CPT:97110", "one code, joined, to Parquet", program, "rates", "extract", large, "--code", "97110", "--out", folder, "--json");
                Row("**convert**", "everything to Parquet", program, "rates", "convert", large, "--out", folder, "--json");
                Row("**validate**", "every rule", program, "rates", "validate", large, "--json");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        string load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "not known";
        File.WriteAllText(page ?? Path.Combine(root, "docs", "benchmarks-rates.md"), string.Create(CultureInfo.InvariantCulture, $"""
            # Benchmarks: rate files

            Measured on {DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime):yyyy-MM-dd}: {Machine.Describe()}; load {load} at the end. Where that is above
            two, other work ran on the same processors and processor seconds are the fairer figure. One run, medians of {Times}, memory from one run more. MB are uncompressed bytes: {megabytes:#,0} of them.
            The file: `make_in_network --bytes 1G --seed 42`, and the same through `gzip -6`. Repeat with `./quarterhour --version && dotnet run -c Release --project bench/Quarterhour.Bench -- rates FILE`.

            {Head}
            {string.Join('\n', rows)}

            From gzip, extract took {(inflating > 0 ? extracting / inflating : 0):0.00} times the wall time of inflating alone in a warm process; asked for is 1.15. Rows "here" are measured within one process, all others are whole processes with their start.

            Bound: a plain file can't be extracted faster than it is read, which is a copy from the page cache into small blocks, {reading:0.00} s of one core (the first row); beside it the scan by brackets, the sum over the bytes, providers and rows are for the other.
            Asked for: extract 2,500 MB/s in 100 MB, convert 400 MB/s in 300 MB, validate 400 MB/s, on two free cores.

            ## Others, on the same file

            {(peers.Count == 0 ? "None is installed; `bench/peers.sh` does that." : $"""
            One run each, whole processes, right after the runs above. What each does is less than `extract` but for the join.

            {Head}
            {string.Join('\n', peers)}
            """)}

            ## Ten times as large

            {(large is null ? "Not run." : $"""
            `make_in_network --bytes 10G --seed 42`, {new FileInfo(large).Length / 1e6:#,0} MB, once each. Its one item of 97110 has ten times the rates too.

            {Head}
            {string.Join('\n', atLarge)}
            """)}

            """));
        return 0;

        // in this process, warm: what the parts take without starting a program
        double Within(string name, string what, Action run)
        {
            Console.Error.WriteLine(name);
            run();
            var runs = Enumerable.Range(0, Times).Select(_ => Own(run)).ToList();
            var (wall, cpu) = (Median(runs.Select(one => one.Wall)), Median(runs.Select(one => one.Cpu!.Value)));
            rows.Add(string.Create(CultureInfo.InvariantCulture, $"| {name} | {what} | {wall:0.00} | {megabytes / wall:#,0} | {cpu:0.00} | {megabytes / cpu:#,0} |  |"));
            return wall;
        }

        double Row(string name, string what, string command, params string[] arguments)
        {
            Console.Error.WriteLine(name);
            try
            {
                // looking at a child's memory takes processor time from it: one run more tells that
                bool once = times == 1, shell = command == "sh";
                var runs = Enumerable.Range(0, times).Select(_ => Child.Run(command, arguments, watchMemory: once && !shell)).ToList();
                double wall = Median(runs.Select(run => run.Wall)), cpu = Median(runs.Select(run => run.Cpu ?? 0)), peak = shell ? 0 : (once ? runs[0] : Child.Run(command, arguments)).PeakMegabytes ?? 0;
                into.Add(string.Create(CultureInfo.InvariantCulture, $"| {name} | {what} | {wall:0.00} | {size / wall:#,0} | {cpu:0.00} | {size / cpu:#,0} | {(shell ? "" : peak.ToString("0", CultureInfo.InvariantCulture))} |"));
                return wall;
            }
            catch (Exception missing) when (missing is InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                // not installed, or it can't read such a file
                Console.Error.WriteLine($"  left out: {missing.Message.ReplaceLineEndings(" ")}");
            }
            return 0;
        }
    }

    /// <summary>By one thread, as others do, into what nobody else touches: fastest so.</summary>
    static void Inflate(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0);
        // what can't be read anywhere is not read ahead
        using var source = Rates.Reading.RateSource.Open("-", new Rates.Reading.ReadAhead.LeftOpen(file));
        byte[] block = GC.AllocateUninitializedArray<byte>(Rates.Reading.BlockRing.BlockSize, pinned: true);
        while (source.Text.Read(block) > 0) { }
    }

    static void Drain(string path)
    {
        using var source = Rates.Reading.RateSource.Open(path);
        using var ring = new Rates.Reading.BlockRing(source.Text, holds: source.Inflates ? Rates.Reading.BlockRing.Content.Inflated : Rates.Reading.BlockRing.Content.Plain);
        while (ring.Take() is not null) ring.Release();
    }

    static void Scan(string path)
    {
        using var source = Rates.Reading.RateSource.Open(path);
        using var text = new Rates.Reading.JsonText(source.Text, inflates: source.Inflates);
        text.SkipValue();
    }

    static Measured Own(Action run)
    {
        var before = Environment.CpuUsage.TotalTime;
        long began = System.Diagnostics.Stopwatch.GetTimestamp();
        run();
        return new(System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds, null);
    }

    static double Median(IEnumerable<double> values) => values.Order().ToArray() is var inOrder ? inOrder[inOrder.Length / 2] : 0;
}
