using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Units;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Day;

/// <summary>The interventions of a day that are counted as one: a code, or a code with its add-on on one clock.</summary>
/// <param name="code">The code of the first unit.</param>
/// <param name="more">The code of every further unit; null where it is the same.</param>
/// <param name="clock">The clock of its own, if it has one.</param>
/// <param name="kind">How its units are counted.</param>
sealed class Service(ProcedureCode code, ProcedureCode? more, Clock? clock, UnitKind kind)
{
    int therapist, assistant;

    public ProcedureCode Code => code;

    public ProcedureCode? More => more;

    public Clock? Clock => clock;

    public UnitKind Kind => kind;

    public List<Entry> Parts { get; } = new(1);

    public SharedMinutes Minutes => new(therapist, assistant);

    public bool AllTogether { get; private set; } = true;

    public bool ByAssistantOnly { get; private set; } = true;

    public bool ByAssistantInPart { get; private set; }

    /// <summary>Some part has no minutes; possible for untimed codes only.</summary>
    public bool MinutesUnknown { get; private set; }

    public void Add(Entry entry)
    {
        Parts.Add(entry);
        var (minutes, by) = (entry.Intervention.Minutes, entry.Intervention.By);
        MinutesUnknown |= minutes is null;
        if (by == TreatedBy.Assistant) assistant += minutes ?? 0;
        else therapist += minutes ?? 0;
        AllTogether &= by == TreatedBy.Together;
        ByAssistantOnly &= by == TreatedBy.Assistant;
        ByAssistantInPart |= by == TreatedBy.Assistant;
    }

    /// <summary>The bill that gets the lines: the one with the most minutes of the service, the first of several.</summary>
    public Bill Home()
    {
        var home = Parts[0].Bill;
        if (Visits is null) return home;
        return Parts.GroupBy(part => part.Bill).MaxBy(group => group.Sum(part => part.Intervention.Minutes ?? 0))!.Key;
    }

    /// <summary>The visits that have a part in it, when there are several; null for one.</summary>
    public string? Visits
    {
        get
        {
            for (int i = 1; i < Parts.Count; i++)
                if (Parts[i].Bill != Parts[0].Bill) return string.Join(", ", Parts.Select(part => part.Bill.Visit.Id).Distinct());
            return null;
        }
    }

    public bool SeparateTime
    {
        get
        {
            foreach (var part in Parts) if (part.Intervention.SeparateTime) return true;
            return false;
        }
    }

    /// <summary>The facility's charge for one unit of a code, in dollars; null where none was given for that code.</summary>
    public decimal? ChargeFor(ProcedureCode of)
    {
        foreach (var part in Parts) if (part.Code.Code == of && part.Intervention.Charge is { } charge) return charge;
        return null;
    }
}
