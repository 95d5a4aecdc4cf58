using Quarterhour.Billing.Tables;

namespace Quarterhour.Reference.BuiltIn;

/// <summary>gpci.csv: geographic indices by locality and year.</summary>
static class LocalityRows
{
    public static LocalityTable Read() => new(All());

    public static List<GeographicIndices> All()
    {
        List<GeographicIndices> found = new(1024);
        var rows = Rows.Of(Embedded.Bytes("gpci.csv"));
        while (rows.Next())
            found.Add(new(new(rows.Whole(), rows.Whole()), rows.Text(), rows.Text(), rows.Day(), rows.Day(), rows.Number(), rows.Number(), rows.Number(), rows.Text()));
        return found;
    }
}
