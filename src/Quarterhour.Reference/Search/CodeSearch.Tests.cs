using System.Globalization;
using Quarterhour.Reference.Import;
using Quarterhour.Reference.Store;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Reference.Search;

/// <summary>A folder with ICD-10-CM FY 2026 and HCPCS Level II imported, once for all tests.</summary>
public sealed class LoadedSets : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("quarterhour").FullName;

    public LoadedSets()
    {
        if (!Directory.Exists(Repository.Path("..", "shared"))) return;
        var importing = new Importing(ReferenceFolder.Open(folder), new(), _ => { });
        foreach (string file in (string[])["icd10cm/cdc_fy2026_codes.zip", "hcpcs2/hcpcs_level2_2024-04_nodesc.csv", "pos/pos_codes.csv", "taxonomy/therapy_taxonomy_codes.csv"])
            importing.Import(Shared.Path(["data", "cms", .. file.Split('/')]));
    }

    public CodeSearch Search(string set)
    {
        // skips where the files are absent
        Shared.Path();
        return CodeSearch.Open(folder, BuiltInTables.Open().Codes, new(2026, 5, 4), set);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}

public sealed class CodeSearchTests(LoadedSets loaded, ITestOutputHelper output) : IClassFixture<LoadedSets>
{
    readonly CodeSearch everything = loaded.Search(CodeSearch.All);

    string[] Found(string question, int most = 5) => [.. everything.Find(question, most).Select(hit => hit.Code)];

    static List<string[]> Questions(string file) => [.. File.ReadLines(Repository.Path("tests", "Quarterhour.Tests", file)).Skip(1).Select(line => line.Split(','))];

    [Theory]
    [InlineData("relevance-conditions.csv", 0.90, 0.98)]
    // asked of everything, what was done still finds the treatment
    [InlineData("relevance.csv", 0.88, 0.97)]
    public void What_a_therapy_biller_means_is_first(string file, double wantedFirst, double wantedAmong)
    {
        var questions = Questions(file);
        int first = 0, among = 0;
        foreach (string[] question in questions)
        {
            string[] found = Found(question[0]);
            if (found.Length > 0 && found[0] == question[1]) first++;
            else output.WriteLine($"{question[0]}: {question[1]} wanted, {string.Join(' ', found)} found");
            if (found.Contains(question[1])) among++;
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{questions.Count} questions: {100m * first / questions.Count:0.0} % right first, {100m * among / questions.Count:0.0} % among five"));
        Assert.True(first >= wantedFirst * questions.Count, $"{first} of {questions.Count} right first");
        Assert.True(among >= wantedAmong * questions.Count, $"{among} of {questions.Count} among five");
    }

    [Fact]
    public void Everything_is_more_than_90_000_codes() => Assert.True(everything.Count > 90_000, $"{everything.Count}");
}
