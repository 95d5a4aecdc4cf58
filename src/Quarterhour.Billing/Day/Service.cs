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

    /// <summary>A student took part; what was let in was furnished with the therapist in the room.</summary>
    public bool ByStudentInPart { get; private set; }

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
        ByStudentInPart |= by == TreatedBy.Student;
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

    /// <summary>What the record shows of every part; null where it shows nothing of one.</summary>
    public Evidence? Evidence
    {
        get
        {
            var all = Parts[0].Intervention.Evidence;
            for (int i = 1; i < Parts.Count && all is not null; i++)
                all = Parts[i].Intervention.Evidence is { } one ? Both(all, one) : null;
            return all;
        }
    }

    static Evidence Both(Evidence a, Evidence b) => new(a.SeparateTime & b.SeparateTime, a.SeparateEncounter & b.SeparateEncounter, a.SeparateStructure & b.SeparateStructure,
        a.SeparatePractitioner & b.SeparatePractitioner, a.NotOverlapping & b.NotOverlapping, a.Reduced & b.Reduced);

    /// <summary>The facility's charge for one unit of a code, in dollars; null where none was given for that code.</summary>
    /// <param name="of">The code.</param>
    /// <param name="other">Another charge that was given for the same code: then nobody knows which holds.</param>
    public decimal? ChargeFor(ProcedureCode of, out decimal? other)
    {
        decimal? first = null;
        other = null;
        foreach (var part in Parts)
        {
            if (part.Code.Code != of || part.Intervention.Charge is not { } charge) continue;
            if (first is not null && charge != first) other = charge;
            first ??= charge;
        }
        return first;
    }

    /// <summary>The record gives the first code to the assistant alone, and a further code to the therapist.</summary>
    public bool FirstIsAssistants
    {
        get
        {
            bool further = false;
            foreach (var part in Parts)
                if (part.Code.Code != code) further = true;
                else if (part.Intervention.By != TreatedBy.Assistant) return false;
            return further;
        }
    }
}
