using Quarterhour.Billing.Tables;
using Quarterhour.Reference.Store;

namespace Quarterhour.Reference.BuiltIn;

/// <summary>icd10cm.txt.gz, front-coded as its maker tells, and icd10cm-changes.csv.</summary>
static class DiagnosisRows
{
    /// <summary>The fiscal year of the conversion table.</summary>
    public const int ChangesYear = 2026;

    public static DiagnosisTable Read() => Years().Table();

    /// <summary>The built-in years, for others to be put over them.</summary>
    public static IcdYears Years()
    {
        var rows = Rows.Of(Embedded.Bytes("icd10cm.txt.gz"));
        int firstYear = Rows.ToWhole(rows.Field()[1..]), lastYear = rows.Whole(), count = rows.Whole();
        uint usual = Marks(rows.Field());
        rows.Next();
        string[] files = new string[lastYear - firstYear + 1];
        for (int i = 0; i < files.Length; i++) files[i] = rows.Text().TrimStart('#');
        return new(firstYear, files, Entries(rows.Rest, count, usual, files.Length), Changes());
    }

    /// <summary>98,000 short lines: byte by byte into the packed code, of which each line keeps the front.</summary>
    static ulong[] Entries(ReadOnlySpan<byte> text, int count, uint usual, int years)
    {
        ulong[] entries = new ulong[count];
        ulong key = 0;
        int at = 0;
        for (int i = 0; i < entries.Length; i++)
        {
            int shift = 6 * (7 - (text[at++] - '0'));
            key = key >> shift << shift;
            byte next;
            while ((next = text[at++]) is not ((byte)'\n' or (byte)'='))
            {
                shift -= 6;
                key |= IcdTable.Value(next) << shift;
            }
            uint marks = usual;
            if (next == '=')
            {
                marks = Marks(text.Slice(at, years));
                at += years + 1;
            }
            entries[i] = key << IcdTable.MarkBits | marks;
        }
        return entries;
    }

    /// <summary>Two bits a year, the first year lowest.</summary>
    static uint Marks(ReadOnlySpan<byte> text)
    {
        uint marks = 0;
        for (int i = 0; i < text.Length; i++) marks |= (uint)(text[i] switch { (byte)'1' => IcdTable.Mark.Valid, (byte)'0' => IcdTable.Mark.Heading, _ => IcdTable.Mark.Absent }) << (2 * i);
        return marks;
    }

    static IcdChange[] Changes()
    {
        List<IcdChange> changes = new(4096);
        var rows = Rows.Of(Embedded.Bytes("icd10cm-changes.csv"));
        while (rows.Next())
        {
            IcdTable.TryPack(rows.Field(), out ulong old);
            IcdTable.TryPack(rows.Field(), out ulong now);
            changes.Add(new(old, now, rows.Day()));
        }
        return [.. changes];
    }
}
