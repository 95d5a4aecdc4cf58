using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Units;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Day;

/// <summary>From the day's interventions to units: one pool a discipline and payer, clocks of their own, untimed codes.</summary>
static class DayUnits
{
    public static void Count(List<Entry> entries)
    {
        if (entries.Count == 0) return;
        if (AreOfOneBill(entries))
        {
            CountPool(entries);
            return;
        }
        foreach (var own in entries.GroupBy(entry => (entry.Bill.Visit.Discipline, entry.Bill.Visit.Payer))) CountPool([.. own]);
    }

    static bool AreOfOneBill(List<Entry> entries)
    {
        foreach (var entry in entries) if (entry.Bill != entries[0].Bill) return false;
        return true;
    }

    static void CountPool(List<Entry> entries)
    {
        var (terms, visit) = (entries[0].Bill.Terms!, entries[0].Bill.Visit);
        var date = visit.Date;
        var lines = new ServiceLines(terms, visit.Discipline, date);
        var services = Services(entries, terms.Clocks);
        var pool = services.FindAll(static service => service.Kind == UnitKind.Pool);
        var counted = pool.Count == 0 ? null : CountMinutes(pool, terms, date);
        int next = 0;
        foreach (var service in services)
            switch (service.Kind)
            {
                case UnitKind.Pool:
                    lines.PlacePooled(service, counted!.Services[next++]);
                    break;
                case UnitKind.OwnClock:
                    lines.PlaceOnClock(service);
                    break;
                default:
                    lines.PlaceUntimed(service);
                    break;
            }
        Bill? last = null;
        foreach (var entry in entries)
        {
            if (entry.Bill == last) continue;
            last = entry.Bill;
            SortLines(last);
            if (counted is not null && last.Pool is null && HasPart(pool, last)) NotePool(last, counted, terms, date);
        }
    }

    /// <summary>Minutes to units by the payer's rule.</summary>
    static PoolUnits CountMinutes(List<Service> pool, Terms terms, DateOnly date)
    {
        var minutes = new TimedService[pool.Count];
        for (int i = 0; i < minutes.Length; i++) minutes[i] = new(pool[i].Code, pool[i].Minutes.Total);
        return terms.UnitRule == UnitRule.CmsEightMinute ? EightMinuteRule.Count(minutes, date) : MidpointRule.Count(minutes, date);
    }

    static List<Service> Services(List<Entry> entries, ClockList clocks)
    {
        var services = new List<Service>(entries.Count);
        foreach (var entry in entries)
        {
            var code = entry.Code.Code;
            var kind = entry.Code.Units;
            var clock = kind == UnitKind.OwnClock ? clocks.Own(code) : null;
            if (kind == UnitKind.OwnClock && clock is null) kind = clocks.Pools0791T ? UnitKind.Pool : UnitKind.Untimed;
            var first = code;
            ProcedureCode? more = null;
            // an add-on joins its first code only where that was recorded too; alone it stays what it is
            if (kind == UnitKind.Pool && clocks.Pair(code) is { } pair && Recorded(entries, pair.First)) (first, more) = (pair.First, pair.More);
            else if (clock is not null && Recorded(entries, clock.First)) (first, more) = (clock.First, clock.More);
            // untimed codes are counted by visit, timed ones by day
            var service = Counting(services, first, kind == UnitKind.Untimed ? entry.Bill : null);
            if (service is null) services.Add(service = new(first, more, clock, kind));
            service.Add(entry);
        }
        return services;
    }

    /// <summary>The service that counts a code already, of one bill where that is given.</summary>
    static Service? Counting(List<Service> services, ProcedureCode first, Bill? of)
    {
        foreach (var service in services) if (service.Code == first && (of is null || service.Parts[0].Bill == of)) return service;
        return null;
    }

    static bool HasPart(List<Service> pool, Bill bill)
    {
        foreach (var service in pool)
            foreach (var part in service.Parts)
                if (part.Bill == bill) return true;
        return false;
    }

    static bool Recorded(List<Entry> entries, ProcedureCode code)
    {
        foreach (var entry in entries) if (entry.Code.Code == code) return true;
        return false;
    }

    static void NotePool(Bill bill, PoolUnits counted, Terms terms, DateOnly date)
    {
        bill.Pool = counted;
        if (counted.Units == 0) bill.Findings.Add(terms.UnitRule == UnitRule.CmsEightMinute ? EightMinuteRule.NoUnit(counted.Minutes, date) : MidpointRule.NoUnit(date));
        foreach (var choice in counted.Choices)
        {
            bill.Choices.Add(choice);
            bill.Findings.Add(Remainders.ChoiceNote(choice));
        }
    }

    /// <summary>Lines stand in the order in which their codes were recorded.</summary>
    static void SortLines(Bill bill)
    {
        if (bill.Lines.Count < 2) return;
        // insertion: lines come nearly in order, and those of one code keep theirs
        for (int i = 1; i < bill.Lines.Count; i++)
            for (int j = i; j > 0 && FirstPlace(bill, bill.Lines[j].Code) < FirstPlace(bill, bill.Lines[j - 1].Code); j--)
                (bill.Lines[j], bill.Lines[j - 1]) = (bill.Lines[j - 1], bill.Lines[j]);
    }

    static int FirstPlace(Bill bill, ProcedureCode code)
    {
        var interventions = bill.Visit.Interventions;
        for (int i = 0; i < interventions.Length; i++) if (interventions[i].Code == code) return i;
        var clocks = bill.Terms!.Clocks;
        for (int i = 0; i < interventions.Length; i++)
            if (clocks.Pair(interventions[i].Code)?.More == code || clocks.Own(interventions[i].Code)?.More == code) return i;
        return interventions.Length;
    }
}
