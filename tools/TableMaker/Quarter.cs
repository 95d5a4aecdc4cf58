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

    /// <summary>Reads <c>24ar</c> of <c>pprrvu_rvu24ar_jan_nodesc.csv.gz</c>.</summary>
    public static string NameIn(string file)
    {
        int at = file.IndexOf("_rvu", StringComparison.Ordinal) + 4;
        int end = file.AsSpan(at).IndexOfAny('_', '.') + at;
        return $"20{file[at..end].ToUpperInvariant()}";
    }

    public static Quarter Of(string name) => new(int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name[4]);
}

/// <summary>Dates as the tables write them.</summary>
static class Day
{
    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string FromDigits(string yyyymmdd) => Text(DateOnly.ParseExact(yyyymmdd, "yyyyMMdd", CultureInfo.InvariantCulture));
}
