namespace Quarterhour.TableMaker;

/// <summary>zip.csv: ZIP code to carrier and locality, as runs of consecutive ZIP codes. A ZIP that CMS does not list is in no run.</summary>
static class ZipRuns
{
    const string File = "zip/ZIP5_JAN2026.csv.gz";

    public static MadeTable Make(Source source)
    {
        using var imported = new ImportedFiles(source);
        var tables = imported.Tables([File]);
        var release = tables.Zips.Releases.Single(release => imported.Cited(release.File) is not null);
        var table = new MadeTable("zip.csv")
            .Heading($"#{release.Name},{Day.Text(release.From)},{Day.Text(release.To)},{File}")
            .Heading("first,last,carrier,locality,nine");
        foreach (var run in release.Runs) table.Add($"{run.First:D5}", $"{run.Last:D5}", $"{run.Locality.Carrier:D5}", $"{run.Locality.Number:D2}", run.NeedsNineDigits ? "9" : "");
        return table;
    }
}
