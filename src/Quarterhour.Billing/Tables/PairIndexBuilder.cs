using System.Runtime.InteropServices;

namespace Quarterhour.Billing.Tables;

/// <summary>Makes a <see cref="PairIndex"/> of whole releases.</summary>
public sealed class PairIndexBuilder
{
    const int MostReleases = 255, MostParts = 16, MostSets = ushort.MaxValue;

    /// <summary>Eight bytes each while it is made.</summary>
    const long MostRows = 40_000_000;

    readonly Dictionary<PairTerms, int> numbers = [];
    readonly List<PairTerms> kinds = [];

    PairIndexBuilder() { }

    /// <summary>The codes of all releases, packed, in order.</summary>
    public ulong[] Codes { get; private set; } = [];

    /// <summary>By code, where the lines that stand under it end, as <see cref="PairSets"/> takes it.</summary>
    public int[] Ends { get; private set; } = [];

    /// <summary>The other code and the set, in lines.</summary>
    public uint[] Pairs { get; private set; } = [];

    /// <summary>By set, where its rows end.</summary>
    public int[] SetEnds { get; private set; } = [];

    /// <summary>The rows of all sets, as <see cref="PairIndex"/> takes them.</summary>
    public uint[] Rows { get; private set; } = [];

    /// <summary>What holds, by number.</summary>
    public IReadOnlyList<PairTerms> Kinds => kinds;

    /// <summary>By release and code, as <see cref="PairIndex"/> takes it.</summary>
    public byte[] Complete { get; private set; } = [];

    /// <summary>The index.</summary>
    public PairIndex Index() => new(new(Codes, Ends, Pairs), SetEnds, Rows, [.. kinds], Complete);

    /// <summary>Of releases in the order of their numbers; null where they are more than an index can tell apart, and each answers for itself.</summary>
    public static PairIndexBuilder? Of(IReadOnlyList<PairRelease> releases)
    {
        var parts = releases.Index().SelectMany(release => release.Item.Parts.Index().Select(part => (Release: release.Index, Part: part.Index, Rows: part.Item))).ToList();
        if (releases.Count is 0 or > MostReleases || parts.Exists(static part => part.Part >= MostParts) || parts.Sum(static part => (long)part.Rows.Count) > MostRows) return null;
        var made = new PairIndexBuilder { Codes = [.. parts.SelectMany(static part => Enumerable.Range(0, part.Rows.Codes).Select(number => part.Rows.Code(number).Packed)).Distinct().Order()] };
        if (made.Codes.Length > PairSets.MostCodes || !made.Fill(parts)) return null;
        made.Complete = new byte[releases.Count * made.Codes.Length];
        for (int i = 0; i < made.Complete.Length; i++)
        {
            var (release, code) = (releases[i / made.Codes.Length], ProcedureCode.FromPacked(made.Codes[i % made.Codes.Length]));
            made.Complete[i] = (byte)((release.Complete(code, false) ? 1 : 0) | (release.Complete(code, true) ? 2 : 0));
        }
        return made;
    }

    bool Fill(List<(int Release, int Part, PairRows Rows)> parts)
    {
        // pair in the upper half, then release, part and the part's own order of rows: as a look-up goes through them
        ulong[] all = new ulong[parts.Sum(static part => part.Rows.Count)];
        int filled = 0;
        foreach (var (release, part, rows) in parts)
        {
            int[] rank = [.. Enumerable.Range(0, rows.Codes).Select(number => Array.BinarySearch(Codes, rows.Code(number).Packed))];
            var lines = rows.Lines.Rows;
            for (int code = 0; code < rows.Codes; code++)
                for (var (at, end) = rows.Lines.Under(code); at < end; at++)
                    all[filled++] = (ulong)rank[code] << 48 | (ulong)rank[(int)(lines[at] >> 16)] << 32 | (uint)release << 24 | (uint)part << 20 | lines[at] & 0xFFFF;
        }
        Array.Sort(all);
        int[][] kindOf = [.. parts.Select(part => part.Rows.Kinds.Select(Kind).ToArray())];
        var partAt = parts.Index().ToDictionary(static one => (one.Item.Release, one.Item.Part), static one => one.Index);
        if (kinds.Count >= 1 << PairIndex.BackShift) return false;

        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        var byText = known.GetAlternateLookup<ReadOnlySpan<char>>();
        List<int> setEnds = [];
        List<uint> setRows = [], pairs = [], one = [];
        Ends = new int[Codes.Length];
        int under = 0;
        for (int i = 0; i < all.Length;)
        {
            uint pair = (uint)(all[i] >> 32);
            one.Clear();
            for (; i < all.Length && (uint)(all[i] >> 32) == pair; i++)
            {
                uint row = (uint)(all[i] & 0xFFFF_FFFF);
                int kind = kindOf[partAt[((int)(row >> 24), (int)(row >> 20 & 15))]][(int)(row & 0xFFFF) >> 1];
                one.Add(row >> 24 << PairIndex.ReleaseShift | (row & 1) << PairIndex.BackShift | (uint)kind);
            }
            for (; under < pair >> 16; under++) Close(under, pairs);
            // a set is known by its rows, read as text
            var text = MemoryMarshal.Cast<uint, char>(CollectionsMarshal.AsSpan(one));
            if (!byText.TryGetValue(text, out int set))
            {
                setRows.AddRange(one);
                setEnds.Add(setRows.Count);
                known.Add(text.ToString(), set = setEnds.Count);
                if (set > MostSets) return false;
            }
            pairs.Add(pair << 16 | (uint)set);
        }
        for (; under < Codes.Length; under++) Close(under, pairs);
        (Pairs, SetEnds, Rows) = ([.. pairs], [.. setEnds], [.. setRows]);
        return true;
    }

    /// <summary>Fills up the last line of a code, and one where nothing stands under it.</summary>
    void Close(int code, List<uint> pairs)
    {
        int end = Math.Max(code == 0 ? 1 : Ends[code - 1] + 1, (pairs.Count + PairSets.Line - 1) / PairSets.Line);
        while (pairs.Count < end * PairSets.Line) pairs.Add(PairSets.Filling);
        Ends[code] = end;
    }

    int Kind(PairTerms terms)
    {
        if (numbers.TryGetValue(terms, out int number)) return number;
        numbers.Add(terms, number = kinds.Count);
        kinds.Add(terms);
        return number;
    }
}
