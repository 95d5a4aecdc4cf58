using Quarterhour.Billing.Edits;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Units;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Day;

/// <summary>Units alone, by the rules that need no table but the code catalogue: no edits, no coverage, no prices.</summary>
public static class UnitCount
{
    static readonly Payer EightMinute = Only("cms-8-minute"), Midpoint = Only("ama-midpoint");

    /// <summary>Counts codes and minutes by a rule, with no payer's other terms.</summary>
    /// <param name="rule">Which rule.</param>
    /// <param name="interventions">Codes and minutes; minutes of an add-on pair may stand under its first code.</param>
    /// <param name="date">Date of service.</param>
    /// <param name="codes">The catalogue.</param>
    public static Bill ByRule(UnitRule rule, IReadOnlyList<Intervention> interventions, DateOnly date, CodeCatalogue codes)
    {
        var payer = rule == UnitRule.CmsEightMinute ? EightMinute : Midpoint;
        return Of(new Visit { Id = "", Date = date, Payer = payer.Id, Discipline = Discipline.PT, Interventions = [.. interventions] }, payer.On(date), codes);
    }

    static Payer Only(string rule) => new(rule, rule, null, "Units by this rule; nothing else is known of the payer.",
        [new("unit_rule", DateOnly.MinValue, null, rule, Confidence.Confirmed, "as asked")]);

    /// <summary>Counts one visit.</summary>
    /// <param name="visit">Codes and minutes, and who treated.</param>
    /// <param name="terms">The payer's terms on the date of the visit: which unit rule, which assistant modifier.</param>
    /// <param name="codes">The catalogue.</param>
    /// <returns>A bill with lines and units; findings and "not billed" tell what was refused.</returns>
    public static Bill Of(Visit visit, Terms terms, CodeCatalogue codes)
    {
        var bill = new Bill(visit, terms);
        var entries = new List<Entry>(visit.Interventions.Length);
        foreach (var intervention in visit.Interventions)
            if (Refusals.Of(intervention, visit, terms, codes, null) is { } refused) PatientDay.Refuse(bill, intervention, refused);
            else entries.Add(new(bill, intervention, codes.Find(intervention.Code)!));
        DayUnits.Count(entries);
        return bill;
    }
}
