using System.Globalization;

namespace Quarterhour.Rates.Parsing;

/// <summary>Dates as payers write them.</summary>
static class Days
{
    static readonly string[] Otherwise = ["yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-ddTHH:mm:ss.fff", "yyyy-MM-ddTHH:mm:ss.fffZ", "yyyy-MM-dd HH:mm:ss", "yyyyMMdd", "MM/dd/yyyy", "M/d/yyyy", "yyyy/MM/dd"];

    /// <summary>Days since 1970-01-01, or null for what is no date of the calendar.</summary>
    /// <param name="text">As it stands.</param>
    /// <param name="asMeant">It is written as the schema wants it.</param>
    public static int? Of(string text, out bool asMeant)
    {
        asMeant = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        if (!asMeant)
        {
            if (!DateTime.TryParseExact(text.Trim(), Otherwise, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var moment)
                && !DateTime.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out moment)) return null;
            day = DateOnly.FromDateTime(moment);
        }
        return day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
    }
}
