namespace Quarterhour.TableMaker;

/// <summary>add-ons.csv: the rows of CMS's add-on table whose add-on or primary is in the catalogue.</summary>
static class AddOns
{
    /// <summary>As primary: the contractor decides which.</summary>
    const string ContractorDecides = "CCCCC";

    public static MadeTable Make(Source source, IReadOnlySet<string> codes)
    {
        List<string[]> rows = [];
        Columns? columns = null;
        foreach (string[] record in source.Records(EditReleases.AddOns.File))
        {
            if (columns is null)
            {
                (columns = new()).AddRow(record);
                continue;
            }
            // empty fields at a row's end are left out
            string Field(string column) => columns.Of(column) is var at && at < record.Length ? record[at] : "";
            string addOn = Field("Add-On_Code"), primary = Field("Primary_Code");
            if (!codes.Contains(addOn) && !codes.Contains(primary)) continue;
            rows.Add([addOn, primary == ContractorDecides ? "" : primary, Field("AOC_Edit_Type"), Day.Text(Day.FromJulian(Field("AOC_Edit_EffDT"))),
                LastDay(Field("AOC_Edit_DelDT"), Field("AOC_DelDT"), Field("Primary_Code_DelDT"))]);
        }
        var table = new MadeTable("add-ons.csv").Heading("add_on,primary,type,from,to");
        foreach (string[] row in rows.OrderBy(row => string.Join(',', row), StringComparer.Ordinal)) table.Add(row);
        return table;
    }

    /// <summary>The earliest of the row's own last day and those of its codes.</summary>
    static string LastDay(params ReadOnlySpan<string> julian)
    {
        DateOnly? last = null;
        foreach (string text in julian)
        {
            if (text.Length == 0) continue;
            var day = Day.FromJulian(text);
            if (last is null || day < last) last = day;
        }
        return last is { } found ? Day.Text(found) : "";
    }
}
