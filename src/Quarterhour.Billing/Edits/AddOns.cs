using Quarterhour.Billing.Tables;

namespace Quarterhour.Billing.Edits;

public static partial class AddOns
{
    /// <summary>CMS's type of an add-on whose listed primaries are not all of them.</summary>
    const char PartlyListed = '3';

    /// <summary>Judges the add-on codes among the lines of a patient's day.</summary>
    public static void Judge(List<DayLine> lines, AddOnTable addOns, StandIns standIns)
    {
        foreach (var (bill, line) in lines)
        {
            if (line.PrimaryEarlier || !addOns.Knows(line.Code)) continue;
            var (release, standsIn, rows) = addOns.Find(line.Code, bill.Visit.Date);
            if (rows.Count == 0) continue;
            if (standsIn) standIns.Add(release!, bill.Visit.Date);
            if (StandsBesidePrimary(rows, lines)) continue;
            if (rows.Any(static row => row.Primary is null || row.Type == PartlyListed))
                bill.NotChecked.Add(new("add-on", "the contractor's list of its primary codes", line.Code));
            else
                bill.Findings.Add(Finds.AddOnAlone(line.Code, Units.Remainders.Listed(rows.Select(static row => row.Primary!.Value).Order(), "or")) with { Line = line.Number, Code = line.Code });
        }
    }

    static bool StandsBesidePrimary(IReadOnlyList<AddOnRow> rows, List<DayLine> lines)
    {
        foreach (var row in rows)
            foreach (var (_, line) in lines)
                if (row.Primary == line.Code) return true;
        return false;
    }
}
