using Quarterhour.Billing.Edits;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Pricing;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Day;

/// <summary>A line that somebody already has and wants priced.</summary>
/// <param name="Code">The code.</param>
/// <param name="Modifiers">As they stand; none is added.</param>
/// <param name="Units">1 or more.</param>
/// <param name="Charge">For the whole line, in dollars; null where the fee decides.</param>
public sealed record LineToPrice(ProcedureCode Code, IReadOnlyList<Modifier> Modifiers, int Units, decimal? Charge = null);

/// <summary>Prices the lines of one day by the rules that price a bill.</summary>
public static class LinePrices
{
    /// <summary>Prices lines in their order.</summary>
    /// <param name="visit">Date, place, payer and shares; its interventions are not looked at. A deductible that is not told is taken as met.</param>
    /// <param name="lines">The lines of the day.</param>
    /// <param name="tables">The tables.</param>
    /// <param name="payers">Holds the visit's payer.</param>
    /// <param name="facility">Facility practice expense, for comparison; therapy is never paid with it.</param>
    /// <returns>The bill of the lines that are paid, and every line in the order given; a code that is not in force or not covered stays without amounts.</returns>
    /// <exception cref="ArgumentException">The payer is not known.</exception>
    public static (Bill Bill, IReadOnlyList<BillLine> Lines) Of(Visit visit, IReadOnlyList<LineToPrice> lines, ReferenceTables tables, PayerList payers,
        bool facility = false)
    {
        var terms = payers.Find(visit.Payer)?.On(visit.Date) ?? throw new ArgumentException($"no profile {visit.Payer}", nameof(visit));
        bool taken = visit.DeductibleLeft is null;
        var bill = new Bill(taken ? visit with { DeductibleLeft = 0m } : visit, terms);
        var all = new BillLine[lines.Count];
        for (int i = 0; i < all.Length; i++)
        {
            var (code, modifiers, units, charge) = lines[i];
            var line = all[i] = new BillLine(code, DisciplineOf(modifiers, visit.Discipline)) { Number = i + 1, Units = units, Charge = charge };
            line.Modifiers.AddRange(modifiers);
            if (tables.Codes.Find(code) is null && FeeSchedule.Listed(code, FeeSchedule.ComponentOf(modifiers), visit.Date, tables.Fees) is var (values, release))
            {
                // outside therapy the status indicator decides
                if (PaidStatus.Needs(code, values.Status, release.Name) is { } needs) bill.Findings.Add(FeeSchedule.NoPrice(code, needs) with { Line = line.Number });
                else bill.Lines.Add(line);
            }
            else if (Refusals.OfCode(code, terms, visit.Date, tables.Codes, tables.Fees) is { } refused)
            {
                bill.Findings.Add(refused.Finding with { Line = line.Number });
                line.Because.Add(refused.Because);
            }
            else bill.Lines.Add(line);
        }
        DayPrices.Price([.. bill.Lines.Select(line => new DayLine(bill, line))], new BillingRun(tables, payers) { Fees = new(tables, facility) });
        foreach (var line in bill.Lines)
            if (taken && terms.MedicarePatientShare && line.Allowed is not null) line.Because.Add(PatientShare.TakenAsMet);
        DayPrices.Split(bill);
        bill.NotChecked.AddRange(OpenReductions.Of(bill.Lines, tables.Codes, visit.Date));
        return (bill, all);
    }

    static Discipline DisciplineOf(IReadOnlyList<Modifier> modifiers, Discipline otherwise) =>
        modifiers.Contains(Modifier.GO) ? Discipline.OT : modifiers.Contains(Modifier.GN) ? Discipline.SLP : modifiers.Contains(Modifier.GP) ? Discipline.PT : otherwise;
}
