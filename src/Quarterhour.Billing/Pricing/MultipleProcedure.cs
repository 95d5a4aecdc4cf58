namespace Quarterhour.Billing.Pricing;

public static partial class MultipleProcedure
{
    /// <summary>Finds the line whose first unit is paid in full: largest practice expense, then larger fee, then the line that comes first.</summary>
    /// <param name="fees">The unit fees of the day's lines; null where undecided.</param>
    /// <returns>The line's position; -1 when none is subject to the reduction.</returns>
    public static int InFull(IReadOnlyList<UnitFee?> fees)
    {
        int best = -1;
        for (int i = 0; i < fees.Count; i++)
            if (fees[i] is { Reduced: not null } fee && (best < 0 || Outranks(fee, fees[best]!))) best = i;
        return best;
    }

    /// <summary>How many of a line's units are paid in full and how many reduced.</summary>
    /// <param name="fee">The line's unit fee.</param>
    /// <param name="units">The line's units.</param>
    /// <param name="isInFull">The day's unit in full is on this line.</param>
    public static (int Full, int Reduced) Split(UnitFee fee, int units, bool isInFull) =>
        fee.Reduced is null ? (units, 0) : isInFull ? (1, units - 1) : (0, units);

    internal static Reason Why(ProcedureCode code, UnitFee fee, int units, bool isInFull, ProcedureCode fullCode) => fee.Reduced is not { } reduced ? Because.Exempt(code)
        : !isInFull ? Because.Reduced(Arg.Dollars(reduced), fullCode)
        : units == 1 ? Because.InFull(code, fee.PracticeExpense) : Because.RestReduced(code, fee.PracticeExpense, Arg.Dollars(reduced));

    static bool Outranks(UnitFee fee, UnitFee other) =>
        fee.PracticeExpense > other.PracticeExpense || fee.PracticeExpense == other.PracticeExpense && fee.Full > other.Full;
}
