using System.Collections.Immutable;

namespace Quarterhour.Billing.Units;

/// <summary>Minutes of one service on one day: a code, or a code with its add-on on one clock.</summary>
public readonly record struct TimedService(ProcedureCode Code, int Minutes);

/// <summary>What a service earned.</summary>
/// <param name="Code">The service's first code.</param>
/// <param name="Minutes">Its minutes.</param>
/// <param name="Units">Its units.</param>
/// <param name="Full">Units for full quarter hours.</param>
/// <param name="LeftOver">Minutes past the full quarter hours.</param>
/// <param name="Because">Why.</param>
public sealed record ServiceUnits(ProcedureCode Code, int Minutes, int Units, int Full, int LeftOver, ImmutableArray<Reason> Because);

/// <summary>The units of a day's pool.</summary>
/// <param name="Minutes">All timed minutes.</param>
/// <param name="Units">All units.</param>
/// <param name="Services">By service, in the order given.</param>
/// <param name="Choices">Units that another service could have taken as well.</param>
public sealed record PoolUnits(int Minutes, int Units, IReadOnlyList<ServiceUnits> Services, IReadOnlyList<UnitChoice> Choices);

public static partial class EightMinuteRule
{
    /// <summary>Units for a day's timed minutes under the CMS 8-minute rule.</summary>
    /// <param name="services">One entry a service; minutes 0 or more.</param>
    /// <param name="date">Date of service.</param>
    public static PoolUnits Count(IReadOnlyList<TimedService> services, DateOnly date)
    {
        int unit = UnitMinutes.At(date), least = LeastMinutes.At(date), minutes = 0, full = 0;
        for (int i = 0; i < services.Count; i++)
        {
            minutes += services[i].Minutes;
            full += services[i].Minutes / unit;
        }
        int units = UnitsFor(minutes, unit, least);
        var total = units switch
        {
            0 => minutes == 1 ? Because.NoneOne(least) : Because.None(minutes, least),
            1 => Because.One(minutes, least, unit + least - 1),
            _ => Because.Total(minutes, unit * (units - 1) + least, unit * units + least - 1, units),
        };
        var given = Remainders.Give(services, units - full, unit, units);
        var results = new ServiceUnits[services.Count];
        for (int i = 0; i < results.Length; i++)
        {
            var (code, worked) = services[i];
            int whole = worked / unit, left = worked % unit;
            var own = whole switch
            {
                0 => worked == 1 ? Because.PartOne : Because.Part(worked),
                1 => Because.FullOne(worked, left),
                _ => Because.Full(worked, whole, left),
            };
            results[i] = new(code, worked, whole + (given.Extra[i] ? 1 : 0), whole, left,
                given.Because[i] is { } extra ? [total, own, extra] : [total, own]);
        }
        return new(minutes, units, results, given.Choices);
    }

    internal static Finding NoUnit(int minutes, DateOnly date) => Finds.BelowOneUnit(minutes, LeastMinutes.At(date));

    internal static Reason OnOneLine(string visit) => Because.OneLine(visit);

    internal static Reason GatheredFrom(ProcedureCode code, string visits) => Because.Gathered(code, visits);

    /// <summary>Units for a total of minutes: 0 below the least, then one more at the same minute of every quarter.</summary>
    public static int UnitsFor(int minutes, int unit, int least) => (minutes + unit - least) / unit;
}
