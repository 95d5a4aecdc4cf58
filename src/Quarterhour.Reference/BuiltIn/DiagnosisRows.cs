using Quarterhour.Billing.Tables;

namespace Quarterhour.Reference.BuiltIn;

/// <summary>icd10cm.txt.gz, front-coded as its maker tells, and icd10cm-changes.csv.</summary>
static class DiagnosisRows
{
    public static DiagnosisTable Read()
    {
        var rows = Rows.Of(Embedded.Bytes("icd10cm.txt.gz"));
        int firstYear = Rows.ToWhole(rows.Field()[1..]), lastYear = rows.Whole(), count = rows.Whole();
        ushort usual = Marks(rows.Field());
        rows.Next();
        string[] files = new string[lastYear - firstYear + 1];
        for (int i = 0; i < files.Length; i++) files[i] = rows.Text().TrimStart('#');
        return new IcdTable(firstYear, files, Entries(rows.Rest, count, usual, files.Length), Changes());
    }

    /// <summary>98,000 short lines: byte by byte into the packed code, of which each line keeps the front.</summary>
    static ulong[] Entries(ReadOnlySpan<byte> text, int count, ushort usual, int years)
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
            ushort marks = usual;
            if (next == '=')
            {
                marks = Marks(text.Slice(at, years));
                at += years + 1;
            }
            entries[i] = key << 16 | marks;
        }
        return entries;
    }

    /// <summary>Two bits a year, the first year lowest.</summary>
    static ushort Marks(ReadOnlySpan<byte> text)
    {
        int marks = 0;
        for (int i = 0; i < text.Length; i++) marks |= (int)(text[i] switch { (byte)'1' => IcdTable.Mark.Valid, (byte)'0' => IcdTable.Mark.Heading, _ => IcdTable.Mark.Absent }) << (2 * i);
        return (ushort)marks;
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
