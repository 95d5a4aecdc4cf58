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
        bool right = progress.WrittenBy is not { } writer || writer == TreatedBy.Together || Writers.At(date).Contains(WhoTreated.Word(writer));
        if (!right) bill.Findings.Add(Finds.ReportWriter(WhoTreated.Someone(progress.WrittenBy!.Value)));
        // before the first report nobody has written one
        if (progress is { WrittenBy: null, LastReport: not null }) bill.NotChecked.Add(WriterNotTold);
        if (progress.LastReport is { } report && report > date)
        {
            bill.LeaveOpen("progress-report", $"days that can be: last_report, {report:yyyy-MM-dd}, is after this visit");
            return;
        }
        if (progress is { LastReport: { } last, TreatmentDaysSince: { } since } && since > date.DayNumber - last.DayNumber + 1)
        {
            bill.LeaveOpen("progress-report", $"days that can be: treatment_days_since is {since}, and from last_report, {last:yyyy-MM-dd}, to this visit are {date.DayNumber - last.DayNumber + 1} days");
            return;
        }
        if (progress.TreatmentDaysSince is not { } days) bill.NotChecked.Add(DaysNotTold);
        else if (days > TreatmentDays.At(date)) bill.Findings.Add(Finds.ReportOverdue(days, TreatmentDays.At(date)));
        else bill.Holds.Add(progress.LastReport is null ? Because.FirstPeriod(days, TreatmentDays.At(date)) : Because.InTime(days, TreatmentDays.At(date)));
        if (right && progress.WrittenBy is { } clinician) bill.Holds.Add(Because.ByClinician(WhoTreated.Someone(clinician)));
    }

    static readonly NotChecked NotTold = new("progress-report", "progress"), DaysNotTold = new("progress-report", "progress.treatment_days_since"),
        WriterNotTold = new("progress-report", "progress.written_by");
}
