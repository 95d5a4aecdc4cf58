using Quarterhour.Billing.Units;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Day;

/// <summary>Minutes that add up over a calendar month, by patient and clock: monitoring codes. Visits pass through it in the order of their dates.</summary>
public sealed class MonthlyMinutes
{
    readonly Dictionary<(string Patient, ProcedureCode Clock), int> minutes = [];
    int month;

    /// <summary>The visit with what the patient had earlier in the month; unchanged where no such code is in it.</summary>
    public Visit Note(Visit visit)
    {
        if (visit.Date.Year * 12 + visit.Date.Month != month)
        {
            month = visit.Date.Year * 12 + visit.Date.Month;
            minutes.Clear();
        }
        Dictionary<ProcedureCode, int>? earlier = null;
        foreach (var intervention in visit.Interventions)
        {
            if (intervention.Minutes is not { } now || visit.Patient is not { } patient || PairedClocks.MonthlyClockOf(intervention.Code, visit.Date) is not { } clock) continue;
            int before = minutes.GetValueOrDefault((patient, clock));
            (earlier ??= []).TryAdd(clock, before);
            minutes[(patient, clock)] = before + now;
        }
        return earlier is null ? visit : visit with { EarlierThisMonth = earlier };
    }
}
