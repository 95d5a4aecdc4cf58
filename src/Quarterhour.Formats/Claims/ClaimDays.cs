using Quarterhour.Billing.Day;
using Quarterhour.Formats.Visits;

namespace Quarterhour.Formats.Claims;

/// <summary>Claim lines put together by patient, provider, payer and date: what the edits look at as one.</summary>
/// <param name="Lines">Group after group; within a group in the order of the input.</param>
/// <param name="Ends">Where each group ends.</param>
public sealed record ClaimDays(ClaimLine[] Lines, int[] Ends)
{
    /// <summary>The lines of a group.</summary>
    public ReadOnlySpan<ClaimLine> Group(int number) => Lines.AsSpan((number == 0 ? 0 : Ends[number - 1])..Ends[number]);

    readonly record struct Key(string? Provider, string Patient, string Payer, DateOnly Date);

    /// <summary>Puts lines together.</summary>
    public static ClaimDays Of(IReadOnlyList<ClaimLine> lines)
    {
        var groups = new Dictionary<Key, int>(lines.Count / 2);
        int[] groupOf = new int[lines.Count];
        for (int i = 0; i < groupOf.Length; i++)
        {
            var line = lines[i];
            // the lines of a claim mostly stand together
            if (i > 0 && ReferenceEquals(line.Claim, lines[i - 1].Claim) && line.Date == lines[i - 1].Date)
            {
                groupOf[i] = groupOf[i - 1];
                continue;
            }
            // a claim without a patient is of a patient of its own
            var key = new Key(line.Claim.Provider, line.Claim.Patient ?? "\0" + line.Claim.Id, line.Claim.Payer, line.Date);
            if (!groups.TryGetValue(key, out int group)) groups.Add(key, group = groups.Count);
            groupOf[i] = group;
        }
        int[] ends = new int[groups.Count];
        foreach (int group in groupOf) ends[group]++;
        for (int i = 1; i < ends.Length; i++) ends[i] += ends[i - 1];
        int[] next = new int[ends.Length];
        for (int i = 1; i < next.Length; i++) next[i] = ends[i - 1];
        var sorted = new ClaimLine[lines.Count];
        for (int i = 0; i < sorted.Length; i++) sorted[next[groupOf[i]]++] = lines[i];
        return new(sorted, ends);
    }

    /// <summary>The days of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="sorted">The rows of one date stand together: each date comes by itself. Otherwise the file is read whole.</param>
    /// <exception cref="UnusableInputException">With <paramref name="sorted"/>, a date comes back.</exception>
    public static IEnumerable<ClaimDays> In(ClaimFile file, bool sorted)
    {
        var seen = new HashSet<DateOnly>();
        List<ClaimLine> lines = [];
        while (file.Next(out var line))
        {
            if (sorted && (lines.Count == 0 || lines[0].Date != line.Date))
            {
                if (lines.Count > 0) yield return Of(lines);
                lines.Clear();
                if (!seen.Add(line.Date)) throw file.ComesBack(line);
            }
            lines.Add(line);
        }
        if (lines.Count > 0) yield return Of(lines);
    }
}
