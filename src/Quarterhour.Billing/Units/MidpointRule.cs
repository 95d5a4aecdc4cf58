namespace Quarterhour.Billing.Units;

public static partial class MidpointRule
{
    /// <summary>Units by the CPT midpoint rule: each service alone.</summary>
    /// <param name="services">One entry a service; minutes 0 or more.</param>
    /// <param name="date">Date of service.</param>
    public static PoolUnits Count(IReadOnlyList<TimedService> services, DateOnly date)
    {
        int unit = UnitMinutes.At(date), least = LeastMinutes.At(date), minutes = 0, all = 0;
        var results = new ServiceUnits[services.Count];
        for (int i = 0; i < results.Length; i++)
        {
            var (code, worked) = services[i];
            int units = EightMinuteRule.UnitsFor(worked, unit, least);
            var because = units switch
            {
                0 => Because.None(worked, least),
                1 => Because.One(worked, least, unit + least - 1),
                _ => Because.Units(worked, unit * (units - 1) + least, unit * units + least - 1, units),
            };
            minutes += worked;
            all += units;
            results[i] = new(code, worked, units, worked / unit, worked % unit, [because]);
        }
        return new(minutes, all, results, []);
    }

    internal static Finding NoUnit(DateOnly date) => Finds.BelowOneUnit(LeastMinutes.At(date));
}
