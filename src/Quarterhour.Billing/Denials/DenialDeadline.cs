namespace Quarterhour.Billing.Denials;

/// <summary>How long there is to act.</summary>
/// <param name="Name">Its name in the values file.</param>
/// <param name="Says">In words, with whose rule it is.</param>
/// <param name="Days">How many days; of a deadline in calendar years, those of a common year.</param>
/// <param name="Years">Calendar years, where it is told in them; else null.</param>
/// <param name="FromService">Counted from the date of service; else from the payer's notice.</param>
/// <param name="Confidence">How sure.</param>
/// <param name="Source">Where it is written.</param>
public sealed record DenialDeadline(string Name, string Says, int Days, int? Years, bool FromService, Confidence Confidence, string Source)
{
    /// <summary>The last day.</summary>
    /// <param name="service">Date of service.</param>
    /// <param name="notice">Date of the payer's notice.</param>
    public DateOnly Last(DateOnly service, DateOnly notice)
    {
        var from = FromService ? service : notice;
        return Years is { } years ? from.AddYears(years) : from.AddDays(Days);
    }
}
