using System.Globalization;

namespace Quarterhour.TableMaker;

/// <summary>gpci.csv: the geographic practice cost indices. Releases of one year that say the same are one row.</summary>
static class GeographicIndexTable
{
    sealed record Row(string Carrier, string Locality, string Name, string State, DateOnly From, DateOnly To, string Values, string File);

    public static MadeTable Make(Source source)
    {
        using var imported = new ImportedFiles(source);
        var tables = imported.Tables([.. source.Files("rvu/history", "gpci_", ".csv"), "rvu/2025D/GPCI2025.csv", "rvu/2026/GPCI2026.csv"]);
        List<Row> rows = [];
        foreach (var row in tables.Localities.All)
            if (imported.Cited(row.File) is { } file)
                // a comma would split our row
                rows.Add(new($"{row.Locality.Carrier:D5}", $"{row.Locality.Number:D2}", row.Name.Replace(",", " /", StringComparison.Ordinal), row.State, row.From, row.To,
                    string.Join(' ', Index(row.Work), Index(row.PracticeExpense), Index(row.Malpractice)), file));
        return Written(rows);
    }

    static string Index(decimal index) => index.ToString("0.000", CultureInfo.InvariantCulture);

    static MadeTable Written(List<Row> rows)
    {
        var states = rows.Where(row => row.State.Length > 0).GroupBy(row => (row.Carrier, row.Locality)).ToDictionary(place => place.Key, place => place.First().State);
        var table = new MadeTable("gpci.csv").Heading("carrier,locality,name,state,from,to,work,pe,mp,file");
        foreach (var place in rows.GroupBy(row => (row.Carrier, row.Locality)).OrderBy(place => place.Key))
        {
            // the files of 2020 have no state
            foreach (var row in Merged(place))
                table.Add([row.Carrier, row.Locality, row.Name, states[place.Key], Day.Text(row.From), Day.Text(row.To), .. row.Values.Split(' '), row.File]);
        }
        return table;
    }

    /// <summary>A year's last row runs to its end: the indices are set for the calendar year, and no file of the fourth quarter of 2024 is here.</summary>
    static IEnumerable<Row> Merged(IEnumerable<Row> rows)
    {
        foreach (var year in rows.GroupBy(row => row.From.Year).OrderBy(year => year.Key))
        {
            Row? last = null;
            foreach (var row in year.OrderBy(row => row.From).ThenBy(row => row.File, StringComparer.Ordinal))
            {
                if (last is null) last = row;
                else if (last.Values == row.Values) last = last with { To = row.To };
                else
                {
                    yield return last;
                    last = row;
                }
            }
            yield return last! with { To = new(year.Key, 12, 31) };
        }
    }
}
