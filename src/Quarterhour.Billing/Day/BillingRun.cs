using Quarterhour.Billing.Edits;
using Quarterhour.Billing.Modifiers;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Day;

/// <summary>Bills visits day by day. One run keeps what lasts longer than a day: the year's allowed amounts, and which tables stood in.</summary>
/// <remarks>Not safe for several threads; days that do not depend on each other may go to runs of their own.</remarks>
/// <param name="tables">The tables that the rules read.</param>
/// <param name="payers">The payer profiles.</param>
/// <param name="accrue">Adds the visits' allowed amounts up toward the threshold, so days must come in the order of their dates.</param>
public sealed class BillingRun(ReferenceTables tables, PayerList payers, bool accrue = false)
{
    readonly Dictionary<(string Patient, string Pool, int Year), decimal?> yearToDate = [];

    internal ReferenceTables Tables => tables;

    internal PayerList Payers => payers;

    internal UnitFees Fees { get; init; } = new(tables);

    internal DiagnosisMemory Diagnoses { get; } = new(() => tables.Diagnoses);

    /// <summary>Edit tables of another quarter that answered.</summary>
    public StandIns StandIns { get; } = new();

    /// <summary>A patient's bills are good until the next patient is asked for: then they serve again. For readers that keep none.</summary>
    public bool Reuses { get; init; }

    readonly Stack<Bill> spare = [];

    // of the patient at hand
    internal List<Entry> Entries { get; } = [];

    internal List<DayLine> Lines { get; } = [];

    /// <summary>Bills all visits of one date, patient by patient in the order of their first visit.</summary>
    /// <param name="visits">Any patients; in the order of the input.</param>
    public IEnumerable<Bill> Bills(IReadOnlyList<Visit> visits)
    {
        var day = new DayOfVisits(visits, tables.Codes);
        return Bills(day, 0, day.Patients.Count);
    }

    /// <summary>Bills some patients of a day.</summary>
    /// <param name="day">The day.</param>
    /// <param name="first">Place of the first patient.</param>
    /// <param name="count">How many patients.</param>
    public IEnumerable<Bill> Bills(DayOfVisits day, int first, int count)
    {
        for (int patient = first; patient < first + count; patient++)
        {
            var visits = day.Patients[patient];
            var bills = new Bill[visits.Count];
            for (int i = 0; i < bills.Length; i++) bills[i] = Begin(visits[i], day.RepeatedBy(visits[i]));
            new PatientDay(this, bills).Run();
            foreach (var bill in bills)
            {
                if (day.OverlapsOf(bill.Visit) is { } findings) bill.Findings.AddRange(findings);
                yield return bill;
            }
            if (Reuses) foreach (var bill in bills) spare.Push(bill);
        }
    }

    Bill Begin(Visit visit, Visit? repeats)
    {
        var terms = payers.Find(visit.Payer)?.On(visit.Date);
        if (spare.TryPop(out var bill)) bill.Restart(visit, terms);
        else bill = new(visit, terms);
        bill.Repeats = repeats;
        return bill;
    }

    /// <summary>Allowed so far before a visit: as the visit says, as its ledger adds up, or as this run has added up.</summary>
    internal decimal? YearToDate(Visit visit)
    {
        if (visit.YearToDate is { } told) return told;
        if (visit.Ledger.Count > 0) return Kx.YearToDate(visit.Ledger, visit.Discipline, visit.Date);
        return accrue && visit.Patient is not null ? yearToDate.GetValueOrDefault(Key(visit), 0m) : null;
    }

    /// <param name="visit">The visit.</param>
    /// <param name="cumulative">Allowed with it; null where it is not known: then nobody knows what follows either.</param>
    internal void Accrue(Visit visit, decimal? cumulative)
    {
        if (accrue && visit.Patient is not null) yearToDate[Key(visit)] = cumulative;
    }

    ZipRelease? zipRelease;
    EditRelease? zipTable;

    /// <summary>The ZIP table answers for dates of other quarters too; that is said once a run like the others.</summary>
    internal void NoteZipTable(DateOnly date)
    {
        var zips = tables.Zips.At(date);
        if (zips != zipRelease) (zipRelease, zipTable) = (zips, new($"ZIP to locality {zips.Name}", Setting.Office, zips.From, zips.To, zips.File));
        if (zipTable!.DaysFrom(date) > 0) StandIns.Add(zipTable, date);
    }

    static (string, string, int) Key(Visit visit) => (visit.Patient!, Kx.PoolOf(visit.Discipline), visit.Date.Year);
}
