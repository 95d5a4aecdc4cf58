using Quarterhour.Billing.Tables;
using Quarterhour.Reference.Store;

namespace Quarterhour.Reference.Import;

/// <summary>A payer's own pair list: CSV with the headings <c>column1</c>, <c>column2</c>, <c>indicator</c>, <c>payer</c> and, where wanted, <c>from</c>, <c>to</c>.</summary>
sealed class OwnPairFiles : TableKind
{
    public override string Name => "a payer's pair list";

    public override bool IsOwn => true;

    public override Recognition? Recognize(TableText text, ImportHints hints)
    {
        if (text.Head.Count == 0 || Columns.Of(text.Head[0], ',') is not { } columns || columns["column1"] < 0 || columns["column2"] < 0 || columns["indicator"] < 0 || columns["payer"] < 0) return null;
        return new(this, new(OwnPairsPack.Table, OwnFeeFiles.NameOf(text), null, null), load => Load(load, columns));
    }

    static int Load(TableLoad load, Columns columns)
    {
        int first = columns["column1"], second = columns["column2"], indicator = columns["indicator"], payer = columns["payer"], from = columns["from"], to = columns["to"];
        List<(string, PairRow)> pairs = [];
        bool heading = true;
        foreach (var row in load.Records(TextForm.Commas))
        {
            if (heading) heading = false;
            else if (!row.Code(first, out var column1)) load.Rejected.Add(row.Line, "column 1", row[first], "a procedure code");
            else if (!row.Code(second, out var column2)) load.Rejected.Add(row.Line, "column 2", row[second], "a procedure code");
            else if (row[indicator] is not [(byte)'0' or (byte)'1' or (byte)'9']) load.Rejected.Add(row.Line, "indicator", row[indicator], "0, 1 or 9");
            else if (!OwnFeeFiles.OptionalDay(row, from, out var begins)) load.Rejected.Add(row.Line, "from", row[from], "a day");
            else if (!OwnFeeFiles.OptionalDay(row, to, out var ends)) load.Rejected.Add(row.Line, "to", row[to], "a day");
            else if (row[payer].IsEmpty) load.Rejected.Add(row.Line, "the payer is blank");
            else pairs.Add((row.Text(payer), new(column1, column2, new(begins, ends, (char)row[indicator][0]))));
        }
        OwnPairsPack.Write(load.Packed, pairs);
        return pairs.Count;
    }
}
