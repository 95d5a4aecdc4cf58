using Microsoft.EntityFrameworkCore;
using Quarterhour.Practice.Rows;

namespace Quarterhour.Practice;

/// <summary>Writes visits, each change in one transaction with its entry in the trail.</summary>
/// <param name="store">The records.</param>
/// <param name="who">Who does it.</param>
/// <param name="clock">The moment.</param>
public sealed class VisitBook(PracticeStore store, Who who, TimeProvider clock)
{
    string At => PracticeStore.Moment(clock.GetUtcNow());

    /// <summary>Adds visits that are not there yet, all or none.</summary>
    /// <exception cref="UnusableStoreException">A number is taken.</exception>
    public void Add(IReadOnlyList<VisitRow> visits)
    {
        ArgumentNullException.ThrowIfNull(visits);
        store.ChangeTracker.Clear();
        using var transaction = store.BeginAlone();
        string[] numbers = [.. visits.Select(static visit => visit.Number)];
        if (store.Visits.IgnoreQueryFilters().Where(row => numbers.Contains(row.Number)).Select(static row => row.Number).FirstOrDefault() is { } taken) throw new UnusableStoreException($"visit {taken} is in the records already; give another number");
        string at = At;
        foreach (var visit in visits)
        {
            visit.MadeAt = at;
            store.Visits.Add(visit);
            AuditTrail.Add(store, who, at, "made", "visits", visit.Id, visit.Facility, visit.Version, visit.Json);
        }
        store.SaveChanges();
        transaction.Commit();
    }

    /// <summary>Saves what was done, of a visit that is open; or of a signed one, with the addendum that says why.</summary>
    /// <param name="id">The visit.</param>
    /// <param name="version">The version that was read.</param>
    /// <param name="fill">Writes the fields.</param>
    /// <param name="addendum">Why a signed visit changes; null for an open one.</param>
    /// <exception cref="ChangedMeanwhileException">It is of another version by now.</exception>
    /// <exception cref="UnusableStoreException">It is signed and no addendum says why, or it has ended.</exception>
    public VisitRow Save(string id, int version, Action<VisitRow> fill, string? addendum = null)
    {
        ArgumentNullException.ThrowIfNull(fill);
        return Move(id, version, addendum is null ? "changed" : "added", row =>
        {
            if (row.State == VisitState.Signed && addendum is null) throw new UnusableStoreException("the visit is signed: what changes now is an addendum that says why");
            if (row.State == VisitState.Ended) throw new UnusableStoreException("the visit has ended; nothing of it changes");
            if (addendum is not null) store.Addenda.Add(new() { Visit = id, At = At, Account = who.Account, Name = who.Name, Words = addendum });
            fill(row);
        });
    }

    /// <summary>Signs a visit.</summary>
    /// <exception cref="ChangedMeanwhileException">It is of another version than the one that was seen.</exception>
    public VisitRow Sign(string id, int version) => Move(id, version, "signed", row =>
    {
        if (row.State != VisitState.Open) throw new UnusableStoreException("only an open visit can be signed");
        (row.State, row.SignedAt, row.SignedBy) = (VisitState.Signed, At, who.Name);
    });

    /// <summary>Ends a visit that is not signed: it did not take place, or was entered twice.</summary>
    /// <exception cref="ChangedMeanwhileException">It is of another version by now.</exception>
    public VisitRow End(string id, int version) => Move(id, version, "ended", static row =>
    {
        if (row.State != VisitState.Open) throw new UnusableStoreException("a signed visit stays; say what is wrong in an addendum");
        row.State = VisitState.Ended;
    });

    VisitRow Move(string id, int version, string action, Action<VisitRow> change)
    {
        store.ChangeTracker.Clear();
        using var transaction = store.BeginAlone();
        var row = store.Visits.FirstOrDefault(row => row.Id == id) ?? throw new UnusableStoreException("there is no such visit");
        if (row.Version != version)
        {
            var last = store.Trail.AsNoTracking().Where(entry => entry.Record == id && entry.Version != null).OrderByDescending(static entry => entry.Number).FirstOrDefault();
            throw new ChangedMeanwhileException(last is null ? "somebody changed this visit since you opened it" : $"{last.Name} changed this visit at {last.At[11..16]} UTC, since you opened it");
        }
        change(row);
        row.Version++;
        AuditTrail.Add(store, who, At, action, "visits", id, row.Facility, row.Version, row.Json);
        store.SaveChanges();
        transaction.Commit();
        return row;
    }
}
