using Quarterhour.Reference.Packed;

namespace Quarterhour.Reference.Search;

/// <summary>Makes the word index of a list of titles when the list is imported, so that a search finds it ready: the terms in order, and by term the titles that hold it.</summary>
static class TitleIndexBuilder
{
    /// <summary>Part of every run's name. It changes with how words become terms: an index of another version is made anew when it is opened.</summary>
    internal const string Version = "words1.";

    /// <summary>Titles come without short forms: those belong to the question.</summary>
    internal static readonly SearchWords Words = new(new Dictionary<string, string>(StringComparer.Ordinal));

    public static void Write(PackedWriter packed, IEnumerable<string> titles)
    {
        var (terms, ends, entries) = Runs(titles);
        packed.Texts(Version + "terms", terms);
        packed.Add<int>(Version + "ends", ends);
        packed.Add<int>(Version + "entries", entries);
    }

    /// <summary>Terms in ordinal order; by term, where its titles end; the numbers of the titles.</summary>
    public static (string[] Terms, int[] Ends, int[] Entries) Runs(IEnumerable<string> titles)
    {
        var found = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        int number = 0;
        foreach (string title in titles)
        {
            foreach (var word in Words.Of(title))
            {
                if (!found.TryGetValue(word.Term, out var own)) found.Add(word.Term, own = []);
                if (own.Count == 0 || own[^1] != number) own.Add(number);
            }
            number++;
        }
        string[] terms = [.. found.Keys.Order(StringComparer.Ordinal)];
        int[] ends = new int[terms.Length];
        int end = 0;
        for (int i = 0; i < terms.Length; i++) ends[i] = end += found[terms[i]].Count;
        return (terms, ends, [.. terms.SelectMany(term => found[term])]);
    }
}
