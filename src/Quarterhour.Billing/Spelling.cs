namespace Quarterhour.Billing;

/// <summary>The known word that is nearest to what was written, for messages.</summary>
public static class Spelling
{
    /// <summary>The word with the fewest letters changed, added, dropped or swapped; null when none is near:
    /// when more than a third of the longer word differs, though one letter always may.</summary>
    public static string? Nearest(string written, IEnumerable<string> known)
    {
        string lower = written.ToLowerInvariant();
        return known.Select(word => (Word: word, Distance: Distance(lower, word.ToLowerInvariant())))
            .Where(one => one.Distance <= Math.Max(1, Math.Max(written.Length, one.Word.Length) / 3))
            .OrderBy(one => one.Distance).ThenBy(one => one.Word, StringComparer.Ordinal).FirstOrDefault().Word;
    }

    /// <summary>The end of a message that refuses a word: the nearest, if one is near, and all that are known.</summary>
    public static string DidYouMean(string written, IEnumerable<string> known) =>
        (Nearest(written, known) is { } nearest ? $"did you mean \"{nearest}\"? Known" : "known") + $" are {string.Join(", ", known)}";

    static int Distance(string a, string b)
    {
        // so much longer that it can't be near; its matrix would take long
        if (a.Length > 2 * b.Length + 2) return a.Length;
        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++) cost[i, 0] = i;
        for (int j = 0; j <= b.Length; j++) cost[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
            for (int j = 1; j <= b.Length; j++)
            {
                int change = a[i - 1] == b[j - 1] ? 0 : 1;
                cost[i, j] = Math.Min(Math.Min(cost[i - 1, j] + 1, cost[i, j - 1] + 1), cost[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }
        return cost[a.Length, b.Length];
    }
}
