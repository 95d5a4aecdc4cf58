namespace Quarterhour.TableMaker;

/// <summary>unit-limits.csv: the medically unlikely edits of the catalogue's codes.</summary>
static class UnitLimits
{
    public static MadeTable Make(Source source, IReadOnlySet<string> codes)
    {
        var table = new MadeTable("unit-limits.csv").Heading("release,code,limit,mai");
        foreach (var release in EditReleases.UnitLimits)
        {
            // code, limit and adjudication indicator are the first three columns of each of the three layouts;
            // CMS's own file opens with a notice of many lines in one field, and no notice or heading is a code
            foreach (string[] record in source.Records(release.File).Where(record => codes.Contains(record[0])).OrderBy(record => record[0], StringComparer.Ordinal))
                table.Add(release.Key, record[0], record[1], record[2][..1]);
        }
        return table;
    }
}
