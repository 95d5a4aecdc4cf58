using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Documentation;

public static partial class ProgressReport
{
    /// <summary>Judges whether a progress report is overdue, and who wrote the latest; says what the visit does not tell.</summary>
    public static void Judge(Bill bill)
    {
        if (bill.Visit.Progress is not { } progress)
        {
            bill.NotChecked.Add(NotTold);
            return;
        }
        var date = bill.Visit.Date;
        if (progress.WrittenBy is { } writer && !Writers.At(date).Contains(WhoTreated.Word(writer)) && writer != TreatedBy.Together)
            bill.Findings.Add(Finds.ReportWriter(WhoTreated.Someone(writer)));
        if (progress.TreatmentDaysSince is not { } days) bill.NotChecked.Add(DaysNotTold);
        else if (days > TreatmentDays.At(date)) bill.Findings.Add(Finds.ReportOverdue(days, TreatmentDays.At(date)));
    }

    static readonly NotChecked NotTold = new("progress-report", "progress"), DaysNotTold = new("progress-report", "progress.treatment_days_since");
}
