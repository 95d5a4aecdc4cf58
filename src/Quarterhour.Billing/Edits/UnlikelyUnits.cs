using Quarterhour.Billing.Tables;

namespace Quarterhour.Billing.Edits;

/// <summary>Units of one code on one day against its limit.</summary>
/// <param name="Limit">The table's limit; null when none is published.</param>
/// <param name="Counted">The units compared: the sum of the day, or the largest line for adjudication 1.</param>
public readonly record struct LimitCheck(UnitLimit? Limit, int Counted)
{
    public bool Passes => Limit is not { } limit || Counted <= limit.Limit;
}

public static partial class UnlikelyUnits
{
    /// <summary>Compares the lines of one code with its limit.</summary>
    /// <param name="limit">The limit; null for none.</param>
    /// <param name="units">Units of each line of the code that day.</param>
    public static LimitCheck Count(UnitLimit? limit, IReadOnlyList<int> units) =>
        new(limit, limit is { Adjudication: '1' } ? units.Max() : units.Sum());

    /// <summary>Judges the lines of a patient's day at one provider.</summary>
    public static void Judge(List<DayLine> lines, UnitLimitTable limits, StandIns standIns)
    {
        for (int i = 0; i < lines.Count; i++)
        {
            var (bill, line) = lines[i];
            if (bill.Terms is not { UnitLimits: true } || !IsFirst(lines, i)) continue;
            var visit = bill.Visit;
            var found = limits.Find(line.Code, visit.Date, visit.Setting);
            if (found.Limit is not { } limit)
            {
                bill.NotChecked.Add(new("unit limit of", found.Release is null ? "the MUE table of the setting" : "a published MUE value; none is in the loaded tables, which does not mean that there is none", line.Code));
                continue;
            }
            if (limit.Limit == 0 && !bill.Terms.MedicareCoverage)
            {
                bill.NotChecked.Add(new("unit limit of", "the payer's own policy: CMS's limit of 0 only says that Medicare does not pay it", line.Code));
                continue;
            }
            if (found.StandsIn) standIns.Add(found.Release!, visit.Date);
            var (total, most) = Sums(lines, lines[i]);
            int counted = limit.Adjudication == '1' ? most : total;
            if (counted <= limit.Limit) continue;
            string table = found.Release!.Name;
            var finding = limit switch
            {
                { Limit: 0 } => Finds.UnlikelyUnitsZero(line.Code, table),
                { Adjudication: '1' } => Finds.UnlikelyUnitsLine(counted, line.Code, limit.Limit, table),
                { Adjudication: '2' } => Finds.UnlikelyUnitsDay(counted, line.Code, limit.Limit, table),
                _ => Finds.UnlikelyUnitsReview(counted, line.Code, limit.Limit, table),
            };
            bill.Findings.Add(finding with { Line = line.Number, Code = line.Code, OtherVisit = OtherVisit(lines, lines[i]) });
        }
    }

    /// <summary>Lines that one payer counts together: one code, one table.</summary>
    static bool CountTogether(DayLine a, DayLine b) => a.Line.Code == b.Line.Code && a.Bill.Terms == b.Bill.Terms && a.Bill.Visit.Setting == b.Bill.Visit.Setting;

    static bool IsFirst(List<DayLine> lines, int index)
    {
        for (int i = 0; i < index; i++) if (CountTogether(lines[i], lines[index])) return false;
        return true;
    }

    static (int Total, int Most) Sums(List<DayLine> lines, DayLine of)
    {
        int total = 0, most = 0;
        foreach (var one in lines)
            if (CountTogether(one, of)) (total, most) = (total + one.Line.Units, Math.Max(most, one.Line.Units));
        return (total, most);
    }

    static string? OtherVisit(List<DayLine> lines, DayLine of)
    {
        foreach (var one in lines) if (one.Bill != of.Bill && CountTogether(one, of)) return one.Bill.Visit.Id;
        return null;
    }
}
