using System.Globalization;

namespace Quarterhour.Bench;

/// <summary>Rate files: the program beside what else is installed, in one run on one file, and the page of it.</summary>
static class RateFiles
{
    const int Times = 3;

    public static int Run(string root, string file, string? page)
    {
        string program = Path.Combine(root, "artifacts", "quarterhour", "quarterhour-cli"), folder = Directory.CreateTempSubdirectory("rates").FullName;
        double megabytes = new FileInfo(file).Length / 1e6;
        var rows = new List<string>();
        try
        {
            string packed = file + ".gz";
            Row("cat to /dev/null", "read only", "sh", "-c", $"cat '{file}' > /dev/null");
            if (File.Exists(packed))
            {
                Row("igzip -dc", "inflate only", "sh", "-c", $"igzip -dc '{packed}' > /dev/null");
                Row("pigz -dc", "inflate only", "sh", "-c", $"pigz -dc '{packed}' > /dev/null");
                Row("gzip -dc", "inflate only", "sh", "-c", $"gzip -dc '{packed}' > /dev/null");
            }
            Row("**extract** CPT:97110, .json", "one code, joined, to Parquet", program, "rates", "extract", file, "--code", "97110", "--out", folder, "--json");
            if (File.Exists(packed)) Row("**extract** CPT:97110, .json.gz", "the same from gzip", program, "rates", "extract", packed, "--code", "97110", "--out", folder, "--json");
            Row("**convert**, .json", "everything to Parquet", program, "rates", "convert", file, "--out", folder, "--json");
            Row("**validate**, .json", "every rule", program, "rates", "validate", file, "--json");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        string load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "not known";
        File.WriteAllText(page ?? Path.Combine(root, "docs", "benchmarks-rates.md"), string.Create(CultureInfo.InvariantCulture, $"""
            # Benchmarks: rate files

            Measured on {DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime):yyyy-MM-dd}: {Machine.Describe()}; load {load} at the end, with other work on the same processors, so that
            processor seconds are the fairer figure: wall seconds would be several times less on a machine of one's own (compare the two of igzip). One run, medians of {Times}. MB are uncompressed bytes: {megabytes:#,0} of them.
            The file: `make_in_network --bytes 1G --seed 42`, and the same through `gzip -6`. Repeat with `./quarterhour --version && dotnet run -c Release --project bench/Quarterhour.Bench -- rates FILE`.

            | | what | wall s | processor s | MB a processor s | peak MB |
            | --- | --- | ---: | ---: | ---: | ---: |
            {string.Join('\n', rows)}

            Bounds: a scan by brackets alone was reported at 4,200 to 4,600 MB/s for this file on a like machine, and is not measured here yet. What is asked for: extract 2,500 MB/s in 100 MB, convert 400 MB/s in 300 MB, validate 400 MB/s, each on two cores that are free.
            Not measured here: DuckDB, chDB, simdjson and ijson on the same file; 10 GiB.

            """));
        return 0;

        void Row(string name, string what, string command, params string[] arguments)
        {
            Console.Error.WriteLine(name);
            try
            {
                var runs = Enumerable.Range(0, Times).Select(_ => Child.Run(command, arguments)).ToList();
                double wall = Median(runs.Select(run => run.Wall)), cpu = Median(runs.Select(run => run.Cpu ?? 0)), peak = Median(runs.Select(run => run.PeakMegabytes ?? 0));
                rows.Add(string.Create(CultureInfo.InvariantCulture, $"| {name} | {what} | {wall:0.00} | {cpu:0.00} | {megabytes / cpu:#,0} | {(command == "sh" ? "" : peak.ToString("0", CultureInfo.InvariantCulture))} |"));
            }
            catch (InvalidOperationException)
            {
                // not installed
            }
        }
    }

    static double Median(IEnumerable<double> values) => values.Order().ElementAt(Times / 2);
}
