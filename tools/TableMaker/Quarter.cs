using System.Globalization;

namespace Quarterhour.TableMaker;

/// <summary>A calendar quarter and CMS's letter for it, as in RVU25D.</summary>
readonly record struct Quarter(int Year, char Letter)
{
    /// <summary>The first day, and the last, of the dates of service that the release answers for.</summary>
    public (DateOnly From, DateOnly To) Days
    {
        get
        {
            var from = new DateOnly(Year, 3 * (Letter - 'A') + 1, 1);
            return (from, from.AddMonths(3).AddDays(-1));
        }
    }
}

/// <summary>Dates as the tables write them.</summary>
static class Day
{
    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string FromDigits(string yyyymmdd) => Text(DateOnly.ParseExact(yyyymmdd, "yyyyMMdd", CultureInfo.InvariantCulture));
}
