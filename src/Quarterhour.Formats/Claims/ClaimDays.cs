using System.Runtime.InteropServices;
using Quarterhour.Billing.Day;
using Quarterhour.Formats.Visits;

namespace Quarterhour.Formats.Claims;

/// <summary>Claim lines put together by patient, provider, payer and date: what the edits look at as one. Its memory can be used again for other lines:
/// that of a whole day would otherwise lie among the large objects, whose collection stops every thread.</summary>
public sealed class ClaimDays
{
    readonly record struct Key(string? Provider, string Patient, string Payer, DateOnly Date);

    readonly List<ClaimLine> lines = [];
    readonly Dictionary<Key, int> groups = [];
    readonly List<int> groupOf = [], order = [];

    /// <summary>By group, where it ends in the order.</summary>
    readonly List<int> ends = [];

    /// <summary>How many groups there are, once the lines are gathered.</summary>
    public int Count => ends.Count;

    /// <summary>Lines held.</summary>
    public int Lines => lines.Count;

    /// <summary>Puts the lines together, groups in the order of their first lines.</summary>
    public void Gather()
    {
        groups.Clear();
        groupOf.Clear();
        ends.Clear();
        var all = CollectionsMarshal.AsSpan(lines);
        for (int i = 0; i < all.Length; i++)
        {
            // the lines of a claim mostly stand together
            int group = i > 0 && ReferenceEquals(all[i].Claim, all[i - 1].Claim) && all[i].Date == all[i - 1].Date ? groupOf[i - 1] : GroupOf(all[i]);
            groupOf.Add(group);
            ends[group]++;
        }
        for (int group = 0, begin = 0; group < ends.Count; group++) (ends[group], begin) = (begin, begin + ends[group]);
        CollectionsMarshal.SetCount(order, lines.Count);
        for (int i = 0; i < groupOf.Count; i++) order[ends[groupOf[i]]++] = i;
    }

    int GroupOf(in ClaimLine line)
    {
        // a claim without a patient is of a patient of its own
        var key = new Key(line.Claim.Provider, line.Claim.Patient ?? "\0" + line.Claim.Id, line.Claim.Payer, line.Date);
        ref int known = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, key, out bool exists);
        if (exists) return known;
        known = ends.Count;
        ends.Add(0);
        return known;
    }

    /// <summary>The lines of a group, in the order of the input.</summary>
    /// <param name="number">From 0.</param>
    /// <param name="room">Where they are put, if they don't stand together; grows.</param>
    public ReadOnlySpan<ClaimLine> Group(int number, ref ClaimLine[] room)
    {
        int first = number == 0 ? 0 : ends[number - 1], count = ends[number] - first;
        // mostly they stand together
        if (order[first + count - 1] - order[first] == count - 1) return CollectionsMarshal.AsSpan(lines).Slice(order[first], count);
        if (room.Length < count) room = new ClaimLine[2 * count];
        for (int i = 0; i < count; i++) room[i] = lines[order[first + i]];
        return room.AsSpan(0, count);
    }

    /// <summary>The days of a file, their lines not yet gathered.</summary>
    /// <param name="file">The file.</param>
    /// <param name="sorted">The rows of one date stand together: each date comes by itself. Otherwise the file is read whole.</param>
    /// <param name="again">Days that are done with, whose memory may be used again; null where there are none.</param>
    /// <exception cref="UnusableInputException">With <paramref name="sorted"/>, a date comes back.</exception>
    public static IEnumerable<ClaimDays> In(ClaimSource file, bool sorted, Func<ClaimDays?>? again = null)
    {
        var seen = new HashSet<DateOnly>();
        var days = new ClaimDays();
        while (file.Next(out var line))
        {
            if (sorted && (days.Lines == 0 || days.lines[0].Date != line.Date))
            {
                if (days.Lines > 0)
                {
                    yield return days;
                    days = again?.Invoke() ?? new();
                    days.lines.Clear();
                }
                if (!seen.Add(line.Date)) throw file.ComesBack(line);
            }
            days.lines.Add(line);
        }
        if (days.Lines > 0) yield return days;
    }
}
