using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Documentation;

public static partial class DailyNote
{
    /// <summary>Judges the treatment note of a visit against what was recorded; says what the visit does not tell.</summary>
    public static void Judge(Bill bill, CodeCatalogue codes)
    {
        var visit = bill.Visit;
        int faults = bill.Findings.Count;
        if (visit.Note is not { } note)
        {
            bill.NotChecked.Add(NotTold);
            return;
        }
        int timed = 0, all = 0;
        bool known = true;
        foreach (var one in visit.Interventions)
        {
            var code = codes.Find(one.Code);
            // minutes of an aide, or of a student alone, are no treatment time; those of monitoring add up over the month, and those with a caregiver are not the patient's
            if (one.By is TreatedBy.Aide or TreatedBy.Student || code is { Family: "monitoring" or "caregiver" }) continue;
            bool isTimed = code is { Units: not UnitKind.Untimed };
            if (one.Minutes is not { } minutes)
            {
                known &= !isTimed;
                continue;
            }
            all += minutes;
            if (isTimed) timed += minutes;
        }
        if (known && note.TimedMinutes is { } stated && stated != timed) bill.Findings.Add(Finds.NoteTimed(stated, timed));
        if (note.TotalMinutes is { } total)
        {
            if (total < note.TimedMinutes) bill.Findings.Add(Finds.NoteTotal(total, note.TimedMinutes.Value, "it states as timed"));
            else if (total < all) bill.Findings.Add(Finds.NoteTotal(total, all, "the visit's interventions come to"));
        }
        if (note.Signed == false) bill.Findings.Add(Finds.NoteNotSigned());
        if (note.Done == false) bill.Findings.Add(Finds.NoteNamesNothing());
        if (note.Date is { } day && day != visit.Date) bill.Findings.Add(Finds.NoteDate(day, visit.Date));
        if (note is not { TimedMinutes: not null, TotalMinutes: not null, Signed: not null, Done: not null, Date: not null }) bill.NotChecked.Add(new("note-minutes", Untold(note)));
        else if (!known) bill.NotChecked.Add(MinutesNotTold);
        else if (bill.Findings.Count == faults) bill.Holds.Add(Because.Agrees(note.TimedMinutes.Value, note.TotalMinutes.Value));
    }

    static string Untold(TreatmentNote note) => string.Join(", ", ((string?[])[note.TimedMinutes is null ? "note.timed_minutes" : null,
        note.TotalMinutes is null ? "note.total_minutes" : null, note.Signed is null ? "note.signed" : null, note.Done is null ? "note.done" : null, note.Date is null ? "note.date" : null]).OfType<string>());

    static readonly NotChecked NotTold = new("note-minutes", "note"), MinutesNotTold = new("note-minutes", "the minutes of every timed service");
}
