using System.Diagnostics;
using System.Globalization;
using Quarterhour.Reference;
using Quarterhour.Reference.Import;
using Quarterhour.Reference.Search;
using Quarterhour.Reference.Store;

namespace Quarterhour.Bench;

/// <summary>The questions of the relevance tests, and random words of titles, asked of everything: therapy codes, ICD-10-CM, HCPCS.</summary>
static class SearchingAll
{
    const int Rounds = 40, Warm = 10, RandomQuestions = 2000, Seed = 20260504;

    /// <param name="Codes">Codes that are searched.</param>
    /// <param name="Open">Milliseconds to open the indices, the first time in the process.</param>
    /// <param name="Asked">Microseconds of the questions of the tests, in order of size.</param>
    /// <param name="Random">The same of random words.</param>
    public sealed record Result(int Codes, double Open, double[] Asked, double[] Random);

    /// <param name="cms">The folder of CMS's files; null comes back where it is not there.</param>
    /// <param name="tests">The folder of the relevance tests.</param>
    public static Result? Measure(string cms, string tests)
    {
        if (!Directory.Exists(cms)) return null;
        string folder = Directory.CreateTempSubdirectory("quarterhour-bench").FullName;
        try
        {
            var importing = new Importing(ReferenceFolder.Open(folder), new(), static _ => { });
            importing.Import(new[] { "icd10cm/cdc_fy2026_codes.zip", "hcpcs2/hcpcs_level2_2024-04_nodesc.csv", "pos/pos_codes.csv" }.Select(file => Path.Combine(cms, file)));
            var codes = BuiltInTables.Open().Codes;
            long began = Stopwatch.GetTimestamp();
            var search = CodeSearch.Open(folder, codes, new(2026, 5, 4), CodeSearch.All);
            double open = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            string[] asked = [.. new[] { "relevance.csv", "relevance-conditions.csv" }.SelectMany(file => File.ReadLines(Path.Combine(tests, file)).Skip(1)).Select(line => line.Split(',')[0])];
            return new(search.Count, open, Times(search, asked, Rounds), Times(search, Random(search, codes.All.Select(code => code.Label)), rounds: 3));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What was measured, in a paragraph.</summary>
    public static string Words(Result? result) => result is null ? "Search over the imported sets was not measured: ../shared is not here." : string.Create(CultureInfo.InvariantCulture, $"""
        Over everything imported ({result.Codes:#,0} codes: therapy, ICD-10-CM FY 2026, HCPCS, places of service), opened in {result.Open:0} ms: the questions of both relevance tests
        {At(result.Asked, 50):0} µs in the middle, {At(result.Asked, 99):0} µs at the 99th of a hundred, {result.Asked[^1]:0} µs at most; one to six random words of titles {At(result.Random, 50):0} µs, {At(result.Random, 99):0} µs, {result.Random[^1]:0} µs.
        """);

    static double At(double[] times, int percent) => times[times.Length * percent / 100];

    static double[] Times(CodeSearch search, string[] questions, int rounds)
    {
        var times = new List<double>(rounds * questions.Length);
        for (int round = -Warm; round < rounds; round++)
            foreach (string question in questions)
            {
                long start = Stopwatch.GetTimestamp();
                search.Find(question, 10);
                if (round >= 0) times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
        times.Sort();
        return [.. times];
    }

    /// <summary>One to six words of titles that a random word's search finds, in any order: the common words of the classification come often.</summary>
    static string[] Random(CodeSearch search, IEnumerable<string> seeds)
    {
        var random = new Random(Seed);
        string[] words = [.. seeds.SelectMany(label => label.Split(' ')).Where(word => word.Length > 3).Distinct().SelectMany(word => search.Find(word, 50)).SelectMany(hit => hit.Label.Split(' ')).Where(word => word.Length > 1)];
        return [.. Enumerable.Range(0, RandomQuestions).Select(_ => string.Join(' ', random.GetItems(words, random.Next(1, 7))))];
    }
}
