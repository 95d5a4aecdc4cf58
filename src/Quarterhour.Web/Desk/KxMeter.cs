using System.Globalization;
using Quarterhour.Billing.Modifiers;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Web.Desk;

/// <summary>How far a patient's year has come toward the threshold over which KX is needed, by what the visits here were allowed.</summary>
/// <param name="Pool">PT+SLP, or OT.</param>
/// <param name="Words">It in words.</param>
/// <param name="Width">The bar, of 400.</param>
/// <param name="Over">It is over the threshold.</param>
public sealed record KxMeter(string Pool, string Words, string Width, bool Over)
{
    /// <summary>Where the threshold stands on the bar.</summary>
    public const int ThresholdAt = 300;

    /// <summary>Null for a year whose threshold is not known.</summary>
    public static KxMeter? Of(Discipline discipline, DateOnly day, decimal allowed, int open)
    {
        if (Kx.State(discipline, day, allowed, 0) is not { IsDecided: true } answer) return null;
        var state = answer.Value;
        string words = $"{Amount(allowed)} of {Amount(state.Threshold)} allowed in {day.Year} here{(open > 0 ? $", and {open} {(open == 1 ? "visit" : "visits")} not priced" : "")}{(state.Required ? "; over the threshold: KX where the record supports it" : "")}";
        return new(state.Pool, words, Math.Min(400, allowed / state.Threshold * ThresholdAt).ToString("0.#", CultureInfo.InvariantCulture), state.Required);
    }

    static string Amount(decimal dollars) => dollars.ToString("#,0.00", CultureInfo.InvariantCulture);
}
