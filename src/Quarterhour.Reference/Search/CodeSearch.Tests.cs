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

    [Theory]
    [InlineData("M54.5", "M54.50")]
    [InlineData("m5450", "M54.50")]
    [InlineData("M54.50 low back", "M54.50")]
    // a code with a character too many is near those above it
    [InlineData("M54.2X", "M54.2")]
    [InlineData("97110", "97110")]
    [InlineData("97110-GP", "97110")]
    [InlineData("E0143", "E0143")]
    [InlineData("e014", "E0140")]
    public void A_number_finds_itself(string question, string code) => Assert.Equal(code, Found(question)[0]);

    [Fact]
    public void Headings_stand_behind_and_say_so()
    {
        var hits = everything.Find("M54.5", 10);
        Assert.Equal([true, true, true, false], hits.Where(hit => hit.Code.StartsWith("M54.5", StringComparison.Ordinal)).Select(hit => hit.Billable));
        Assert.All(everything.Find("low back pain", 3), hit => Assert.True(hit.Billable));
    }

    [Theory]
    [InlineData("therapy", "therapy")]
    [InlineData("icd10cm", "icd10cm")]
    [InlineData("places", "places")]
    public void One_set_alone(string set, string searched)
    {
        var search = loaded.Search(set);
        Assert.Equal([searched], search.Searched);
        Assert.All(search.Find("home", 10), hit => Assert.Equal(searched, hit.Set));
    }

    [Fact]
    public void Short_forms_sides_and_slips_find_the_same()
    {
        Assert.All((string[])["lt frozen shoulder", "L frozen shoulder", "frozen shoulder, left", "FROZEN SHOULDER LEFT", "frozzen shoulder left", "adhesive capsulitis of left shoulder"],
            question => Assert.Equal("M75.02", Found(question)[0]));
        Assert.Equal("M75.00", Found("frozen shoulder")[0]);
    }

    [Fact]
    public void A_subsequent_encounter_comes_before_an_initial_one() => Assert.Equal(["S83.511D", "S83.511A", "S83.511S"], Found("right acl tear", 3));

    [Fact]
    public void The_same_code_comes_once() => Assert.All((string[])["G0283", "home", "walker", "97"], question => Assert.Equal(Found(question, 50).Distinct(), Found(question, 50)));

    [Fact]
    public void Nothing_that_is_typed_breaks_it() => CsCheck.Check.Sample(CsCheck.Gen.String, question => Assert.True(everything.Find(question, 10).Count <= 10), iter: 200);

    [Theory]
    [InlineData("")]
    [InlineData("zzzzqqqq")]
    [InlineData("...")]
    public void What_nobody_knows_finds_nothing(string question) => Assert.Empty(everything.Find(question, 10));
}
