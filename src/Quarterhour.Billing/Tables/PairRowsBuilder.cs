namespace Quarterhour.Billing.Tables;

/// <summary>Gathers rows of a pair table in any order and packs them.</summary>
public sealed class PairRowsBuilder
{
    readonly CodeIndex places = new();
    readonly Dictionary<PairTerms, int> numbers = [];
    readonly List<PairTerms> kinds = [];
    ulong[] codes = new ulong[1024];

    // place of column 1, place of column 2, number of the terms: 16 bits each
    ulong[] rows = new ulong[4096];

    /// <summary>Rows so far.</summary>
    public int Count { get; private set; }

    /// <summary>What holds, by number.</summary>
    public IReadOnlyList<PairTerms> Kinds => kinds;

    /// <summary>Adds a row.</summary>
    /// <exception cref="OverflowException">More than 65,536 codes or kinds of terms: no table of CMS's comes near.</exception>
    public void Add(ProcedureCode column1, ProcedureCode column2, PairTerms terms)
    {
        if (!numbers.TryGetValue(terms, out int number))
        {
            numbers.Add(terms, number = kinds.Count);
            kinds.Add(terms);
        }
        Column1 = Count == 0 ? (column1, column1) : (column1.CompareTo(Column1.First) < 0 ? column1 : Column1.First, column1.CompareTo(Column1.Last) > 0 ? column1 : Column1.Last);
        if (Count == rows.Length) Array.Resize(ref rows, 2 * Count);
        rows[Count++] = Row(Place(column1), Place(column2), number);
    }

    int Place(ProcedureCode code)
    {
        int place = places.Add(code);
        if (place >= codes.Length) Array.Resize(ref codes, 2 * codes.Length);
        codes[place] = code.Packed;
        return place;
    }

    static ulong Row(int first, int second, int terms) => (ulong)checked((ushort)first) << 32 | (ulong)checked((ushort)second) << 16 | checked((ushort)terms);

    /// <summary>Packs them.</summary>
    public PairRows Pack()
    {
        var (inOrder, ends, packed) = Runs();
        return new(new(inOrder, ends, packed, PairLines.Samples(packed)), [.. kinds], Column1);
    }

    /// <summary>The first and the last code that stand in column 1; none where there is no row.</summary>
    public (ProcedureCode First, ProcedureCode Last) Column1 { get; private set; }

    /// <summary>The parts of the packed table, as <see cref="PairLines"/> takes them; <see cref="Kinds"/> and <see cref="Column1"/> belong to them.</summary>
    /// <exception cref="OverflowException">More than 32,768 kinds of terms.</exception>
    public (ulong[] Codes, int[] Ends, uint[] Rows) Runs()
    {
        ulong[] inOrder = codes[..places.Count];
        Array.Sort(inOrder);
        int[] rank = new int[inOrder.Length];
        for (int i = 0; i < rank.Length; i++) rank[places.Find(ProcedureCode.FromPacked(inOrder[i]))] = i;
        ulong[] sorted = new ulong[Count];
        for (int i = 0; i < sorted.Length; i++)
        {
            int first = rank[(int)(rows[i] >> 32)], second = rank[(int)(rows[i] >> 16 & 0xFFFF)], kind = (int)(rows[i] & 0xFFFF) * 2;
            sorted[i] = first <= second ? Row(first, second, kind) : Row(second, first, kind + 1);
        }
        Array.Sort(sorted);
        int[] ends = new int[inOrder.Length];
        uint[] packed = new uint[Count];
        for (int i = 0; i < sorted.Length; i++)
        {
            ends[(int)(sorted[i] >> 32)] = i + 1;
            packed[i] = (uint)(sorted[i] & 0xFFFF_FFFF);
        }
        // a code under which nothing stands ends where the one before it does
        for (int i = 1; i < ends.Length; i++) ends[i] = Math.Max(ends[i], ends[i - 1]);
        return (inOrder, ends, packed);
    }
}
