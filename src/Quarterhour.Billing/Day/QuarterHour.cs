using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Units;

namespace Quarterhour.Billing.Day;

/// <summary>The scale on which a rule counts timed minutes, for pictures of them.</summary>
/// <param name="Unit">Minutes of one unit.</param>
/// <param name="Least">Minutes of a quarter that earn its unit.</param>
public readonly record struct QuarterHour(int Unit, int Least)
{
    /// <summary>The scale in force on a date.</summary>
    public static QuarterHour Of(UnitRule rule, DateOnly date) => rule == UnitRule.CmsEightMinute
        ? new(EightMinuteRule.UnitMinutes.At(date), EightMinuteRule.LeastMinutes.At(date))
        : new(MidpointRule.UnitMinutes.At(date), MidpointRule.LeastMinutes.At(date));
}
