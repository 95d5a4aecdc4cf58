using Quarterhour.Billing.Edits;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Units;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Day;

/// <summary>Minutes that add up over a calendar month: monitoring codes. Days pass through it in the order of their dates; only minutes that may be billed count.</summary>
/// <remarks>Keeps one month at a time.</remarks>
/// <param name="tables">The tables by which codes are refused.</param>
/// <param name="payers">The payer profiles.</param>
public sealed class MonthlyMinutes(ReferenceTables tables, PayerList payers)
{
    readonly Dictionary<Account, int> minutes = [];
    int month;

    /// <summary>What adds up: the same that is one pool within a day, on one clock.</summary>
    readonly record struct Account(string Patient, string? Facility, string Payer, Discipline Discipline, ProcedureCode Clock);

    /// <summary>The visits with what their patients had on earlier days of the month; unchanged where no such code is in them.</summary>
    /// <param name="day">All visits of one date, in the order of the input.</param>
    public IReadOnlyList<Visit> Note(IReadOnlyList<Visit> day)
    {
        Visit[]? noted = null;
        List<Visit>? monitored = null;
        for (int i = 0; i < day.Count; i++)
        {
            if (Earlier(day[i]) is not { } earlier) continue;
            noted ??= [.. day];
            noted[i] = day[i] with { EarlierThisMonth = earlier };
            (monitored ??= []).Add(day[i]);
        }
        if (monitored is null) return day;
        // what repeats a visit has its codes, so it is among these
        var repeats = Duplicates.Find(DayOfVisits.ByPatient(monitored));
        foreach (var visit in monitored) if (repeats is null || !repeats.ContainsKey(visit)) Add(visit);
        return noted!;
    }

    Dictionary<ProcedureCode, int>? Earlier(Visit visit)
    {
        if (visit.Patient is null) return null;
        Dictionary<ProcedureCode, int>? earlier = null;
        foreach (var intervention in visit.Interventions)
        {
            if (PairedClocks.MonthlyClockOf(intervention.Code, visit.Date) is not { } clock) continue;
            if (earlier is null) Begin(visit.Date);
            (earlier ??= [])[clock] = minutes.GetValueOrDefault(AccountOf(visit, clock));
        }
        return earlier;
    }

    void Begin(DateOnly date)
    {
        if (date.Year * 12 + date.Month == month) return;
        month = date.Year * 12 + date.Month;
        minutes.Clear();
    }

    void Add(Visit visit)
    {
        if (payers.Find(visit.Payer)?.On(visit.Date) is not { } terms) return;
        foreach (var intervention in visit.Interventions)
            if (intervention.Minutes is { } now && PairedClocks.MonthlyClockOf(intervention.Code, visit.Date) is { } clock 
                && Refusals.Of(intervention, visit, terms, tables.Codes, tables.Fees) is null)
                minutes[AccountOf(visit, clock)] = minutes.GetValueOrDefault(AccountOf(visit, clock)) + now;
    }

    static Account AccountOf(Visit visit, ProcedureCode clock) => new(visit.Patient!, visit.Facility, visit.Payer, visit.Discipline, clock);
}
