namespace Quarterhour.TableMaker;

/// <summary>pairs-*.csv: the NCCI pairs whose two codes are in the catalogue, every row of them.</summary>
static class Pairs
{
    public static IEnumerable<MadeTable> Make(Source source, IReadOnlySet<string> codes)
    {
        foreach (var release in EditReleases.CompletePairs) yield return Cut(source, release, codes, lastDay: 2, indicator: 3);
        yield return Cut(source, EditReleases.ActivePairs, codes, lastDay: -1, indicator: 2);
    }

    static MadeTable Cut(Source source, EditRelease release, IReadOnlySet<string> codes, int lastDay, int indicator)
    {
        List<string[]> rows = [];
        using var reader = source.Text(release.File);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            // millions of lines, and only the last field, which is not needed, is ever quoted
            string[] fields = line.Split(',', 5);
            if (!codes.Contains(fields[0]) || !codes.Contains(fields[1])) continue;
            rows.Add([fields[0], fields[1], lastDay < 0 || fields[lastDay] == "*" ? "" : Day.FromDigits(fields[lastDay]), fields[indicator]]);
        }
        var table = new MadeTable($"pairs-{release.Key}.csv").Heading("column1,column2,last_day,indicator");
        foreach (string[] row in rows.OrderBy(row => string.Join(',', row), StringComparer.Ordinal)) table.Add(row);
        return table;
    }
}
