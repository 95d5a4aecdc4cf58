using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Practice.Rows;

namespace Quarterhour.Practice;

/// <summary>Puts files beside records and gives them back, each in one transaction with its entry in the trail. Their content is sealed.</summary>
/// <param name="store">The records.</param>
/// <param name="who">Who does it.</param>
/// <param name="close">Seals bytes.</param>
/// <param name="open">Opens what was sealed.</param>
/// <param name="clock">The moment.</param>
public sealed class FileBook(PracticeStore store, Who who, Func<byte[], byte[]> close, Func<byte[], byte[]> open, TimeProvider clock)
{
    string At => PracticeStore.Moment(clock.GetUtcNow());

    /// <summary>The files of a record, without their content, those that count first.</summary>
    public IReadOnlyList<RecordFileRow> Of(string record) =>
        [.. store.RecordFiles.AsNoTracking().Where(row => row.Record == record).OrderBy(static row => row.EndedAt != null).ThenByDescending(static row => row.MadeAt).ThenBy(static row => row.Id).Take(200)
            .Select(static row => new RecordFileRow { Id = row.Id, Record = row.Record, Kind = row.Kind, Facility = row.Facility, Name = row.Name, Type = row.Type, Size = row.Size, Hash = row.Hash, MadeAt = row.MadeAt, MadeBy = row.MadeBy, EndedAt = row.EndedAt, Content = Array.Empty<byte>() })];

    /// <summary>Keeps a file.</summary>
    public RecordFileRow Add(string record, string kind, string facility, string name, string type, byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        store.ChangeTracker.Clear();
        var row = new RecordFileRow { Id = PracticeStore.NewId(), Record = record, Kind = kind, Facility = facility, Name = name, Type = type, Size = content.Length, Hash = Convert.ToHexStringLower(SHA256.HashData(content)), MadeAt = At, MadeBy = who.Name, Content = close(content) };
        using var transaction = store.BeginAlone();
        store.RecordFiles.Add(row);
        AuditTrail.Add(store, who, row.MadeAt, "file-added", kind, record, facility, null, $"{row.Id} {row.Hash}");
        store.SaveChanges();
        transaction.Commit();
        return row;
    }

    /// <summary>A file with its content, and an entry in the trail that it was read; null where there is none.</summary>
    public (RecordFileRow Row, byte[] Content)? Read(string id)
    {
        if (store.RecordFiles.AsNoTracking().FirstOrDefault(row => row.Id == id) is not { } row) return null;
        AuditTrail.Note(store, who, clock.GetUtcNow(), "file-read", row.Kind, row.Record, row.Facility, row.Id);
        return (row, open(row.Content));
    }

    /// <summary>Ends a file: it stays, and says so.</summary>
    /// <exception cref="UnusableStoreException">There is none, or it has ended before.</exception>
    public RecordFileRow End(string id)
    {
        store.ChangeTracker.Clear();
        using var transaction = store.BeginAlone();
        var row = store.RecordFiles.FirstOrDefault(row => row.Id == id && row.EndedAt == null) ?? throw new UnusableStoreException("there is no such file, or it has ended");
        row.EndedAt = At;
        AuditTrail.Add(store, who, row.EndedAt, "file-ended", row.Kind, row.Record, row.Facility, null, row.Id);
        store.SaveChanges();
        transaction.Commit();
        return row;
    }
}
