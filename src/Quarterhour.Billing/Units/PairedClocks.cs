using System.Collections.Immutable;
using Quarterhour.Billing.Payers;

namespace Quarterhour.Billing.Units;

/// <summary>Two codes on one 15-minute clock in the pool.</summary>
public sealed record PooledPair(ProcedureCode First, ProcedureCode More);

/// <summary>A clock outside the pool: minutes of the first stretch and of each further one, and the least minutes that earn them.</summary>
/// <param name="First">The code of the first stretch.</param>
/// <param name="More">The code of each further stretch; the same code where there is only one.</param>
/// <param name="FirstMinutes">Length of the first stretch.</param>
/// <param name="FirstLeast">Minutes that earn it.</param>
/// <param name="MoreMinutes">Length of a further stretch; null where there is none.</param>
/// <param name="MoreLeast">Minutes of it that earn it.</param>
/// <param name="Monthly">Minutes add up over the calendar month, not the day.</param>
public sealed record Clock(ProcedureCode First, ProcedureCode More, int FirstMinutes, int FirstLeast, int? MoreMinutes, int? MoreLeast, bool Monthly)
{
    /// <summary>Units of the first and of the further code for so many minutes.</summary>
    public (int First, int More) UnitsFor(int minutes)
    {
        if (minutes < FirstLeast) return (0, 0);
        if (MoreMinutes is not { } stretch || MoreLeast is not { } least) return (1, 0);
        int past = minutes - FirstMinutes - least;
        return (1, past < 0 ? 0 : 1 + past / stretch);
    }
}

/// <summary>The clocks that hold for a payer on a date.</summary>
public sealed class ClockList(PooledPair[] pairs, Clock[] own, bool pools0791T)
{
    /// <summary>The pair that has the code as its first or its add-on.</summary>
    public PooledPair? Pair(ProcedureCode code)
    {
        foreach (var pair in pairs) if (pair.First == code || pair.More == code) return pair;
        return null;
    }

    /// <summary>The clock of a code outside the pool; null for a code that has none.</summary>
    public Clock? Own(ProcedureCode code)
    {
        foreach (var clock in own) if (clock.First == code || clock.More == code) return clock;
        return null;
    }

    /// <summary>0791T is an add-on to 97116 outside the pool unless the payer says otherwise.</summary>
    public bool Pools0791T => pools0791T;
}

public static partial class PairedClocks
{
    static readonly ProcedureCode Gait3D = ProcedureCode.Parse("0791T");

    /// <summary>The clocks for the payer's terms on a date.</summary>
    public static ClockList OfTerms(Terms terms, DateOnly date)
    {
        List<Clock> own = [.. OwnClocks.At(date), .. SingleUnits.TryOn(date, out var single) ? single : []];
        if (terms.Pools0791T) own.RemoveAll(clock => clock.First == Gait3D);
        return new(PooledPairs.TryOn(date, out var pairs) ? pairs : [], [.. own], terms.Pools0791T);
    }

    /// <summary>Units of a service on its own clock.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="minutes">Minutes now.</param>
    /// <param name="before">Minutes earlier in the same calendar month; 0 for a clock of the day.</param>
    public static (int First, int More, ImmutableArray<Reason> Because) Count(Clock clock, int minutes, int before)
    {
        int total = before + minutes;
        var (first, more) = clock.UnitsFor(total);
        var (firstBefore, moreBefore) = clock.UnitsFor(before);
        var (firstNow, moreNow) = (first - firstBefore, more - moreBefore);
        var reason = Earned(clock, total, first, more);
        if (before == 0) return (firstNow, moreNow, [reason, Because.Outside]);
        var month = Because.Month(before, minutes, total);
        return (firstNow, moreNow, firstBefore == 0 ? [reason, month, Because.Outside]
            : [reason, month, Because.Before(Units(clock, firstBefore, moreBefore), moreNow == 0 ? "nothing more" : Units(clock, 0, moreNow)), Because.Outside]);
    }

    static Reason Earned(Clock clock, int total, int first, int more)
    {
        if (first == 0) return Because.Below(total, clock.First, clock.FirstLeast);
        if (more == 0) return clock.FirstLeast == clock.FirstMinutes ? Because.ClockFull(total, clock.First, clock.FirstMinutes) : Because.Clock(total, clock.First, clock.FirstLeast, clock.FirstMinutes);
        var (stretch, least) = (clock.MoreMinutes!.Value, clock.MoreLeast!.Value);
        if (clock.First == clock.More) return least == stretch ? Because.AloneFull(total, first + more, clock.First, stretch) : Because.Alone(total, first + more, clock.First, stretch, least);
        return least == stretch ? Because.ClockMoreFull(total, clock.First, clock.FirstMinutes, more, clock.More, stretch)
            : Because.ClockMore(total, clock.First, clock.FirstMinutes, more, clock.More, stretch, least);
    }

    /// <summary>Units by code: <c>1 of 98980 and 2 of 98981</c>.</summary>
    static string Units(Clock clock, int first, int more) =>
        clock.First == clock.More ? $"{first + more} of {clock.First}" : more == 0 ? $"{first} of {clock.First}" : first == 0 ? $"{more} of {clock.More}"
        : $"{first} of {clock.First} and {more} of {clock.More}";

    /// <summary>The clock of a further code that was recorded without its first.</summary>
    public static Clock FurtherOnly(Clock clock) => clock.MoreMinutes is { } stretch && clock.MoreLeast is { } least
        ? new(clock.More, clock.More, stretch, least, stretch, least, clock.Monthly) : clock;

    /// <summary>The first code of the clock that a code runs on, where its minutes add up over the month; null for all others.</summary>
    public static ProcedureCode? MonthlyClockOf(ProcedureCode code, DateOnly date)
    {
        foreach (var clock in OwnClocks.At(date)) if (clock.Monthly && (clock.First == code || clock.More == code)) return clock.First;
        if (SingleUnits.TryOn(date, out var single))
            foreach (var clock in single) if (clock.Monthly && clock.First == code) return clock.First;
        return null;
    }

    /// <summary>Minutes of a month were taken alone, because nothing tells whose month it is.</summary>
    internal static readonly NotChecked MonthNotTold = new("minutes of the month", "patient");

    internal static Reason PairReason(ProcedureCode first, ProcedureCode more, int minutes) => Because.Pair(first, more, minutes);
}
