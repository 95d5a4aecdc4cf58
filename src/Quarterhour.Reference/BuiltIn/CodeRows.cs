using Quarterhour.Billing;
using Quarterhour.Billing.Tables;

namespace Quarterhour.Reference.BuiltIn;

/// <summary>codes.csv: the catalogue, written by hand.</summary>
static class CodeRows
{
    public static CodeCatalogue Read()
    {
        List<TherapyCode> codes = new(256);
        var rows = Rows.Of(Embedded.Bytes("codes.csv"));
        while (rows.Next())
            codes.Add(new(rows.Code(), rows.Text(), rows.Text(), Units(rows.Field()), List(rows.Field()), Who(rows.Field()),
                rows.Yes(), rows.Yes(), rows.Yes(), rows.Yes(), rows.DayOrNull(), rows.DayOrNull(), Codes(rows.Field()), rows.Text()));
        return new(codes);
    }

    static UnitKind Units(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)'p', ..] => UnitKind.Pool,
        [(byte)'o', ..] => UnitKind.OwnClock,
        _ => UnitKind.Untimed,
    };

    static TherapyList List(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)'a', ..] => TherapyList.Always,
        [(byte)'s', ..] => TherapyList.Sometimes,
        _ => TherapyList.Never,
    };

    static Disciplines Who(ReadOnlySpan<byte> text) =>
        (text.StartsWith("PT"u8) ? Disciplines.PT : Disciplines.None)
        | (text.IndexOf("OT"u8) >= 0 ? Disciplines.OT : Disciplines.None)
        | (text.EndsWith("SLP"u8) ? Disciplines.SLP : Disciplines.None);

    static ProcedureCode[] Codes(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return [];
        var codes = new ProcedureCode[(text.Length + 1) / 6];
        for (int i = 0; i < codes.Length; i++) codes[i] = Rows.ToCode(text.Slice(6 * i, 5));
        return codes;
    }
}
