using Quarterhour.Billing;
using Quarterhour.Billing.Tables;
using Quarterhour.Reference.Store;

namespace Quarterhour.Reference.Import;

/// <summary>A user's own fee schedule: CSV with the headings <c>code</c>, <c>amount</c>, <c>payer</c> and, where wanted, <c>modifier</c>, <c>from</c>, <c>to</c>. Several payers may stand in one file;
/// a file of the same name replaces it.</summary>
sealed class OwnFeeFiles : TableKind
{
    public override string Name => "your fee schedule";

    public override bool IsOwn => true;

    public override Recognition? Recognize(TableText text, ImportHints hints)
    {
        if (text.Head.Count == 0 || Columns.Of(text.Head[0], ',') is not { } columns || columns["code"] < 0 || columns["amount"] < 0 || columns["payer"] < 0) return null;
        return new(this, new(OwnFeesPack.Table, NameOf(text), null, null), load => Load(load, columns));
    }

    /// <summary>The file's name without its ending: a list of one's own is known by it.</summary>
    internal static string NameOf(TableText text) => Plain(Path.GetFileNameWithoutExtension(text.Name));

    /// <summary>A release without dates becomes part of the packed file's name.</summary>
    internal static string Plain(string release) => string.Concat(release.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or ' ' ? c : '_'));

    static int Load(TableLoad load, Columns columns)
    {
        int code = columns["code"], modifier = columns["modifier"], amount = columns["amount"], from = columns["from"], to = columns["to"], payer = columns["payer"];
        List<OwnFee> fees = [];
        bool heading = true;
        foreach (var row in load.Records(TextForm.Commas))
        {
            if (heading) heading = false;
            else if (!row.Code(code, out var procedure)) load.Rejected.Add(row.Line, "code", row[code], "a procedure code");
            else if (!Modifier(row.Text(modifier), out var with)) load.Rejected.Add(row.Line, "modifier", row[modifier], "a modifier of two characters");
            else if (!row.Number(amount, out decimal dollars) || dollars < 0 || dollars > OwnFeesPack.Most || dollars * 100 % 1 != 0) load.Rejected.Add(row.Line, "amount", row[amount], "dollars with at most two decimals, as 31.50");
            else if (!OptionalDay(row, from, out var first)) load.Rejected.Add(row.Line, "from", row[from], "a day");
            else if (!OptionalDay(row, to, out var last)) load.Rejected.Add(row.Line, "to", row[to], "a day");
            else if (row[payer].IsEmpty) load.Rejected.Add(row.Line, "the payer is blank");
            else fees.Add(new(row.Text(payer), procedure, with, dollars, first, last, NameOf(load.Text)));
        }
        OwnFeesPack.Write(load.Packed, fees);
        return fees.Count;
    }

    static bool Modifier(string text, out Modifier modifier)
    {
        modifier = default;
        return text.Length == 0 || Billing.Modifier.TryParse(text, out modifier);
    }

    internal static bool OptionalDay(TableRows row, int column, out DateOnly? day)
    {
        day = null;
        if (row[column].IsEmpty) return true;
        if (!row.Day(column, out var given)) return false;
        day = given;
        return true;
    }
}
