using System.Runtime.InteropServices;
using Quarterhour.Billing;

namespace Quarterhour.Reference.Search;

/// <summary>Codes by number, by its beginning, and by words. In memory: every phrase of a code is a short list of terms, every term knows its phrases.</summary>
/// <remarks>A phrase scores by how rare its words are, how much of the question it answers and how much of it was asked for; a code scores by its best
/// phrase, a little by what else of the question it knows, and by how often it is the one that is meant.</remarks>
public sealed class SearchIndex
{
    const int ByNumber = 1_000_000;

    readonly SearchWords words;
    readonly SearchEntry[] entries;
    readonly Vocabulary vocabulary = new();
    readonly List<Phrase> phrases = [];
    readonly List<List<int>> phrasesOf = [];
    int[] rarity = [];

    /// <summary>Terms that nobody wrote as one word: they are found, not proposed.</summary>
    readonly HashSet<string> neverWritten = new(StringComparer.Ordinal);

    readonly record struct Phrase(int Entry, int Number, int Words, int Rarity);

    /// <param name="entries">The codes; each once.</param>
    /// <param name="words">How text becomes words.</param>
    public SearchIndex(IEnumerable<SearchEntry> entries, SearchWords words)
    {
        this.words = words;
        this.entries = [.. entries.OrderBy(entry => entry.Code)];
        var terms = new List<int[]>();
        for (int i = 0; i < this.entries.Length; i++)
        {
            Add(i, -1, this.entries[i].Label, terms);
            for (int number = 0; number < this.entries[i].Phrases.Count; number++) Add(i, number, this.entries[i].Phrases[number], terms);
        }
        vocabulary.Close();
        rarity = Rarity();
        for (int i = 0; i < phrases.Count; i++) phrases[i] = phrases[i] with { Rarity = Math.Max(1, terms[i].Sum(term => rarity[term])) };
    }

    void Add(int entry, int number, string text, List<int[]> terms)
    {
        var written = words.Of(text);
        foreach (var word in written) neverWritten.Remove(word.Term);
        int[] own = [.. written.Select(word => vocabulary.Add(word.Term)).Distinct()];
        foreach (int term in own) Post(term);
        // "e-stim" is asked for as "estim" too
        for (int i = 0; i + 1 < written.Count; i++)
        {
            string together = words.Term(written[i].Written + written[i + 1].Written);
            if (!vocabulary.Knows(together)) neverWritten.Add(together);
            Post(vocabulary.Add(together));
        }
        terms.Add(own);
        phrases.Add(new(entry, number, own.Length, 0));

        void Post(int term)
        {
            while (phrasesOf.Count <= term) phrasesOf.Add([]);
            if (phrasesOf[term].Count == 0 || phrasesOf[term][^1] != phrases.Count) phrasesOf[term].Add(phrases.Count);
        }
    }

    /// <summary>The fewer codes know a term, the more it tells.</summary>
    int[] Rarity()
    {
        int[] counts = new int[vocabulary.Count];
        for (int term = 0; term < counts.Length; term++)
        {
            int codes = 0, last = -1;
            foreach (int phrase in phrasesOf[term])
                if (phrases[phrase].Entry != last) (codes, last) = (codes + 1, phrases[phrase].Entry);
            counts[term] = 10 + (int)(10 * Math.Log2(1 + (double)entries.Length / Math.Max(1, codes)));
        }
        return counts;
    }

    /// <summary>The codes that fit best, best first; the same for the same question.</summary>
    /// <param name="question">A number, its beginning, or words.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<SearchHit> Find(string question, int most)
    {
        if (question.Length > Longest) question = question[..Longest];
        var hits = Numbered(question.Trim()) is { Count: > 0 } numbered ? numbered : Worded(question);
        hits.Sort((a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Entry.Rank != b.Entry.Rank ? b.Entry.Rank.CompareTo(a.Entry.Rank) : a.Entry.Code.CompareTo(b.Entry.Code));
        return hits.Count > most ? hits[..most] : hits;
    }

    /// <summary>Nobody asks in more characters than these.</summary>
    const int Longest = 200;

    List<SearchHit> Numbered(string question)
    {
        if (Several(question) is { Count: > 1 } several) return several;
        string number = NumberIn(question);
        if (number.Length is < 2 or > 5 || !number.Any(char.IsAsciiDigit) || number.Skip(1).Any(c => !char.IsAsciiDigit(c) && c is not ('T' or 'F' or 'U'))) return [];
        // digits of which no code begins, as in "3 patients", are words
        List<SearchHit> hits = [.. entries.Where(entry => entry.Code.ToString().StartsWith(number, StringComparison.Ordinal)).Select(entry => new SearchHit(entry, (ByNumber + entry.Rank) * entry.Weight / 100, null))];
        if (hits.Count > 0 || number.Length < 5) return hits;
        // a slip of the keys: the codes that differ in one place, or in two that changed places
        return [.. entries.Where(entry => Near(entry.Code.ToString(), number)).Select(entry => new SearchHit(entry, (ByNumber / 2 + Same(entry.Code.ToString(), number) * 100 + entry.Rank) * entry.Weight / 100, null))];
    }

    /// <summary>The codes of a question that is nothing but known codes, in the order in which they were written.</summary>
    List<SearchHit> Several(string question)
    {
        List<SearchHit> hits = [];
        foreach (string part in question.Split((char[])[' ', ',', ';', '/', '+', '&'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Equals("and", StringComparison.OrdinalIgnoreCase)) continue;
            if (!ProcedureCode.TryParse(part.ToUpperInvariant(), out var code) || Array.Find(entries, entry => entry.Code == code) is not { } entry) return [];
            if (!hits.Exists(hit => hit.Entry == entry)) hits.Add(new(entry, 2 * ByNumber - hits.Count, null));
        }
        return hits;
    }

    /// <summary>The number that is asked for: the first word, or what stands behind a word such as CPT; units and modifiers behind it fall away, a blank within it too.</summary>
    string NumberIn(string question)
    {
        string[] parts = question.ToUpperInvariant().Split((char[])[' ', '-', ',', ':', ';', '/', '+', '*', '#', '.'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length > 1 && parts[0] is "CPT" or "HCPCS" or "CODE") parts = parts[1..];
        if (parts.Length == 0) return "";
        // 97110x2
        string first = parts[0].Length > 6 && parts[0][5] == 'X' && parts[0][6..].All(char.IsAsciiDigit) ? parts[0][..5] : parts[0];
        // a letter for the figure that looks like it
        if (first.Length == 5 && first.Count(char.IsAsciiDigit) >= 3) first = first[0] + first[1..].Replace('O', '0').Replace('I', '1').Replace('L', '1');
        // 97 530
        return first.Length < 5 && parts.Length == 2 && first.Length + parts[1].Length == 5 && Array.Exists(entries, entry => entry.Code.ToString() == first + parts[1]) ? first + parts[1] : first;
    }

    static bool Near(string code, string number)
    {
        int differing = 0, first = -1, last = -1;
        for (int i = 0; i < 5; i++)
            if (code[i] != number[i])
            {
                if (first < 0) first = i;
                (last, differing) = (i, differing + 1);
            }
        return differing == 1 || differing == 2 && last == first + 1 && code[first] == number[last] && code[last] == number[first];
    }

    static int Same(string code, string number)
    {
        int same = 0;
        while (same < 5 && code[same] == number[same]) same++;
        return same;
    }

    List<SearchHit> Worded(string question)
    {
        IReadOnlyList<SearchWords.Word> asked = words.Of(question);
        if (asked.Count == 0) return [];
        // "leg press 3x10", "walked 150 ft x 2": no code is told apart by how often and how much
        if (Without(asked, Counts) is { Count: > 0 } told) asked = told;
        var best = new Dictionary<int, (int Score, int Phrase, int Fit)>();
        Read([.. asked.Select(word => word.Term)], best);
        // two words that may be one: "wheel chair"
        for (int i = 0; i + 1 < asked.Count; i++)
            if (words.Term(asked[i].Written + asked[i + 1].Written) is var joined && vocabulary.Knows(joined))
                Read([.. asked.Take(i).Select(word => word.Term), joined, .. asked.Skip(i + 2).Select(word => word.Term)], best);
        // "ther ex 20 min": how long it took tells less than what was done
        if (Without(asked, Times) is { Count: > 0 } done && done.Count < asked.Count) Read([.. done.Select(word => word.Term)], best, Dosed);
        List<SearchHit> hits = [];
        foreach (var (entry, (score, phrase, fit)) in best)
        {
            var found = entries[entry];
            hits.Add(new(found, score * (100 + 4 * found.Rank) / 100 * found.Weight / 100, phrases[phrase].Number < 0 ? found.Label : found.Phrases[phrases[phrase].Number], fit * (100 + 6 * found.Rank) / 100 * found.Weight / 100));
        }
        return hits;
    }

    /// <summary>Percent that a reading without minutes counts: codes that go by time are still told apart by it.</summary>
    const int Dosed = 88;

    static readonly HashSet<string> Times = ["min", "mins", "minute", "minutes", "sec", "secs", "second", "seconds"], Counts = ["x", "rep", "reps", "set", "sets", "lb", "lbs", "mph", "ft", "feet"];

    static readonly char[] Digits = [.. "0123456789"];

    /// <summary>The words without figures of some measure and what they count: "20 min", "20min", "3x10", "x 2".</summary>
    static List<SearchWords.Word> Without(IReadOnlyList<SearchWords.Word> asked, HashSet<string> measures)
    {
        List<SearchWords.Word> left = [];
        for (int i = 0; i < asked.Count; i++)
        {
            string written = asked[i].Written, unit = written.Trim(Digits);
            // "20min", "x10"; "min" beside a figure; a figure before its measure, or behind "x"
            bool measure = measures.Contains(unit) && (unit.Length < written.Length || IsFigure(i - 1) || IsFigure(i + 1));
            bool measured = IsFigure(i) && (IsMeasure(i + 1) || IsMeasure(i - 1) && asked[i - 1].Written == "x");
            if (!measure && !measured) left.Add(asked[i]);
        }
        return left;

        bool IsFigure(int at) => at >= 0 && at < asked.Count && asked[at].Written.Trim(Digits).Length == 0;
        bool IsMeasure(int at) => at >= 0 && at < asked.Count && measures.Contains(asked[at].Written);
    }

    /// <summary>Scores every code for one reading of the question; keeps what is better than before.</summary>
    void Read(List<string> terms, Dictionary<int, (int Score, int Phrase, int Fit)> best, int percent = 100)
    {
        var meant = terms.ConvertAll(vocabulary.Find);
        int whole = 0;
        var byPhrase = new Dictionary<int, (int Found, int Sure, int Count)>();
        var byEntry = new Dictionary<int, int>();
        for (int i = 0; i < meant.Count; i++)
        {
            // a word that nobody knows tells as much as a rare one
            whole += meant[i].Count == 0 ? 40 : rarity[meant[i].MaxBy(one => one.Sure).Term];
            var seenPhrases = new Dictionary<int, (int Rare, int Sure)>();
            foreach (var (term, sure) in meant[i])
                foreach (int phrase in phrasesOf[term])
                    if (!seenPhrases.TryGetValue(phrase, out var known) || known.Rare * known.Sure < rarity[term] * sure) seenPhrases[phrase] = (rarity[term], sure);
            var seenEntries = new Dictionary<int, int>();
            foreach (var (phrase, (rare, sure)) in seenPhrases)
            {
                ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(byPhrase, phrase, out _);
                sum = (sum.Found + rare, sum.Sure + rare * sure / 100, sum.Count + 1);
                int entry = phrases[phrase].Entry;
                seenEntries[entry] = Math.Max(seenEntries.GetValueOrDefault(entry), rare * sure / 100);
            }
            foreach (var (entry, told) in seenEntries) byEntry[entry] = byEntry.GetValueOrDefault(entry) + told;
        }
        foreach (var (place, (found, sure, _)) in byPhrase)
        {
            var phrase = phrases[place];
            // shares in percent: of the question that the phrase answers, of the phrase that was asked for
            int answered = Math.Min(100, 100 * found / whole), asked = Math.Min(100, 100 * found / phrase.Rarity);
            int score = sure * (20 + answered) / 120 * (40 + asked) / 140 * 10 + (byEntry[phrase.Entry] - Math.Min(byEntry[phrase.Entry], sure)) * 5;
            score = score * (phrase.Number < 0 ? 8 : 10) / 10 * percent / 100;
            if (!best.TryGetValue(phrase.Entry, out var known) || known.Score < score) best[phrase.Entry] = (score, place, Fit(sure, whole, asked) * percent / 100);
        }
    }

    /// <summary>Squared, so that a phrase that answers half of the question stands far behind one that answers all of it; the same as of the titles of other sets.</summary>
    static int Fit(int sure, int whole, int asked)
    {
        int answered = Math.Min(1000, 1000 * sure / Math.Max(1, whole));
        return answered * answered / 1000 * (450 + 550 * asked / 100) / 1000;
    }

    /// <summary>Codes.</summary>
    public int Count => entries.Length;

    /// <summary>The known word nearest to one that nothing is found for; null for none.</summary>
    public string? NearestWord(string word) => Spelling.Nearest(word.ToLowerInvariant(), Enumerable.Range(0, vocabulary.Count).Select(term => vocabulary[term]).Where(term => term.Length > 3 && !neverWritten.Contains(term)));
}
