namespace Quarterhour.Billing.Tables;

/// <summary>What a row of the pair table says beside its two codes. Many rows say the same.</summary>
/// <param name="FirstDay">The effective date; null where the file does not tell it: the row is taken to have begun before.</param>
/// <param name="LastDay">The deletion date, which is the last day in force; null while in force.</param>
/// <param name="Indicator">0 never together, 1 together with a modifier that the record supports, 9 withdrawn.</param>
/// <param name="Rationale">CMS's word for the policy behind it; null where the file does not tell it.</param>
public sealed record PairTerms(DateOnly? FirstDay, DateOnly? LastDay, char Indicator, string? Rationale = null)
{
    /// <summary>Of two rows in force whose first days are not told, the one that ends first was in force: the other began when it ended.</summary>
    public bool EndsBefore(PairTerms other) => LastDay is { } last && (other.LastDay is not { } later || last < later);

    /// <summary>In force on the date as far as the row tells.</summary>
    public bool ActiveOn(DateOnly date) => Indicator != '9' && (FirstDay is not { } first || date >= first) && (LastDay is not { } last || date <= last);
}

/// <summary>A row of the NCCI pair table.</summary>
/// <param name="Column1">The code that is paid.</param>
/// <param name="Column2">The code that is denied.</param>
/// <param name="Terms">What holds of them.</param>
public readonly record struct PairRow(ProcedureCode Column1, ProcedureCode Column2, PairTerms Terms)
{
    public char Indicator => Terms.Indicator;
}

/// <summary>Rows of a pair table, four bytes each: codes and terms are numbered, the rows of a column 1 stand together in the order of column 2.
/// A pair may have several rows with different dates; all are kept.</summary>
public sealed class PairRows
{
    readonly CodeIndex codes;
    readonly ReadOnlyMemory<ulong> packed;
    readonly ReadOnlyMemory<int> ends;
    readonly ReadOnlyMemory<ushort> column2;
    readonly ReadOnlyMemory<ushort> terms;
    readonly PairTerms[] kinds;

    /// <param name="codes">The codes of either column, packed, in order, each once.</param>
    /// <param name="ends">By the number of a code, where its rows as column 1 end.</param>
    /// <param name="column2">By row, the number of the code in column 2.</param>
    /// <param name="terms">By row, the number of what holds.</param>
    /// <param name="kinds">What holds, by number.</param>
    /// <exception cref="ArgumentException">The parts don't belong together.</exception>
    public PairRows(ReadOnlyMemory<ulong> codes, ReadOnlyMemory<int> ends, ReadOnlyMemory<ushort> column2, ReadOnlyMemory<ushort> terms, PairTerms[] kinds)
    {
        int last = ends.IsEmpty ? 0 : ends.Span[^1];
        if (codes.Length != ends.Length || column2.Length != terms.Length || last != column2.Length) throw new ArgumentException("the parts of the pair table don't belong together", nameof(ends));
        (packed, this.ends, this.column2, this.terms, this.kinds) = (codes, ends, column2, terms, kinds);
        this.codes = new(codes.Span);
        if (last == 0) return;
        int first = 0, lastWithRows = ends.Length - 1;
        while (ends.Span[first] == 0) first++;
        while (lastWithRows > 0 && ends.Span[lastWithRows - 1] == last) lastWithRows--;
        (First1, Last1) = (Code(first), Code(lastWithRows));
    }

    /// <summary>How many.</summary>
    public int Count => column2.Length;

    /// <summary>The first code that has rows as column 1; none where there is no row.</summary>
    public ProcedureCode First1 { get; }

    /// <summary>The last code that has rows as column 1.</summary>
    public ProcedureCode Last1 { get; }

    /// <summary>True for a code that stands in a row.</summary>
    public bool Knows(ProcedureCode code) => codes.Contains(code);

    /// <summary>The row in force for the two codes in the order given; of several whose first days are not told, the one that ends first.</summary>
    public PairRow? Active(ProcedureCode first, ProcedureCode second, DateOnly date)
    {
        int a = codes.Find(first), b = codes.Find(second);
        if (a < 0 || b < 0) return null;
        var bounds = ends.Span;
        int from = a == 0 ? 0 : bounds[a - 1];
        var partners = column2.Span[from..bounds[a]];
        PairTerms? found = null;
        for (int at = First(partners, (ushort)b); at < partners.Length && partners[at] == b; at++)
            if (kinds[terms.Span[from + at]] is var kind && kind.ActiveOn(date) && (found is null || kind.EndsBefore(found))) found = kind;
        return found is null ? null : new(first, second, found);
    }

    /// <summary>Every row, in order.</summary>
    public IEnumerable<PairRow> All()
    {
        for (int code = 0, row = 0; code < packed.Length; code++)
            for (; row < ends.Span[code]; row++)
                yield return new(Code(code), Code(column2.Span[row]), kinds[terms.Span[row]]);
    }

    ProcedureCode Code(int number) => ProcedureCode.FromPacked(packed.Span[number]);

    /// <summary>Where a code stands among the partners, or would.</summary>
    static int First(ReadOnlySpan<ushort> partners, ushort code)
    {
        int low = 0, high = partners.Length;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (partners[middle] < code) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
