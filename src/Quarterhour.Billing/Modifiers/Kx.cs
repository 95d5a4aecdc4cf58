using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Modifiers;

/// <summary>Where a visit stands against the year's threshold. Dollars.</summary>
/// <param name="Pool"><c>PT+SLP</c> or <c>OT</c>.</param>
/// <param name="Threshold">The year's amount.</param>
/// <param name="YearToDate">Allowed before the visit.</param>
/// <param name="Cumulative">Allowed with it.</param>
/// <param name="Required">The cumulative amount is over the threshold; at it is not over.</param>
/// <param name="MedicalReview">It is over the medical review amount as well.</param>
public sealed record ThresholdState(string Pool, decimal Threshold, decimal YearToDate, decimal Cumulative, bool Required, bool MedicalReview);

public static partial class Kx
{
    /// <summary>The threshold group of a discipline.</summary>
    public static string PoolOf(Discipline discipline) => discipline == Discipline.OT ? "OT" : "PT+SLP";

    /// <summary>Allowed amounts of the same calendar year and group, up to the date.</summary>
    public static decimal YearToDate(IReadOnlyList<LedgerEntry> ledger, Discipline discipline, DateOnly date)
    {
        decimal sum = 0;
        foreach (var entry in ledger)
            if (entry.Date.Year == date.Year && entry.Date <= date && PoolOf(entry.Discipline) == PoolOf(discipline)) sum += entry.Allowed;
        return sum;
    }

    /// <summary>The state after a visit.</summary>
    /// <param name="discipline">Whose visit.</param>
    /// <param name="date">Date of service.</param>
    /// <param name="yearToDate">Dollars allowed before the visit.</param>
    /// <param name="allowed">Dollars allowed for the visit.</param>
    /// <returns>Undecided for a year whose amount is not known.</returns>
    public static Answer<ThresholdState> State(Discipline discipline, DateOnly date, decimal yearToDate, decimal allowed)
    {
        if (!Threshold.TryOn(date, out decimal threshold) || !MedicalReview.TryOn(date, out decimal review))
            return Answer<ThresholdState>.Undecided($"the KX threshold of {date.Year}");
        decimal cumulative = yearToDate + allowed;
        return Answer<ThresholdState>.Decided(new(PoolOf(discipline), threshold, yearToDate, cumulative, cumulative > threshold, cumulative > review));
    }

    /// <summary>Adds KX to the lines that need it, and says what was found.</summary>
    /// <param name="bill">A bill whose lines are priced.</param>
    /// <param name="state">The state with this visit.</param>
    /// <param name="wholeDate">KX on every line of the date, not only from the line that crosses.</param>
    public static void Apply(Bill bill, ThresholdState state, bool wholeDate)
    {
        int year = bill.Visit.Date.Year;
        Arg before = Arg.Dollars(state.YearToDate), after = Arg.Dollars(state.Cumulative), threshold = Arg.Dollars(state.Threshold);
        if (!state.Required)
        {
            if (bill.Visit.KxAttested) bill.Findings.Add(Finds.KxEarly(after, state.Pool, threshold, year));
            return;
        }
        if (!bill.Visit.KxAttested)
            bill.Findings.Add(Finds.KxNeeded(before, state.Pool, Arg.Dollars(state.Cumulative - state.YearToDate), after, threshold, year));
        else
        {
            decimal running = state.YearToDate;
            foreach (var line in bill.Lines)
            {
                decimal reached = running + line.Allowed!.Value;
                if (wholeDate || reached > state.Threshold)
                {
                    line.Modifiers.Add(Modifier.KX);
                    line.Because.Add(Because.Over(Arg.Dollars(running), state.Pool, Arg.Dollars(reached), threshold, year));
                }
                running = reached;
            }
            bill.Findings.Add(Finds.KxAdded(after, state.Pool, threshold, year));
        }
        if (state.MedicalReview) bill.Findings.Add(Finds.MedicalReview(after, state.Pool, Arg.Dollars(Kx.MedicalReview.At(bill.Visit.Date))));
    }
}
