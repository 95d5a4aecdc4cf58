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
    /// <summary>CMS's multiple-procedure indicator.</summary>
    public char MultipleProcedure { get; init; } = '0';

    /// <summary>CMS's status indicator.</summary>
    public char Status { get; init; } = 'A';

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
    /// <param name="component">26, TC or 53, whose rows have units of their own; none for the service as a whole.</param>
    public static Answer<UnitFee> ForUnit(ProcedureCode code, LocalityId locality, DateOnly date, FeeTable fees, LocalityTable localities, bool facility = false, Modifier component = default)
    {
        if (localities.Find(locality, date, out bool standsIn) is { } index) return ForUnit(code, component, index, standsIn, date, fees, facility);
        // what the fee schedule lacks is told first
        return ForUnit(code, component, Nation, false, date, fees, facility) is { IsDecided: false } open ? open
            : Undecided(localities.Knows(locality) ? $"the geographic indices of {locality} for {date.Year}: import its GPCI file" : $"a locality that exists: {locality} is in no loaded GPCI file");
    }

    /// <summary>The national amount for one unit, with every geographic index at 1: what CMS publishes before places come in.</summary>
    /// <param name="code">The procedure code.</param>
    /// <param name="date">Date of service; a year that is not loaded leaves the answer undecided.</param>
    /// <param name="fees">Relative values.</param>
    public static Answer<UnitFee> National(ProcedureCode code, DateOnly date, FeeTable fees) => ForUnit(code, default, Nation, false, date, fees, facility: false);

    static readonly GeographicIndices Nation = new(default, "the nation", "", DateOnly.MinValue, DateOnly.MaxValue, 1, 1, 1, "");

    /// <summary>The modifier of a line that has a row of its own in the fee schedule; none where it has none of them.</summary>
    public static Modifier ComponentOf(IReadOnlyList<Modifier> modifiers)
    {
        for (int i = 0; i < modifiers.Count; i++)
            if (modifiers[i] == Modifier.Professional || modifiers[i] == Modifier.Technical || modifiers[i] == Modifier.Stopped) return modifiers[i];
        return default;
    }

    /// <summary>The row that prices a line, its component's or, where that has none, the whole service's; null where no release of the year lists the code.</summary>
    public static (RelativeValues Values, FeeRelease Release)? Listed(ProcedureCode code, Modifier component, DateOnly date, FeeTable fees)
    {
        if (fees.Find(code, date, component) is { Values: { } own } found) return (own, found.Release);
        return component != default && fees.Find(code, date) is { Values: { } whole } of ? (whole, of.Release) : null;
    }

    static Answer<UnitFee> ForUnit(ProcedureCode code, Modifier component, GeographicIndices index, bool indexStandsIn, DateOnly date, FeeTable fees, bool facility)
    {
        if (fees.Find(code, date, component) is not { } found) return Undecided($"the fee schedule of {date.Year}: import its relative value file (PPRRVU)");
        if (found.Values is not { } values)
            return Undecided(component == default ? $"relative values of {code}, which {found.Release.Name} does not list: import the complete file" : WithoutComponent(code, component, date, found.Release.Name, fees));
        if (values.Status == 'C') return Undecided($"the contractor's own price of {code} (status C in {found.Release.Name})");
        decimal practice = facility ? values.FacilityPracticeExpense : values.PracticeExpense;
        if (values.Work + practice + values.Malpractice == 0) return Undecided($"a price of {code}: {found.Release.Name} has no relative values for it (status {values.Status})");

        decimal factor = found.Release.ConversionFactor, full = Amount(values.Work, practice, values.Malpractice, index, factor);
        decimal? reduced = values.MultipleProcedure == TherapyReduction && MultipleProcedure.PracticeExpenseShare.TryOn(date, out decimal share)
            ? Amount(values.Work, practice * share, values.Malpractice, index, factor) : null;
        var why = Why(code, date, found, values, practice, index, full, indexStandsIn);
        if (facility ? values.RareInFacility : values.RareOutsideFacility)
            why = why.With([.. why.Under, Because.Rare(found.Release.Name, code, facility ? "in a facility" : "outside a facility")]);
        if (Capped(code, values, facility, index, factor, full) is var (cap, capped)) (full, why) = (cap, capped.With([why.With(), .. why.Under]));
        return Answer<UnitFee>.Decided(new(full, reduced, practice, why) { MultipleProcedure = values.MultipleProcedure, Status = values.Status });
    }

    /// <summary>Imaging is paid no more than the outpatient hospital: the lower of two amounts by the same formula. Null where the cap does not bind.</summary>
    static (decimal Cap, Reason Because)? Capped(ProcedureCode code, RelativeValues values, bool facility, GeographicIndices index, decimal factor, decimal full)
    {
        if (values.Cap is not { } units) return null;
        decimal practice = facility ? units.FacilityPracticeExpense : units.PracticeExpense, cap = Amount(values.Work, practice, units.Malpractice, index, factor);
        if (cap >= full) return null;
        return (cap, Because.Capped(Arg.Dollars(cap), code, values.Work, index.Work, practice, index.PracticeExpense, units.Malpractice, index.Malpractice, factor, Arg.Dollars(full)));
    }

    /// <summary>Why a component has no row, as far as the PC/TC indicator of the whole tells it.</summary>
    static string WithoutComponent(ProcedureCode code, Modifier component, DateOnly date, string release, FeeTable fees) => fees.Find(code, date)?.Values switch
    {
        null => $"relative values of {code}, which {release} does not list: import the complete file",
        { Components: ' ' } => $"relative values of {code}-{component}, which {release} does not list: import the complete file",
        _ when component == Modifier.Stopped => $"the contractor's own price of {code}-{component}: {release} has no units for it as a procedure that was stopped",
        var whole => $"a line without {component}: {release} does not part {code} (PC/TC indicator {whole.Components})",
    };

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

    internal static Reason TherapyInFacility => Because.InFacility;

    static Answer<UnitFee> Undecided(string needs) => Answer<UnitFee>.Undecided(needs);
}
