using System.IO.Compression;
using System.Text.RegularExpressions;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Reference.Import;

/// <summary>Every public file of fees and places, with its rows counted by other means.</summary>
public sealed class PublicFeeFilesTests : IDisposable
{
    readonly ImportFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Folder, table, and how a line begins that is a row.</summary>
    public static TheoryData<string, string, string, string> Files => new()
    {
        { "rvu/2025D", "PPRRVU*", "fee-schedule", @"^(?!HCPCS)[A-Z0-9]{5}(,|  |26|TC|53)" },
        { "rvu/2026", "PPRRVU*", "fee-schedule", "^9Z" },
        { "rvu/2026", "pprrvu*", "fee-schedule", "^[A-Z0-9]{4}[0-9T]," },
        { "rvu/history", "pprrvu*", "fee-schedule", "^\"[A-Z0-9]{3,5}\"," },
        { "rvu/2025D", "GPCI*", "localities", @"^\d{5}[ ,]" },
        { "rvu/2026", "GPCI*", "localities", @"^\d{5}," },
        { "rvu/history", "gpci*", "localities", "^\"\\d" },
        { "rvu/2025D", "*LOCCO*", "locality-counties", @"^ *\d{4,5}[ ,]" },
        { "rvu/history", "locco*", "locality-counties", "^\"\\d" },
        { "zip", "ZIP5_*", "zip", @"^[A-Z]{2},?\d{5}" },
        { "carrier", "pf25*", "payment-amounts", "^2025," },
    };

    [Theory, MemberData(nameof(Files))]
    public void Every_row_is_loaded(string where, string pattern, string table, string row)
    {
        foreach (string path in Directory.EnumerateFiles(Shared.Path("data", "cms", where), pattern))
        {
            var one = Assert.Single(folder.Import(path).Imported);
            Assert.Equal((table, Release(Path.GetFileName(path)), Lines(path).Count(line => Regex.IsMatch(line, row, RegexOptions.None, TimeSpan.FromSeconds(1))), 0), (one.Table.Release.Table, one.Table.Release.Release, one.Table.Rows, one.Table.Rejected));
        }
    }

    /// <summary>The release as the file's name has it.</summary>
    static string Release(string name) => Regex.Match(name, @"rvu(?<release>\d\d[a-d]r?)[_.]", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)) is { Success: true } history ? $"20{history.Groups["release"].Value.ToUpperInvariant()}"
        : name.StartsWith("PPRRVU2025_Oct", StringComparison.Ordinal) ? "2025D" : name.StartsWith("PPRRVU2026", StringComparison.OrdinalIgnoreCase) ? "2026C"
        : name.StartsWith("ZIP5_OCT2025", StringComparison.Ordinal) ? "2025Q4" : name.StartsWith("ZIP5_JAN2026", StringComparison.Ordinal) ? "2026Q1" : name.Contains("26", StringComparison.Ordinal) ? "2026" : "2025";

    static IEnumerable<string> Lines(string path)
    {
        using var file = File.OpenRead(path);
        using Stream plain = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(plain);
        while (reader.ReadLine() is { } line) yield return line;
    }

    [Fact]
    public void Both_forms_of_the_indices_are_the_same_table()
    {
        string[] Read(string name)
        {
            using var own = new ImportFolder();
            own.Import(Shared.Path("data", "cms", "rvu", "2025D", name));
            return [.. own.Tables.Localities.All.Where(row => row.File == name).Select(row => $"{row.Locality} {row.State} {row.Name.Replace(" ", "", StringComparison.Ordinal)} {row.Work} {row.PracticeExpense} {row.Malpractice}")];
        }
        Assert.Equal(109, Read("GPCI2025.csv").Length);
        Assert.Equal(Read("GPCI2025.csv"), Read("GPCI2025.txt"));
    }

    [Fact]
    public void Built_in_indices_are_those_of_the_files()
    {
        folder.Import(Shared.Path("data", "cms", "rvu", "history"), Shared.Path("data", "cms", "rvu", "2025D", "GPCI2025.csv"), Shared.Path("data", "cms", "rvu", "2026", "GPCI2026.csv"));
        var imported = folder.Tables.Localities;
        foreach (var row in BuiltInTables.Open().Localities.All)
        {
            var found = imported.Find(row.Locality, row.From, out bool standsIn)!;
            Assert.False(standsIn);
            Assert.Equal((row.Work, row.PracticeExpense, row.Malpractice, row.State), (found.Work, found.PracticeExpense, found.Malpractice, found.State));
        }
    }

    [Fact]
    public void Built_in_ZIP_codes_are_those_of_the_file()
    {
        folder.Import(Shared.Path("data", "cms", "zip"));
        var (imported, builtIn) = (folder.Tables.Zips, BuiltInTables.Open().Zips);
        var day = new DateOnly(2026, 2, 1);
        Assert.Equal(["2025Q4", "2026Q1"], imported.Releases.Select(release => release.Name).Order());
        for (int zip = 0; zip < 100_000; zip++)
        {
            var (own, other) = (imported.Find($"{zip:D5}", day), builtIn.Find($"{zip:D5}", day));
            Assert.Equal((own.Answer, own.Locality), (other.Answer, other.Locality));
        }
    }

    [Fact]
    public void All_published_amounts_of_Kansas_are_ours()
    {
        var one = Assert.Single(folder.Import(Shared.Path("data", "cms", "carrier", "pf25_therapy_KS.csv")).Imported);
        Assert.Equal(["58 of 58 amounts equal ours to the cent"], one.Rejected.Notes);
    }
}
