using System.Globalization;

namespace Quarterhour.Web.Fhir;

/// <summary>What a date parameter asks: a stretch of days or moments, and on which side of it. <c>ge2026-05</c> is all from 2026-05-01 on.</summary>
/// <param name="Prefix">eq, ge, gt, le, lt.</param>
/// <param name="From">Its beginning.</param>
/// <param name="To">The first moment after it.</param>
sealed record DayRange(string Prefix, DateTime From, DateTime To)
{
    static readonly string[] Prefixes = ["eq", "ge", "gt", "le", "lt"];

    public static DayRange Of(string parameter, string text)
    {
        string prefix = text.Length > 2 && char.IsAsciiLetterLower(text[0]) ? text[..2] : "eq";
        string day = prefix == "eq" && !text.StartsWith("eq", StringComparison.Ordinal) ? text : text[2..];
        if (Prefixes.Contains(prefix))
        {
            if (Exact(day, "yyyy") is { } year) return new(prefix, year, year.AddYears(1));
            if (Exact(day, "yyyy-MM") is { } month) return new(prefix, month, month.AddMonths(1));
            if (Exact(day, "yyyy-MM-dd") is { } date) return new(prefix, date, date.AddDays(1));
            // a plus sign of an address is a blank by then
            if (day.Length > 16 && DateTimeOffset.TryParse(day.Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)) return new(prefix, moment.UtcDateTime, moment.UtcDateTime.AddSeconds(1));
        }
        throw new FhirRefused(StatusCodes.Status400BadRequest, $"{parameter}: \"{text}\" can't be read; write a day as ge2026-05-01, with eq, ge, gt, le or lt before it");
    }

    /// <summary>The first that is in what is asked for; null for no bound.</summary>
    public DateTime? First => Prefix switch { "eq" or "ge" => From, "gt" => To, _ => null };

    /// <summary>The first that no longer is; null for no bound.</summary>
    public DateTime? End => Prefix switch { "eq" or "le" => To, "lt" => From, _ => null };

    static DateTime? Exact(string text, string form) => DateTime.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) && at.Year > 1 && at.Year < 9999 ? at : null;
}
