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
        packed.Add<ushort>("samples", PairLines.Samples(rows));
        packed.Add<ulong>("column1", [built.Column1.First.Packed, built.Column1.Last.Packed]);
        Write(packed, built.Kinds);
    }

    /// <summary>What holds, by number.</summary>
    internal static void Write(PackedWriter packed, IReadOnlyList<PairTerms> kinds)
    {
        packed.Add<int>("kinds", [.. kinds.SelectMany(kind => (int[])[Day(kind.FirstDay), Day(kind.LastDay), kind.Indicator])]);
        packed.Texts("rationales", [.. kinds.Select(kind => kind.Rationale ?? "")]);
    }

    public static PairRows Read(PackedFile packed)
    {
        var column1 = packed.Values<ulong>("column1").Span;
        return new(new(packed.Values<ulong>("codes"), packed.Values<int>("ends"), packed.Values<uint>("rows"), packed.Values<ushort>("samples")), Kinds(packed), (ProcedureCode.FromPacked(column1[0]), ProcedureCode.FromPacked(column1[1])));
    }

    internal static PairTerms[] Kinds(PackedFile packed)
    {
        var figures = packed.Values<int>("kinds").Span;
        var rationales = packed.Texts("rationales");
        var kinds = new PairTerms[figures.Length / Columns];
        for (int i = 0; i < kinds.Length; i++)
            kinds[i] = new(Day(figures[Columns * i]), Day(figures[Columns * i + 1]), (char)figures[Columns * i + 2], rationales[i] is { Length: > 0 } words ? words : null);
        return kinds;
    }

    static int Day(DateOnly? day) => day?.DayNumber ?? -1;

    static DateOnly? Day(int number) => number < 0 ? null : DateOnly.FromDayNumber(number);

    /// <summary>The built-in releases with the imported ones before them; a whole table takes the place of a built-in one of the same days.</summary>
    public static PairTable Open(ReferenceFolder folder)
    {
        List<PairRelease> builtIn = [.. BuiltInPairs.Read().Releases];
        var imported = Grouped(folder).ToList();
        var whole = imported.FindAll(static files => !files.Key.IsCut);
        builtIn.RemoveAll(known => whole.Exists(files => files.Key.Setting == known.Release.Setting && files.Key.From == known.Release.From));
        return new([.. imported.Select(files => Release(folder, files)), .. builtIn], PairIndexPack.Open(folder), whole.Count);
    }

    /// <summary>The whole ones, in their order; their parts are opened when somebody asks for them.</summary>
    internal static IReadOnlyList<PairRelease> Whole(ReferenceFolder folder) => [.. Grouped(folder).Where(static files => !files.Key.IsCut).Select(files => Release(folder, files))];

    /// <summary>Whole ones first.</summary>
    static IEnumerable<IGrouping<(Setting Setting, DateOnly From, bool IsCut), StoredTable>> Grouped(ReferenceFolder folder) =>
        folder.Of("pairs").GroupBy(static table => (table.Release.Setting!.Value, table.Release.From!.Value, table.Release.IsCut)).OrderBy(static files => files.Key.IsCut);

    static PairRelease Release(ReferenceFolder folder, IGrouping<(Setting Setting, DateOnly From, bool IsCut), StoredTable> files)
    {
        var table = files.First();
        (int Part, Func<PackedFile> Open)[] held = [.. files.Select(part => (part.Release.Part, folder.LaterPacked(part)))];
        var parts = new Lazy<(int, PairRows)[]>(() => [.. held.Select(static part => (part.Part, Read(part.Open())))]);
        return Release(new(table.Release.Release, files.Key.Setting, files.Key.From, table.Release.To!.Value, table.Source), parts, files.Key.IsCut);
    }

    /// <summary>A release from its parts. Parts are numbered as CMS numbers its files, 1 to 4; a table in one file has number 0. Of another quarter than its own
    /// a release can tell only about codes that it has: others may have begun since.</summary>
    static PairRelease Release(EditRelease release, Lazy<(int Part, PairRows Rows)[]> parts, bool isCut)
    {
        return new(release, () => [.. parts.Value.Select(static part => part.Rows)], (code, standsIn) => !isCut && Covers(parts.Value, code) && (!standsIn || Knows(code)));

        bool Knows(ProcedureCode code)
        {
            foreach (var (_, rows) in parts.Value)
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
