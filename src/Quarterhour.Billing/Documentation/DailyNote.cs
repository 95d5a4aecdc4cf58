using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Documentation;

public static partial class DailyNote
{
    /// <summary>Judges the treatment note of a visit against what was recorded; says what the visit does not tell.</summary>
    public static void Judge(Bill bill, CodeCatalogue codes)
    {
        var visit = bill.Visit;
        if (visit.Note is not { } note)
        {
            bill.NotChecked.Add(NotTold);
            return;
        }
        int timed = 0, all = 0;
        foreach (var one in visit.Interventions)
        {
            // an aide's minutes are no treatment time
            if (one.Minutes is not { } minutes || one.By == TreatedBy.Aide) continue;
            all += minutes;
            if (codes.Find(one.Code) is { Units: not UnitKind.Untimed }) timed += minutes;
        }
        if (note.TimedMinutes is { } stated && stated != timed) bill.Findings.Add(Finds.NoteTimed(stated, timed));
        if (note.TotalMinutes is { } total)
        {
            if (total < note.TimedMinutes) bill.Findings.Add(Finds.NoteTotal(total, note.TimedMinutes.Value, "it states as timed"));
            else if (total < all) bill.Findings.Add(Finds.NoteTotal(total, all, "the visit's interventions come to"));
        }
        if (note.Signed == false) bill.Findings.Add(Finds.NoteNotSigned());
        if (note.Done == false) bill.Findings.Add(Finds.NoteNamesNothing());
        if (note.Date is { } day && day != visit.Date) bill.Findings.Add(Finds.NoteDate(day, visit.Date));
        if (note is not { TimedMinutes: not null, TotalMinutes: not null, Signed: not null }) bill.NotChecked.Add(new("note-minutes", Untold(note)));
    }

    static string Untold(TreatmentNote note) => string.Join(", ", ((string?[])[note.TimedMinutes is null ? "note.timed_minutes" : null,
        note.TotalMinutes is null ? "note.total_minutes" : null, note.Signed is null ? "note.signed" : null]).OfType<string>());

    static readonly NotChecked NotTold = new("note-minutes", "note");
}
