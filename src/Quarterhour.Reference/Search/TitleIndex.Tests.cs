using CsCheck;
using Quarterhour.Reference.Packed;
using Quarterhour.Reference.Store;
using Xunit;

namespace Quarterhour.Reference.Search;

public sealed class TitleIndexTests : IDisposable
{
    static readonly string[] Words = ["pain", "knee", "hip", "left", "right", "low", "back", "unspecified", "stiffness", "tear", "of", "in"];

    static readonly Gen<string[]> Titles = Gen.Int[0, Words.Length - 1].Select(number => Words[number]).Array[1, 6].Select(words => string.Join(' ', words)).Array[1, 150];

    readonly string folder = Directory.CreateTempSubdirectory("quarterhour").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    (TitleIndex? Index, CodeSet Set) Index(string[] titles, bool withWords = true)
    {
        var set = new CodeSetBuilder();
        for (int i = 0; i < titles.Length; i++) set.Add($"A{i:D4}", titles[i]);
        var packed = new PackedWriter();
        if (withWords) set.Write(packed);
        else
        {
            // as a version with other words would have left it
            packed.Texts("codes", [.. titles.Select((_, number) => $"A{number:D4}")]);
            packed.Texts("titles", titles);
            packed.Add<int>("from", new int[titles.Length]);
            packed.Add<int>("to", new int[titles.Length]);
            packed.Add<byte>("marks", new byte[titles.Length]);
        }
        string path = Path.Combine(folder, $"{Guid.NewGuid():N}.pack");
        packed.Save(path);
        var file = PackedFile.Open(path);
        var read = new CodeSet(file);
        return (TitleIndex.Open(file, read), read);
    }

    static string[] Terms(string question) => [.. TitleIndexBuilder.Words.Of(question).Select(word => word.Term).Distinct()];

    [Fact]
    public void The_title_that_is_the_question_has_the_best_score() => Titles.Sample(titles =>
    {
        var (index, _) = Index(titles);
        foreach (string title in titles.Take(10))
        {
            var terms = Terms(title);
            var hits = index!.Find(terms, new sbyte[titles.Length], titles.Length);
            Assert.Equal(1000, hits[0].Score);
            Assert.Contains(hits, hit => titles[hit.Number] == title && hit.Score == 1000);
        }
    }, iter: 30);

    [Fact]
    public void An_index_of_another_version_is_made_anew()
    {
        string[] titles = ["Pain in left knee", "Pain in right knee", "Low back pain"];
        var (old, fresh) = (Index(titles, withWords: false).Index, Index(titles).Index);
        foreach (string question in titles) Assert.Equal(fresh!.Find(Terms(question), new sbyte[3], 3), old!.Find(Terms(question), new sbyte[3], 3));
    }

    [Fact]
    public void A_list_without_titles_has_no_index() => Assert.Null(Index(["", ""]).Index);

    [Fact]
    public void The_more_usual_code_comes_first() => Assert.Equal(1, Index(["Pain in left knee", "Pain in right knee"]).Index!.Find(Terms("knee pain"), [0, 5], 2)[0].Number);
}
