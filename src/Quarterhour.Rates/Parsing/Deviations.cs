namespace Quarterhour.Rates.Parsing;

/// <summary>What a file does otherwise than its schema and what was done about it: each kind with how often.</summary>
public sealed class Deviations
{
    /// <summary>Read as what was meant.</summary>
    public SortedDictionary<string, long> Normalised { get; } = new(StringComparer.Ordinal);

    /// <summary>Could not be read: the value is missing in the result, its row is there.</summary>
    public SortedDictionary<string, long> Dropped { get; } = new(StringComparer.Ordinal);

    /// <summary>Members that no version of the schema names, with how often they were seen. The first 200 by name; the rest together, as <c>...</c>.</summary>
    public SortedDictionary<string, long> Unknown
    {
        get
        {
            var all = new SortedDictionary<string, long>(unknown, StringComparer.Ordinal);
            Add(all, "...", others);
            return all;
        }
    }

    const int MostUnknown = 200, Longest = 100;

    /// <summary>The first by name so far, whatever order they come in; what gave way to another is counted below, and never comes back.</summary>
    readonly SortedDictionary<string, long> unknown = new(StringComparer.Ordinal);

    string last = "";
    long others;

    internal void Normalise(string what, long times = 1) => Add(Normalised, what, times);

    internal void Drop(string what, long times = 1) => Add(Dropped, what, times);

    internal void Count(Known known)
    {
        foreach (var (what, times) in known.Normalised) Normalise(what, times);
        foreach (var (what, times) in known.Dropped) Drop(what, times);
    }

    internal void PassOver(Slice name)
    {
        if (name.Length > Longest) others++;
        else PassOver(name.ToString(), 1);
    }

    void PassOver(string name, long times)
    {
        if (unknown.Count == MostUnknown && !unknown.ContainsKey(name))
        {
            if (string.CompareOrdinal(name, last) > 0)
            {
                others += times;
                return;
            }
            others += unknown[last];
            unknown.Remove(last);
            last = "";
        }
        Add(unknown, name, times);
        if (unknown.Count == MostUnknown && last.Length == 0) last = unknown.Keys.Last();
    }

    /// <summary>Adds what was counted elsewhere, which begins again with nothing.</summary>
    internal void Take(Deviations other)
    {
        foreach (var (what, times) in other.Normalised) Normalise(what, times);
        foreach (var (what, times) in other.Dropped) Drop(what, times);
        foreach (var (name, times) in other.unknown) PassOver(name, times);
        other.Normalised.Clear();
        other.Dropped.Clear();
        others += other.others;
        other.unknown.Clear();
        (other.last, other.others) = ("", 0);
    }

    static void Add(SortedDictionary<string, long> counts, string what, long times)
    {
        if (times != 0) counts[what] = counts.GetValueOrDefault(what) + times;
    }
}
