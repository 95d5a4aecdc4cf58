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
    readonly Dictionary<(string Patient, string Pool, int Year), decimal> yearToDate = [];

    internal ReferenceTables Tables => tables;

    internal PayerList Payers => payers;

    internal UnitFees Fees { get; init; } = new(tables);

    /// <summary>Edit tables of another quarter that answered.</summary>
    public StandIns StandIns { get; } = new();

    /// <summary>Bills all visits of one date, patient by patient in the order of their first visit.</summary>
    /// <param name="visits">Any patients; in the order of the input.</param>
    public IEnumerable<Bill> Bills(IReadOnlyList<Visit> visits)
    {
        var overlaps = DayOverlaps.Find(visits, tables.Codes);
        foreach (var own in ByPatient(visits))
        {
            var bills = new Bill[own.Count];
            for (int i = 0; i < bills.Length; i++) bills[i] = new(own[i], payers.Find(own[i].Payer)?.On(own[i].Date));
            new PatientDay(this, bills).Run();
            foreach (var bill in bills)
            {
                if (overlaps is not null && overlaps.TryGetValue(bill.Visit, out var findings)) bill.Findings.AddRange(findings);
                yield return bill;
            }
        }
    }

    /// <summary>Allowed so far before a visit: as the visit says, as its ledger adds up, or as this run has added up.</summary>
    internal decimal? YearToDate(Visit visit)
    {
        if (visit.YearToDate is { } told) return told;
        if (visit.Ledger.Count > 0) return Kx.YearToDate(visit.Ledger, visit.Discipline, visit.Date);
        return accrue && visit.Patient is not null ? yearToDate.GetValueOrDefault(Key(visit)) : null;
    }

    internal void Accrue(Visit visit, decimal before, decimal allowed)
    {
        if (accrue && visit.Patient is not null) yearToDate[Key(visit)] = before + allowed;
    }

    static (string, string, int) Key(Visit visit) => (visit.Patient!, Kx.PoolOf(visit.Discipline), visit.Date.Year);

    /// <summary>The visits of one patient at one provider stand together; a visit that names no patient stands alone.</summary>
    static List<List<Visit>> ByPatient(IReadOnlyList<Visit> visits)
    {
        var groups = new Dictionary<(string, string?), List<Visit>>();
        var order = new List<List<Visit>>(visits.Count);
        foreach (var visit in visits)
        {
            if (visit.Patient is not { } patient)
            {
                order.Add([visit]);
                continue;
            }
            if (!groups.TryGetValue((patient, visit.Facility), out var group))
            {
                groups[(patient, visit.Facility)] = group = new(1);
                order.Add(group);
            }
            group.Add(visit);
        }
        return order;
    }
}
