using Quarterhour.Billing.Tables;

namespace Quarterhour.Reference.BuiltIn;

/// <summary>add-ons.csv: the add-on codes, one release.</summary>
static class AddOnRows
{
    public static AddOnTable Read()
    {
        List<AddOnRow> found = new(256);
        var rows = Rows.Of(Embedded.Bytes("add-ons.csv"));
        while (rows.Next()) found.Add(new(rows.Code(), rows.CodeOrNull(), rows.Letter(), rows.Day(), rows.DayOrNull()));
        return new(ReleaseRows.Of("add-ons")[0], found);
    }
}
