using Microsoft.EntityFrameworkCore;
using Quarterhour.Practice.Rows;

namespace Quarterhour.Practice;

/// <summary>Books, moves and cancels appointments. Nobody and no room is booked twice for one time: what is looked up and what is written stand in one transaction that no other writer stands beside.</summary>
/// <param name="store">The records.</param>
/// <param name="who">Who does it.</param>
/// <param name="clock">The moment.</param>
public sealed class AppointmentBook(PracticeStore store, Who who, TimeProvider clock)
{
    string At => PracticeStore.Moment(clock.GetUtcNow());

    /// <summary>Books appointments, all or none.</summary>
    /// <exception cref="UnusableStoreException">A time is taken: of the clinician, the room or the patient.</exception>
    public void Book(IReadOnlyList<AppointmentRow> appointments)
    {
        ArgumentNullException.ThrowIfNull(appointments);
        store.ChangeTracker.Clear();
        using var transaction = store.BeginAlone();
        string at = At;
        for (int i = 0; i < appointments.Count; i++)
        {
            var one = appointments[i];
            Refuse(one, appointments.Take(i));
            one.MadeAt = at;
            store.Appointments.Add(one);
            AuditTrail.Add(store, who, at, "made", "appointments", one.Id, one.Facility, one.Version, Words(one));
        }
        store.SaveChanges();
        transaction.Commit();
    }

    /// <summary>Changes an appointment: its time, its room, what became of it.</summary>
    /// <param name="id">The appointment.</param>
    /// <param name="version">The version that was read.</param>
    /// <param name="change">What changes.</param>
    /// <param name="begun">The visit that begins with it; null for none.</param>
    /// <exception cref="ChangedMeanwhileException">It is of another version by now.</exception>
    /// <exception cref="UnusableStoreException">The time is taken.</exception>
    public AppointmentRow Change(string id, int version, Action<AppointmentRow> change, VisitRow? begun = null)
    {
        ArgumentNullException.ThrowIfNull(change);
        store.ChangeTracker.Clear();
        using var transaction = store.BeginAlone();
        var row = store.Appointments.FirstOrDefault(row => row.Id == id) ?? throw new UnusableStoreException("there is no such appointment");
        if (row.Version != version) throw new ChangedMeanwhileException("somebody changed this appointment since you opened it");
        change(row);
        row.Version++;
        if (row.State is AppointmentState.Booked or AppointmentState.Arrived) Refuse(row, []);
        if (begun is not null)
        {
            begun.MadeAt = At;
            store.Visits.Add(begun);
            AuditTrail.Add(store, who, At, "made", "visits", begun.Id, begun.Facility, begun.Version, begun.Json);
        }
        AuditTrail.Add(store, who, At, "changed", "appointments", id, row.Facility, row.Version, Words(row));
        store.SaveChanges();
        transaction.Commit();
        return row;
    }

    void Refuse(AppointmentRow one, IEnumerable<AppointmentRow> beside)
    {
        if (string.CompareOrdinal(one.Starts, one.Ends) >= 0) throw new UnusableStoreException("an appointment ends after it starts");
        // also those of facilities that the caller does not see: a clinician is in one place at a time
        var taken = store.Appointments.IgnoreQueryFilters().AsNoTracking().Where(other => other.Day == one.Day && other.Id != one.Id && (other.State == AppointmentState.Booked || other.State == AppointmentState.Arrived)
                && (other.Clinician == one.Clinician || other.Patient == one.Patient || other.Room == one.Room && one.Room != "" && other.Facility == one.Facility)).AsEnumerable()
            .Concat(beside.Where(other => other.Day == one.Day && (other.Clinician == one.Clinician || other.Patient == one.Patient || other.Room == one.Room && one.Room.Length > 0)))
            .FirstOrDefault(other => string.CompareOrdinal(other.Starts, one.Ends) < 0 && string.CompareOrdinal(one.Starts, other.Ends) < 0);
        if (taken is null) return;
        string what = taken.Clinician == one.Clinician ? "the clinician" : taken.Patient == one.Patient ? "the patient" : "the room";
        throw new UnusableStoreException($"{what} is booked on {one.Day:yyyy-MM-dd} from {taken.Starts} to {taken.Ends}; choose another time");
    }

    static string Words(AppointmentRow row) => $"{row.Day:yyyy-MM-dd} {row.Starts}-{row.Ends} {row.Clinician} {row.Patient} {row.Room} {row.State}";
}
