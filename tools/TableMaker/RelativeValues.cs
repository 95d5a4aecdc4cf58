using System.Globalization;

namespace Quarterhour.TableMaker;

/// <summary>rvu-releases.csv and rvu.csv: the physician fee schedule's relative values of the catalogue's codes, release by release.</summary>
static class RelativeValues
{
    // The conversion factor changed inside a quarter: Consolidated Appropriations Act, 2024.
    static readonly DateOnly LastDayOf2024A = new(2024, 3, 8);

    public static IEnumerable<MadeTable> Make(Source source, IReadOnlySet<string> codes)
    {
        var releases = new MadeTable("rvu-releases.csv").Heading("release,from,to,conversion_factor,file");
        var values = new MadeTable("rvu.csv").Heading("release,code,status,work,nonfac_pe,fac_pe,mp,mult_proc");
        foreach (var (name, file) in Files(source))
        {
            var rows = Rows(source, file, codes, out string factor);
            var (from, to) = Days(name);
            releases.Add(name, Day.Text(from), Day.Text(to), factor, file);
            foreach (var (code, row) in rows) values.Add([name, code, .. row]);
        }
        return [releases, values];
    }

    static IEnumerable<(string Name, string File)> Files(Source source) =>
    [
        .. source.Files("rvu/history", "pprrvu_", ".csv.gz").Select(file => (Quarter.NameIn(file), file)),
        ("2025D", "rvu/2025D/PPRRVU2025_Oct.csv"),
        ("2026C", "rvu/2026/pprrvu2026_jul_nonqpp_therapy_nodesc.csv"),
    ];

    static (DateOnly, DateOnly) Days(string name)
    {
        var (from, to) = Quarter.Of(name).Days;
        return name switch
        {
            "2024A" => (from, LastDayOf2024A),
            "2024AR" => (LastDayOf2024A.AddDays(1), to),
            _ => (from, to),
        };
    }

    static SortedDictionary<string, string[]> Rows(Source source, string file, IReadOnlySet<string> codes, out string factor)
    {
        SortedDictionary<string, string[]> rows = new(StringComparer.Ordinal);
        SortedSet<string> factors = new(StringComparer.Ordinal);
        var columns = new Columns();
        int[] at = [];
        int modifier = 0, conversion = 0;
        foreach (string[] record in source.Records(file))
        {
            if (at.Length == 0)
            {
                columns.AddRow(record);
                if (!string.Equals(record[0], "hcpcs", StringComparison.OrdinalIgnoreCase)) continue;
                (at, modifier, conversion) = (Fields(columns), columns.Of("MOD"), columns.Of("CONV FACTOR", "conv_factor", "cf"));
            }
            else if (codes.Contains(record[0]) && record[modifier].Trim().Length == 0)
            {
                rows.Add(record[0], [record[at[0]], .. at[1..5].Select(i => Number(record[i])), record[at[5]]]);
                factors.Add(Number(record[conversion]));
            }
        }
        factor = factors.Single();
        return rows;
    }

    static int[] Fields(Columns columns) =>
    [
        columns.Of("STATUS CODE", "status_code", "status"),
        columns.Of("WORK RVU", "work_rvu", "work"),
        columns.Of("NON-FAC PE RVU", "non_fac_pe_rvu", "nf_pe"),
        columns.Of("FACILITY PE RVU", "facility_pe_rvu", "fac_pe"),
        columns.Of("MP RVU", "mp_rvu", "mp"),
        columns.Of("MULT PROC", "mult_proc"),
    ];

    /// <summary>Two places at least: some copies lost the trailing zeros.</summary>
    static string Number(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture).ToString("0.00##", CultureInfo.InvariantCulture);
}
