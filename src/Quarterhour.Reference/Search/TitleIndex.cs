using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using Quarterhour.Reference.Packed;
using Quarterhour.Reference.Store;

namespace Quarterhour.Reference.Search;

/// <summary>A title that was found.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Score">0 to about 1,600: 1,000 is a title that is the question.</param>
readonly record struct TitleHit(int Number, int Score);

/// <summary>The words of a list of up to some hundred thousand titles, memory-mapped.</summary>
/// <remarks>How it works: each word of the question adds what it tells (the rarer, the more) to a counter of 16 bits for every title that holds it; a vectorized pass finds the most that
/// any title has; titles with at least half of it are scored: how much of the question they answer, squared, how much of the title was asked for, and how often the
/// code is the one that is meant. Commonest words of ICD-10-CM stand in 50,000 titles, so a question of eight common words touches 200,000 counters: the bound is some 200 microseconds.
/// Measured by <c>bench/Quarterhour.Bench</c>.</remarks>
sealed class TitleIndex
{
    /// <summary>What a word tells that nobody knows.</summary>
    const int UnknownTells = 100;

    /// <summary>A word may mean this many terms at most, when only its beginning is known.</summary>
    const int MostMeanings = 48;

    /// <summary>Words that a title has because of the classification and nobody asks for: in percent, what they weigh in a title.</summary>
    const int FillerWeighs = 12;

    static readonly HashSet<string> Filler = TitleIndexBuilder.Words.Of("unspecified other initial subsequent encounter routine healing closed site elsewhere classified specified not without due type part sequela primary unilateral acquired side")
        .Select(word => word.Term).ToHashSet(StringComparer.Ordinal);

    readonly Vocabulary vocabulary = new();
    readonly ReadOnlyMemory<int> ends, entries;
    readonly int[] tells, weighs;
    readonly ushort[] titleWeighs;
    readonly int count;

    TitleIndex(IEnumerable<string> terms, ReadOnlyMemory<int> ends, ReadOnlyMemory<int> entries, int count)
    {
        (this.ends, this.entries, this.count) = (ends, entries, count);
        foreach (string term in terms) vocabulary.Add(term);
        vocabulary.Close();
        tells = new int[ends.Length];
        weighs = new int[ends.Length];
        titleWeighs = new ushort[count];
        for (int term = 0; term < tells.Length; term++)
        {
            var own = Titles(term);
            tells[term] = 10 + (int)(10 * Math.Log2(1 + (double)count / Math.Max(1, own.Length)));
            weighs[term] = Filler.Contains(vocabulary[term]) ? tells[term] * FillerWeighs / 100 : tells[term];
            foreach (int title in own) titleWeighs[title] += (ushort)weighs[term];
        }
    }

    /// <summary>Opens the index of a list; makes it where the file has none of this version. Null for a list without titles.</summary>
    public static TitleIndex? Open(PackedFile packed, CodeSet set)
    {
        if (packed.Has(TitleIndexBuilder.Version + "ends"))
        {
            var packedTerms = packed.Texts(TitleIndexBuilder.Version + "terms");
            if (packedTerms.Count == 0) return null;
            return new(Enumerable.Range(0, packedTerms.Count).Select(number => packedTerms[number]), packed.Values<int>(TitleIndexBuilder.Version + "ends"), packed.Values<int>(TitleIndexBuilder.Version + "entries"), set.Count);
        }
        var (terms, ends, entries) = TitleIndexBuilder.Runs(Enumerable.Range(0, set.Count).Select(set.Title));
        return terms.Length == 0 ? null : new(terms, ends, entries, set.Count);
    }

    ReadOnlySpan<int> Titles(int term) => entries.Span[(term == 0 ? 0 : ends.Span[term - 1])..ends.Span[term]];

    /// <summary>The titles that fit best, best first.</summary>
    /// <param name="terms">The question's words as <see cref="SearchWords"/> makes them.</param>
    /// <param name="rankOf">0 to 9 by title: how often it is the one that is meant.</param>
    /// <param name="most">How many at most.</param>
    public List<TitleHit> Find(IReadOnlyList<string> terms, ReadOnlySpan<sbyte> rankOf, int most)
    {
        ushort[] found = ArrayPool<ushort>.Shared.Rent(count), shown = ArrayPool<ushort>.Shared.Rent(count);
        try
        {
            found.AsSpan(0, count).Clear();
            shown.AsSpan(0, count).Clear();
            int whole = 0;
            for (int i = 0; i < terms.Count && i < MostWords; i++) whole += Add(terms[i], found, shown);
            return Best(found.AsSpan(0, count), shown.AsSpan(0, count), whole, rankOf, most);
        }
        finally
        {
            ArrayPool<ushort>.Shared.Return(found);
            ArrayPool<ushort>.Shared.Return(shown);
        }
    }

    /// <summary>Nobody asks in more words; with them the counters of 16 bits can't overflow.</summary>
    const int MostWords = 30;

    /// <summary>Adds a word of the question to the titles that hold it.</summary>
    /// <returns>What it tells.</returns>
    int Add(string word, ushort[] found, ushort[] shown)
    {
        var meant = vocabulary.Find(word);
        if (meant.Count == 0) return UnknownTells;
        if (meant.Count > 1) meant.Sort((a, b) => b.Sure != a.Sure ? b.Sure.CompareTo(a.Sure) : a.Term.CompareTo(b.Term));
        int meanings = Math.Min(meant.Count, MostMeanings);
        if (meanings == 1) Add(Titles(meant[0].Term), (ushort)(tells[meant[0].Term] * meant[0].Sure / 100), (ushort)weighs[meant[0].Term], found, shown);
        else AddEachOnce(meant, meanings, found, shown);
        return tells[meant[0].Term];
    }

    static void Add(ReadOnlySpan<int> titles, ushort told, ushort weighed, ushort[] found, ushort[] shown)
    {
        unchecked
        {
            foreach (int title in titles)
            {
                found[title] += told;
                shown[title] += weighed;
            }
        }
    }

    /// <summary>A title that holds several of a word's meanings counts for the surest.</summary>
    void AddEachOnce(List<Meant> meant, int meanings, ushort[] found, ushort[] shown)
    {
        ulong[] seen = ArrayPool<ulong>.Shared.Rent(count / 64 + 1);
        seen.AsSpan(0, count / 64 + 1).Clear();
        for (int i = 0; i < meanings; i++)
        {
            var (term, sure) = meant[i];
            ushort told = (ushort)(tells[term] * sure / 100), weighed = (ushort)weighs[term];
            foreach (int title in Titles(term))
            {
                ref ulong bits = ref seen[title >> 6];
                if ((bits >> (title & 63) & 1) != 0) continue;
                bits |= 1UL << (title & 63);
                found[title] += told;
                shown[title] += weighed;
            }
        }
        ArrayPool<ulong>.Shared.Return(seen);
    }

    List<TitleHit> Best(ReadOnlySpan<ushort> found, ReadOnlySpan<ushort> shown, int whole, ReadOnlySpan<sbyte> rankOf, int most)
    {
        List<TitleHit> best = new(most + 1);
        int top = Most(found);
        if (top == 0 || whole == 0) return best;
        ushort least = (ushort)Math.Max(1, top / 2);
        int worst = 0;
        for (int at = 0; ; at++)
        {
            int next = found[at..].IndexOfAnyInRange(least, ushort.MaxValue);
            if (next < 0) break;
            at += next;
            int answered = Math.Min(1000, 1000 * found[at] / whole), asked = Math.Min(1000, 1000 * shown[at] / Math.Max(1, (int)titleWeighs[at]));
            int score = answered * answered / 1000 * (450 + 550 * asked / 1000) / 1000 * (100 + 6 * rankOf[at]) / 100;
            if (best.Count == most && score <= worst) continue;
            int place = best.Count;
            while (place > 0 && best[place - 1].Score < score) place--;
            best.Insert(place, new(at, score));
            if (best.Count > most) best.RemoveAt(most);
            worst = best[^1].Score;
        }
        return best;
    }

    static int Most(ReadOnlySpan<ushort> values)
    {
        var most = Vector<ushort>.Zero;
        var wide = MemoryMarshal.Cast<ushort, Vector<ushort>>(values);
        foreach (var several in wide) most = Vector.Max(most, several);
        int top = 0;
        for (int i = 0; i < Vector<ushort>.Count; i++) top = Math.Max(top, most[i]);
        foreach (ushort value in values[(wide.Length * Vector<ushort>.Count)..]) top = Math.Max(top, value);
        return top;
    }

    /// <summary>True for a word that stands in a title.</summary>
    public bool Knows(string term) => vocabulary.Knows(term);
}
