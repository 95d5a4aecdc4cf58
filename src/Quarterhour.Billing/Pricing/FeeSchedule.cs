using System.Collections.Immutable;
using Quarterhour.Billing.Tables;

namespace Quarterhour.Billing.Pricing;

/// <summary>The fee schedule's amounts for one unit of a code at a place and date. Dollars.</summary>
/// <param name="Full">In full.</param>
/// <param name="Reduced">With half of the practice expense; null where the therapy reduction does not apply to the code.</param>
/// <param name="PracticeExpense">Practice expense units, by which the day's units are ranked.</param>
/// <param name="Because">The formula with its figures, and the tables under it.</param>
public sealed record UnitFee(decimal Full, decimal? Reduced, decimal PracticeExpense, Reason Because)
{
    /// <summary>The formula alone, for lines whose bill has named the tables already.</summary>
    public Reason Formula { get; } = Because.With();
}

public static partial class FeeSchedule
{
    /// <summary>CMS's indicator for codes under the therapy reduction.</summary>
    const char TherapyReduction = '5';

    /// <summary>The amounts for one unit.</summary>
    /// <param name="code">The procedure code.</param>
    /// <param name="locality">The payment locality.</param>
    /// <param name="date">Date of service; a year that is not loaded leaves the answer undecided.</param>
    /// <param name="fees">Relative values.</param>
    /// <param name="localities">Geographic indices.</param>
    /// <param name="facility">With facility practice expense; outpatient therapy is paid without it in every setting.</param>
    public static Answer<UnitFee> ForUnit(ProcedureCode code, LocalityId locality, DateOnly date, FeeTable fees, LocalityTable localities, bool facility = false)
    {
        if (localities.Find(locality, date, out bool standsIn) is { } index) return ForUnit(code, index, standsIn, date, fees, facility);
        // what the fee schedule lacks is told first
        return ForUnit(code, Nation, false, date, fees, facility) is { IsDecided: false } open ? open
            : Undecided(localities.Knows(locality) ? $"the geographic indices of {locality} for {date.Year}: import its GPCI file" : $"a locality that exists: {locality} is in no loaded GPCI file");
    }

    /// <summary>The national amount for one unit, with every geographic index at 1: what CMS publishes before places come in.</summary>
    /// <param name="code">The procedure code.</param>
    /// <param name="date">Date of service; a year that is not loaded leaves the answer undecided.</param>
    /// <param name="fees">Relative values.</param>
    public static Answer<UnitFee> National(ProcedureCode code, DateOnly date, FeeTable fees) => ForUnit(code, Nation, false, date, fees, facility: false);

    static readonly GeographicIndices Nation = new(default, "the nation", "", DateOnly.MinValue, DateOnly.MaxValue, 1, 1, 1, "");

    static Answer<UnitFee> ForUnit(ProcedureCode code, GeographicIndices index, bool indexStandsIn, DateOnly date, FeeTable fees, bool facility)
    {
        if (fees.Find(code, date) is not { } found) return Undecided($"the fee schedule of {date.Year}: import its relative value file (PPRRVU)");
        if (found.Values is not { } values) return Undecided($"relative values of {code}, which {found.Release.Name} does not list: import the complete file");
        if (values.Status == 'C') return Undecided($"the contractor's own price of {code} (status C in {found.Release.Name})");
        decimal practice = facility ? values.FacilityPracticeExpense : values.PracticeExpense;
        if (values.Work + practice + values.Malpractice == 0) return Undecided($"a price of {code}: {found.Release.Name} has no relative values for it (status {values.Status})");

        decimal full = Amount(values.Work, practice, values.Malpractice, index, found.Release.ConversionFactor);
        decimal? reduced = values.MultipleProcedure == TherapyReduction && MultipleProcedure.PracticeExpenseShare.TryOn(date, out decimal share)
            ? Amount(values.Work, practice * share, values.Malpractice, index, found.Release.ConversionFactor) : null;
        return Answer<UnitFee>.Decided(new(full, reduced, practice, Why(code, date, found, values, practice, index, full, indexStandsIn)));
    }

    /// <summary>Why a line's amount is the sum of its units.</summary>
    internal static Reason Line(int fullUnits, int reducedUnits, UnitFee fee, decimal amount) => reducedUnits == 0 ? Because.Line(fullUnits, Arg.Dollars(fee.Full), Arg.Dollars(amount))
        : fullUnits == 0 ? Because.Line(reducedUnits, Arg.Dollars(fee.Reduced!.Value), Arg.Dollars(amount))
        : Because.LineReduced(fullUnits, Arg.Dollars(fee.Full), reducedUnits, Arg.Dollars(fee.Reduced!.Value), Arg.Dollars(amount));

    internal static Reason LowerCharge(decimal charge, decimal fee) => Because.Charge(Arg.Dollars(charge), Arg.Dollars(fee));

    internal static Finding NoPrice(ProcedureCode code, string needs) => Finds.NoPrice(code, needs) with { Code = code };

    static decimal Amount(decimal work, decimal practice, decimal malpractice, GeographicIndices index, decimal factor) =>
        Money.Round((work * index.Work + practice * index.PracticeExpense + malpractice * index.Malpractice) * factor);

    static Reason Why(ProcedureCode code, DateOnly date, FeeLookUp found, RelativeValues values, decimal practice, GeographicIndices index, decimal full, bool indexStandsIn)
    {
        var tables = Because.Tables(found.Release.Name, index.Locality.ToString(), index.Name, index.From.Year);
        ImmutableArray<Reason> under = found.StandsIn || indexStandsIn ? [tables, Because.StandsIn(found.StandsIn ? found.Release.Name : index.File)] : [tables];
        return Because.Amount(values.Work, index.Work, practice, index.PracticeExpense, values.Malpractice, index.Malpractice,
            found.Release.ConversionFactor, Arg.Dollars(full), code).With(under);
    }

    static Answer<UnitFee> Undecided(string needs) => Answer<UnitFee>.Undecided(needs);
}
