using System.Numerics;

namespace Quarterhour.Reference.Search;

/// <summary>A term of the vocabulary that a written word may mean, and how surely: 100 is the word itself.</summary>
readonly record struct Meant(int Term, int Sure);

/// <summary>All terms of an index: found as they are, by their beginning, or with a slip of the keys.</summary>
/// <remarks>A slip is looked for only where nothing else is found. The terms are compared by the letters they hold first, one machine word each, which leaves
/// few for the distance itself: some 10 microseconds over the therapy terms.</remarks>
sealed class Vocabulary
{
    const int Exact = 100, Beginning = 75, OneDoubled = 80, OneSlip = 65, TwoSlips = 45;

    readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    readonly List<string> terms = [];
    readonly List<ulong> letters = [];
    string[] sorted = [];
    int[] sortedPlaces = [];

    public int Count => terms.Count;

    public string this[int term] => terms[term];

    public int Add(string term)
    {
        if (places.TryGetValue(term, out int place)) return place;
        place = places[term] = terms.Count;
        terms.Add(term);
        letters.Add(Letters(term));
        return place;
    }

    /// <summary>Ends the adding.</summary>
    public void Close()
    {
        sorted = [.. terms];
        sortedPlaces = [.. Enumerable.Range(0, terms.Count)];
        Array.Sort(sorted, sortedPlaces, StringComparer.Ordinal);
    }

    public bool Knows(string term) => places.ContainsKey(term);

    /// <summary>What a word may mean.</summary>
    public List<Meant> Find(string term)
    {
        List<Meant> found = [];
        if (places.TryGetValue(term, out int place))
        {
            found.Add(new(place, Exact));
            return found;
        }
        if (term.Length >= 2) Begins(term, found);
        if (found.Count == 0 && term.Length >= 3) Slips(term, found);
        return found;
    }

    void Begins(string start, List<Meant> found)
    {
        int at = Array.BinarySearch(sorted, start, StringComparer.Ordinal);
        for (int i = at < 0 ? ~at : at; i < sorted.Length && sorted[i].StartsWith(start, StringComparison.Ordinal); i++)
            // the more of the word is there, the surer
            found.Add(new(sortedPlaces[i], Beginning - Math.Min(40, 4 * (sorted[i].Length - start.Length))));
    }

    void Slips(string term, List<Meant> found)
    {
        ulong own = Letters(term);
        int most = term.Length >= 7 ? 2 : 1, best = most;
        for (int i = 0; i < terms.Count; i++)
        {
            string other = terms[i];
            int longer = Math.Abs(other.Length - term.Length);
            // one slip changes at most two of the letters that are there
            if (longer > best || other.Length < 4 || BitOperations.PopCount(own ^ letters[i]) > 2 * best) continue;
            int slips = SlipsBetween(term, other, best);
            if (slips > best) continue;
            if (slips < best) found.Clear();
            best = slips;
            found.Add(new(i, Doubled(term, other) ? OneDoubled : (slips == 1 ? OneSlip : TwoSlips) - (term[0] == other[0] ? 0 : 10)));
        }
    }

    /// <summary>One wrote a letter twice that the other wrote once: the commonest slip of all.</summary>
    static bool Doubled(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) != 1) return false;
        var (longer, shorter) = a.Length > b.Length ? (a, b) : (b, a);
        int i = 0;
        while (i < shorter.Length && longer[i] == shorter[i]) i++;
        return i > 0 && longer[i] == longer[i - 1] && longer.AsSpan(i + 1).SequenceEqual(shorter.AsSpan(i));
    }

    static ulong Letters(string term)
    {
        ulong set = 0;
        foreach (char c in term) set |= 1UL << (c & 63);
        return set;
    }

    /// <summary>Letters left out, put in, changed, or two that changed places; more than the most counts as one more than it.</summary>
    static int SlipsBetween(string a, string b, int most)
    {
        Span<int> before = stackalloc int[b.Length + 1], row = stackalloc int[b.Length + 1], twoBefore = stackalloc int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++) row[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            before.CopyTo(twoBefore);
            row.CopyTo(before);
            row[0] = i;
            int least = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int change = before[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(Math.Min(before[j], row[j - 1]) + 1, change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.Min(row[j], twoBefore[j - 2] + 1);
                least = Math.Min(least, row[j]);
            }
            if (least > most) return most + 1;
        }
        return row[b.Length];
    }
}
