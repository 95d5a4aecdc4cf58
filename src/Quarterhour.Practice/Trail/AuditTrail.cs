using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Practice.Rows;

namespace Quarterhour.Practice;

/// <summary>The trail of reads and changes: only added to, each entry over the hash of the one before.</summary>
public static class AuditTrail
{
    /// <summary>Adds an entry within the transaction that is under way and that no other writer stands beside.</summary>
    internal static void Add(PracticeStore store, Who who, string at, string action, string kind, string record, string facility, int? version = null, string? content = null)
    {
        var head = store.TrailHead.Local.FirstOrDefault() ?? store.TrailHead.Single();
        var entry = new AuditRow
        {
            Number = head.Number + 1, At = at, Account = who.Account, Name = who.Name, Facility = facility, Action = action, Kind = kind, Record = record, Version = version, Content = content, Previous = head.Hash, Hash = "",
        };
        entry.Hash = HashOf(entry);
        store.Trail.Add(entry);
        (head.Number, head.Hash) = (entry.Number, entry.Hash);
    }

    /// <summary>Writes down that somebody read or did something that changes no record.</summary>
    /// <param name="store">The records.</param>
    /// <param name="who">Who.</param>
    /// <param name="now">When.</param>
    /// <param name="action">What was done: read, signed-in, exported.</param>
    /// <param name="kind">The kind of record.</param>
    /// <param name="record">Its id; blank for several.</param>
    /// <param name="facility">Its facility.</param>
    /// <param name="content">The ids of several.</param>
    public static void Note(PracticeStore store, Who who, DateTimeOffset now, string action, string kind, string record, string facility, string? content = null)
    {
        Note(store, [new(who, now, action, kind, record, facility, content)]);
    }

    /// <summary>Writes down several, in one transaction.</summary>
    public static void Note(PracticeStore store, IReadOnlyList<TrailNote> notes)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(notes);
        store.ChangeTracker.Clear();
        using var transaction = store.BeginAlone();
        foreach (var one in notes) Add(store, one.Who, PracticeStore.Moment(one.At), one.Action, one.Kind, one.Record, one.Facility, null, one.Content);
        store.SaveChanges();
        transaction.Commit();
    }

    /// <summary>Reads the whole trail and compares each entry with its hash, with the one before, and the last with how far the trail goes.</summary>
    /// <param name="store">The records.</param>
    /// <returns>How many entries, the last hash, and the first that does not fit.</returns>
    public static TrailCheck Verify(PracticeStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        // one view of the table while others write
        using var transaction = store.Database.BeginTransaction(System.Data.IsolationLevel.Serializable);
        long count = 0;
        string previous = "";
        TrailFault? fault = null;
        foreach (var entry in store.Trail.IgnoreQueryFilters().AsNoTracking().OrderBy(static row => row.Number).AsEnumerable())
        {
            count++;
            if (entry.Number != count) fault = new(count, entry.Number > count ? $"entry {count} is not there" : $"entry {entry.Number} stands twice");
            else if (entry.Previous != previous) fault = new(count, $"entry {count} does not follow the one before: one of the two was changed, or they changed places");
            else if (entry.Hash != HashOf(entry)) fault = new(count, $"entry {count} was changed ({entry.At}, {entry.Action} {entry.Kind})");
            if (fault is not null) break;
            previous = entry.Hash;
        }
        var head = store.TrailHead.AsNoTracking().SingleOrDefault();
        if (fault is null && (head is null || head.Number != count || head.Hash != previous))
            fault = new(count + 1, head is null || head.Number <= count ? $"the trail's own count ({head?.Number ?? 0}) does not fit its {count} entries: some were added beside the program" : $"entry {count + 1} and what followed are gone: {head.Number} were written, {count} are there");
        return new(count, previous, fault);
    }

    static string HashOf(AuditRow row)
    {
        // as a list in JSON no field can run into the next
        byte[] text = JsonSerializer.SerializeToUtf8Bytes((string?[])
            [row.Previous, Text(row.Number), row.At, row.Account, row.Name, row.Facility, row.Action, row.Kind, row.Record, row.Version is { } version ? Text(version) : null, row.Content]);
        return Convert.ToHexStringLower(SHA256.HashData(text));

        static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
