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
        var (inOrder, ends, column2, terms) = Runs();
        return new(inOrder, ends, column2, terms, [.. kinds]);
    }

    /// <summary>The parts of the packed table, to be written to a file; <see cref="Kinds"/> belongs to them.</summary>
    public (ulong[] Codes, int[] Ends, ushort[] Column2, ushort[] Terms) Runs()
    {
        ulong[] inOrder = codes[..places.Count];
        Array.Sort(inOrder);
        int[] rank = new int[inOrder.Length];
        for (int i = 0; i < rank.Length; i++) rank[places.Find(ProcedureCode.FromPacked(inOrder[i]))] = i;
        ulong[] sorted = new ulong[Count];
        for (int i = 0; i < sorted.Length; i++) sorted[i] = Row(rank[(int)(rows[i] >> 32)], rank[(int)(rows[i] >> 16 & 0xFFFF)], (int)(rows[i] & 0xFFFF));
        Array.Sort(sorted);
        int[] ends = new int[inOrder.Length];
        ushort[] column2 = new ushort[Count], terms = new ushort[Count];
        for (int i = 0; i < sorted.Length; i++)
        {
            ends[(int)(sorted[i] >> 32)] = i + 1;
            (column2[i], terms[i]) = ((ushort)(sorted[i] >> 16 & 0xFFFF), (ushort)(sorted[i] & 0xFFFF));
        }
        // a code without rows of its own as column 1 ends where the one before it does
        for (int i = 1; i < ends.Length; i++) ends[i] = Math.Max(ends[i], ends[i - 1]);
        return (inOrder, ends, column2, terms);
    }
}
