using Quarterhour.Billing;
using Quarterhour.Billing.Tables;
using Quarterhour.Reference.BuiltIn;
using Quarterhour.Reference.Packed;

namespace Quarterhour.Reference.Store;

/// <summary>The pair table as a packed file.</summary>
static class PairsPack
{
    const int Columns = 3;

    public static void Write(PackedWriter packed, PairRowsBuilder built)
    {
        var (codes, ends, rows) = built.Runs();
        packed.Add<ulong>("codes", codes);
        packed.Add<int>("ends", ends);
        packed.Add<uint>("rows", rows);
        packed.Add<ushort>("samples", PairRows.Samples(rows));
        packed.Add<ulong>("column1", [built.Column1.First.Packed, built.Column1.Last.Packed]);
        packed.Add<int>("kinds", [.. built.Kinds.SelectMany(kind => (int[])[Day(kind.FirstDay), Day(kind.LastDay), kind.Indicator])]);
        packed.Texts("rationales", [.. built.Kinds.Select(kind => kind.Rationale ?? "")]);
    }

    public static PairRows Read(PackedFile packed)
    {
        var figures = packed.Values<int>("kinds").Span;
        var rationales = packed.Texts("rationales");
        var kinds = new PairTerms[figures.Length / Columns];
        for (int i = 0; i < kinds.Length; i++)
            kinds[i] = new(Day(figures[Columns * i]), Day(figures[Columns * i + 1]), (char)figures[Columns * i + 2], rationales[i] is { Length: > 0 } words ? words : null);
        return new(packed.Values<ulong>("codes"), packed.Values<int>("ends"), packed.Values<uint>("rows"), packed.Values<ushort>("samples"), kinds,
            (ProcedureCode.FromPacked(packed.Values<ulong>("column1").Span[0]), ProcedureCode.FromPacked(packed.Values<ulong>("column1").Span[1])));
    }

    static int Day(DateOnly? day) => day?.DayNumber ?? -1;

    static DateOnly? Day(int number) => number < 0 ? null : DateOnly.FromDayNumber(number);

    /// <summary>The built-in releases with the imported ones before them; a whole table takes the place of a built-in one of the same days.</summary>
    public static PairTable Open(ReferenceFolder folder)
    {
        List<PairRelease> builtIn = [.. BuiltInPairs.Read().Releases], imported = [];
        foreach (var files in folder.Of("pairs").GroupBy(table => (table.Release.Setting!.Value, table.Release.From!.Value, table.Release.IsCut)).OrderBy(files => files.Key.IsCut))
        {
            var (table, (setting, from, isCut)) = (files.First(), files.Key);
            var parts = files.Select(part => (part.Release.Part, Read(folder.OpenPacked(part)))).ToArray();
            imported.Add(Release(new(table.Release.Release, setting, from, table.Release.To!.Value, table.Source), parts, isCut));
            if (!isCut) builtIn.RemoveAll(known => known.Release.Setting == setting && known.Release.From == from);
        }
        return new([.. imported, .. builtIn]);
    }

    /// <summary>A release from its parts. Parts are numbered as CMS numbers its files, 1 to 4; a table in one file has number 0. Of another quarter than its own
    /// a release can tell only about codes that it has: others may have begun since.</summary>
    static PairRelease Release(EditRelease release, (int Part, PairRows Rows)[] parts, bool isCut)
    {
        return new(release, [.. parts.Select(part => part.Rows)], (code, standsIn) => !isCut && Covers(parts, code) && (!standsIn || Knows(code)));

        bool Knows(ProcedureCode code)
        {
            foreach (var (_, rows) in parts)
                if (rows.Number(code) >= 0) return true;
            return false;
        }
    }

    /// <summary>CMS's last part.</summary>
    const int LastPart = 4;

    /// <summary>True where the part in which the code's rows as column 1 would stand is loaded.</summary>
    static bool Covers((int Part, PairRows Rows)[] parts, ProcedureCode code)
    {
        foreach (var (part, rows) in parts)
        {
            if (part == 0) return true;
            bool fromHere = part == 1 || code.CompareTo(rows.Column1.First) >= 0 || BehindPart(part - 1);
            bool toHere = part == LastPart || code.CompareTo(rows.Column1.Last) <= 0;
            if (fromHere && toHere) return true;
        }
        return false;

        bool BehindPart(int number)
        {
            foreach (var (part, rows) in parts)
                if (part == number && code.CompareTo(rows.Column1.Last) > 0) return true;
            return false;
        }
    }
}
