using System.Globalization;

namespace Quarterhour.TableMaker;

/// <summary>zip.csv: ZIP code to carrier and locality, as runs of consecutive ZIP codes. A ZIP that CMS does not list is in no run.</summary>
static class ZipRuns
{
    const string File = "zip/ZIP5_JAN2026.csv.gz";

    sealed record Run(int First, int Last, string Carrier, string Locality, string Nine);

    public static MadeTable Make(Source source)
    {
        var rows = Read(source, out string release);
        var quarter = new Quarter(int.Parse(release.AsSpan(0, 4), CultureInfo.InvariantCulture), (char)('A' + release[4] - '1'));
        var table = new MadeTable("zip.csv")
            .Heading($"#{release[..4]}Q{release[4]},{Day.Text(quarter.Days.From)},{Day.Text(quarter.Days.To)},{File}")
            .Heading("first,last,carrier,locality,nine");
        foreach (var run in Joined(rows)) table.Add($"{run.First:D5}", $"{run.Last:D5}", run.Carrier, run.Locality, run.Nine);
        return table;
    }

    static List<Run> Read(Source source, out string release)
    {
        var columns = new Columns();
        List<Run> rows = [];
        HashSet<string> releases = new(StringComparer.Ordinal);
        int zip = 0, carrier = 0, locality = 0, plusFour = 0, quarter = 0;
        foreach (string[] record in source.Records(File))
        {
            if (quarter == 0)
            {
                columns.AddRow(record);
                (zip, carrier, locality, plusFour, quarter) = (columns.Of("ZIP CODE"), columns.Of("CARRIER"), columns.Of("LOCALITY"), columns.Of("PLUS 4 FLAG"), columns.Of("YEAR/QTR"));
                continue;
            }
            int number = int.Parse(record[zip], CultureInfo.InvariantCulture);
            rows.Add(new(number, number, record[carrier], record[locality], record[plusFour] == "1" ? "9" : ""));
            releases.Add(record[quarter]);
        }
        release = releases.Single();
        return rows;
    }

    static IEnumerable<Run> Joined(List<Run> rows)
    {
        Run? run = null;
        foreach (var row in rows.OrderBy(row => row.First))
        {
            if (run is not null && row.First == run.Last + 1 && row with { First = run.First, Last = run.Last } == run) run = run with { Last = row.Last };
            else
            {
                if (run is not null) yield return run;
                run = row;
            }
        }
        if (run is not null) yield return run;
    }
}
