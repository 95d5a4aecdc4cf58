using Quarterhour.Reference.Store;

namespace Quarterhour.TableMaker;

/// <summary>add-ons.csv: the rows of CMS's add-on table whose add-on or primary is in the catalogue. A blank primary: the contractor decides.</summary>
static class AddOns
{
    public static MadeTable Make(ImportedFiles files, IReadOnlySet<string> codes)
    {
        List<string[]> rows = [];
        foreach (var row in AddOnsPack.Read(files.Open(EditReleases.AddOns.File)))
            if (codes.Contains(row.AddOn.ToString()) || row.Primary is { } primary && codes.Contains(primary.ToString()))
                rows.Add([row.AddOn.ToString(), row.Primary?.ToString() ?? "", $"{row.Type}", Day.Text(row.From), row.To is { } last ? Day.Text(last) : ""]);
        var table = new MadeTable("add-ons.csv").Heading("add_on,primary,type,from,to");
        foreach (string[] row in rows.OrderBy(row => string.Join(',', row), StringComparer.Ordinal)) table.Add(row);
        return table;
    }
}
