using System.Diagnostics;
using System.Text.RegularExpressions;
using Quarterhour.Cli;
using Quarterhour.Cli.Rates;
using Xunit;

namespace Quarterhour.Tests;

/// <summary>The launcher's commands as machine code answer as those compiled at run time do: byte for byte.</summary>
public sealed class NativeTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("native").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("units --date 2026-05-04 97112:24 97110:23")]
    [InlineData("units --date 2026-05-04 --explain --json 97129:40 97161")]
    [InlineData("units --rule ama --date 2026-05-04 97110")]
    [InlineData("units --dat 2026-05-04 97110:20")]
    [InlineData("units --help")]
    [InlineData("price --date 2025-06-02 --zip 36104 97530 97110x2 97140-CQ")]
    [InlineData("price --date 2025-06-02 --zip 36104 --json 97530 97110x2 97140-CQ")]
    [InlineData("pair 97530 97116 --date 2025-06-02")]
    [InlineData("limit 97110 --date 2026-05-04 --json")]
    [InlineData("code 97110 --date 2026-05-04")]
    [InlineData("codes ther ex")]
    [InlineData("changes --from 2025-10-01 --to 2026-07-01 --codes therapy --json")]
    [InlineData("finding code-pair")]
    [InlineData("denial CO-97")]
    [InlineData("data --json")]
    [InlineData("bill samples/clinic-week.csv --json")]
    [InlineData("bill samples/clinic-week.csv --explain")]
    [InlineData("bill samples/visits.json")]
    [InlineData("bill samples/none.csv")]
    [InlineData("check samples/claim-lines.csv --json")]
    [InlineData("x12 check samples/x12/claims.837")]
    [InlineData("x12 to-json samples/x12/remit.835")]
    [InlineData("x12 from-json samples/x12/remit.json")]
    [InlineData("x12 show samples/x12/claims.837")]
    [InlineData("cases samples/none.json")]
    [InlineData("rates probe samples/none.json")]
    public void Answers_as_the_whole_program(string line)
    {
        string[] args = [.. line.Split(' ').Select(word => word.StartsWith("samples/", StringComparison.Ordinal) ? Repository.Path(word) : word), "--data", folder];
        var (expected, found) = (CommandLine.Run(args), Native(args));
        Assert.Equal(expected.Out, found.Out);
        Assert.Equal(expected.Error, found.Error);
        Assert.Equal(expected.Status, found.Status);
    }

    [Fact]
    public void Makes_the_same_tables_of_a_rate_file()
    {
        string file = Path.Combine(folder, "in.json");
        File.WriteAllText(file, RatesCommandTests.Small);
        foreach (string how in new[] { "extract", "convert" })
        {
            string[] args = ["rates", how, file, "--code", "CPT:97110", "--out"];
            string whole = Path.Combine(folder, how), native = whole + "-native";
            Assert.Equal(CommandLine.Run([.. args, whole]).Status, Native([.. args, native]).Status);
            Assert.Equal(Directory.GetFiles(whole).Select(Path.GetFileName).Order(), Directory.GetFiles(native).Select(Path.GetFileName).Order());
            Assert.All(Directory.GetFiles(whole, "*.parquet"), table => Assert.Equal(File.ReadAllBytes(table), File.ReadAllBytes(Path.Combine(native, Path.GetFileName(table)))));
        }
        foreach (string[] line in (string[][])[["rates", "validate", file, "--json"], ["rates", "probe", file, "--json"]]) Assert.Equal(Untimed(CommandLine.Run(line).Out), Untimed(Native(line).Out));
    }

    static string Untimed(string json) => Regex.Replace(json, "\"seconds\":[0-9.]+", "", RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>What the launcher runs; skips where there is no linker, and fails where machine code could not be made with one.</summary>
    static CommandLine Native(string[] args)
    {
        Assert.SkipUnless((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "clang")) || File.Exists(Path.Combine(folder, "gcc"))), "no linker is here: neither clang nor gcc");
        var start = new ProcessStartInfo(Repository.Path("quarterhour"), args) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["COLUMNS"] = "80" } };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.False(File.Exists(Repository.Path("artifacts", "no-native")), "machine code could not be made; artifacts/no-native says why");
        Assert.True(File.Exists(Repository.Path("artifacts", "quarterhour-native-now", "quarterhour-native")));
        // the launcher says when it builds
        return new(process.ExitCode, output, Regex.Replace(error.Result, "^quarterhour: (building, once|built|another build)[^\n]*\n", "", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)));
    }

    /// <summary>A command that the launcher hands over and the program does not know would be refused as unknown.</summary>
    [Fact]
    public void The_launcher_hands_over_what_the_program_knows()
    {
        string launcher = File.ReadAllText(Repository.Path("quarterhour")), list = File.ReadAllText(Repository.Path("src", "Quarterhour.Native", "CommandList.cs"));
        string[] handed = [.. Words(launcher, "\"(?<word>[a-z0-9]+) \"\\*", "kind=native").Order(StringComparer.Ordinal)];
        string[] known = [.. Words(list, "\\(\"(?<word>[a-z0-9]+)\", ", "Create)").Where(name => name != "rates").Order(StringComparer.Ordinal)];
        Assert.Equal(known, handed);
        Assert.Subset(CommandList.All.Select(command => command.Name).ToHashSet(StringComparer.Ordinal), known.ToHashSet(StringComparer.Ordinal));
        string[] rates = [.. Words(launcher, "\"rates (?<word>[a-z]+)\"", "kind=native")];
        Assert.Equal(rates, Words(list, "Rates\\.(?<word>[A-Z][a-z]+)Command\\.Create", "OfRates").Select(name => name.ToLowerInvariant()));
    }

    static IEnumerable<string> Words(string text, string pattern, string onLine) =>
        text.Split('\n').Where(line => line.Contains(onLine, StringComparison.Ordinal)).SelectMany(line => Regex.Matches(line, pattern, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))).Select(match => match.Groups["word"].Value);
}
