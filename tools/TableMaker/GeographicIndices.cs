using System.Globalization;

namespace Quarterhour.TableMaker;

/// <summary>gpci.csv: the geographic practice cost indices. Releases of one year that say the same are one row.</summary>
static class GeographicIndices
{
    sealed record Row(string Carrier, string Locality, string Name, string State, DateOnly From, DateOnly To, string Values, string File);

    public static MadeTable Make(Source source)
    {
        List<Row> rows = [];
        foreach (string file in source.Files("rvu/history", "gpci_", ".csv"))
        {
            var (from, to) = Quarter.Of(Quarter.NameIn(file)).Days;
            rows.AddRange(Read(source, file, from, to));
        }
        // annual files: the indices are set for the calendar year, whichever release brought them
        rows.AddRange(Read(source, "rvu/2025D/GPCI2025.csv", new(2025, 1, 1), new(2025, 12, 31)));
        rows.AddRange(Read(source, "rvu/2026/GPCI2026.csv", new(2026, 1, 1), new(2026, 12, 31)));
        return Written(rows);
    }

    static IEnumerable<Row> Read(Source source, string file, DateOnly from, DateOnly to)
    {
        Columns? columns = null;
        foreach (string[] record in source.Records(file))
        {
            if (columns is null)
            {
                if (!record[0].Equals("mac", StringComparison.Ordinal) && !record[0].Contains("(MAC)", StringComparison.Ordinal)) continue;
                (columns = new()).AddRow(record);
            }
            else if (record[0].Length == 5 && record[0].All(char.IsAsciiDigit))
            {
                string state = columns.Has("state") ? record[columns.Of("state")] : "";
                // asterisks after a name point at footnotes; a comma would split our row
                string name = record[columns.Of("locality_name", "Locality Name")].Replace('*', ' ').Replace(",", " /", StringComparison.Ordinal).Trim();
                string values = string.Join(' ', Index(record, columns, "gpci_work", "PW GPCI"), Index(record, columns, "gpci_pe", "PE GPCI"), Index(record, columns, "gpci_mp", "MP GPCI"));
                yield return new(record[0], record[columns.Of("locality_number", "Locality Number")], name, state, from, to, values, file);
            }
        }
    }

    static string Index(string[] record, Columns columns, string plain, string words)
    {
        string text = record[columns.Has(plain) ? columns.Of(plain) : columns.Holding(words)];
        return decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture).ToString("0.000", CultureInfo.InvariantCulture);
    }

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
