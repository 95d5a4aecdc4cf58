namespace Quarterhour.Billing;

/// <summary>The known word that is nearest to what was written, for messages.</summary>
public static class Spelling
{
    /// <summary>The word with the fewest letters changed, added, dropped or swapped; null when none is known.</summary>
    public static string? Nearest(string written, IEnumerable<string> known) =>
        known.OrderBy(word => Distance(written.ToLowerInvariant(), word.ToLowerInvariant())).ThenBy(word => word, StringComparer.Ordinal).FirstOrDefault();

    static int Distance(string a, string b)
    {
        if (a.Length > 64) a = a[..64];
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
