using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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

/// <summary>Rows of a pair table, four bytes each: codes and terms are numbered, and a pair stands under the lower of its codes, whichever is column 1, so that one search answers for
/// both directions. A pair may have several rows with different dates; all are kept.</summary>
/// <remarks>The bound is memory: 4.3 million rows are 18 MB, so that a look-up waits for about two reads past the cache; docs/benchmarks.md has what was reached.</remarks>
public sealed class PairRows
{
    readonly ReadOnlyMemory<ulong> codes;
    readonly ReadOnlyMemory<int> ends;
    readonly ReadOnlyMemory<uint> rows;
    readonly ReadOnlyMemory<ushort> samples;
    readonly PairTerms[] kinds;

    /// <param name="codes">The codes of either column, packed, in order, each once.</param>
    /// <param name="ends">By the number of a code, where the rows that stand under it end.</param>
    /// <param name="rows">By row in the upper half the number of the other code, ascending under each code; in the lower half twice the number of what holds, and 1 more where the other code is column 1.</param>
    /// <param name="samples">The other code of every 16th row: few enough to stay in the cache, so that a search waits for one line of the rows only.</param>
    /// <param name="kinds">What holds, by number.</param>
    /// <param name="column1">The first and the last code that stand in column 1.</param>
    /// <exception cref="ArgumentException">The parts don't belong together.</exception>
    public PairRows(ReadOnlyMemory<ulong> codes, ReadOnlyMemory<int> ends, ReadOnlyMemory<uint> rows, ReadOnlyMemory<ushort> samples, PairTerms[] kinds, (ProcedureCode First, ProcedureCode Last) column1)
    {
        int last = ends.IsEmpty ? 0 : ends.Span[^1];
        if (codes.Length != ends.Length || last != rows.Length || samples.Length != (last + Line - 1) / Line) throw new ArgumentException("the parts of the pair table don't belong together", nameof(ends));
        (this.codes, this.ends, this.rows, this.samples, this.kinds, Column1) = (codes, ends, rows, samples, kinds, column1);
    }

    /// <summary>How many.</summary>
    public int Count => rows.Length;

    /// <summary>The first and the last code that stand in column 1; none where there is no row.</summary>
    public (ProcedureCode First, ProcedureCode Last) Column1 { get; }

    /// <summary>How many codes stand in a row.</summary>
    public int Codes => codes.Length;

    /// <summary>A code by its number, from 0 in the order of the codes.</summary>
    public ProcedureCode Code(int number) => ProcedureCode.FromPacked(codes.Span[number]);

    /// <summary>The number of a code; negative for one that stands in no row.</summary>
    public int Number(ProcedureCode code) => codes.Span.BinarySearch(code.Packed);

    /// <summary>False where neither code can stand in column 1 here.</summary>
    public bool MayHold(ProcedureCode a, ProcedureCode b) => Spans(a.Packed) || Spans(b.Packed);

    bool Spans(ulong code) => Column1.First.Packed <= code && code <= Column1.Last.Packed;

    /// <summary>The row in force for two codes, in either order; of several whose first days are not told, the one that ends first.</summary>
    public PairRow? Find(ProcedureCode a, ProcedureCode b, DateOnly date)
    {
        if (Number(a) is not (>= 0 and var lower) || Number(b) is not (>= 0 and var upper)) return null;
        if (lower > upper) (lower, upper) = (upper, lower);
        var (from, end) = Under(lower);
        return InForce(from, end, upper, date, out bool back) is { } terms ? Row(lower, upper, back, terms) : null;
    }

    /// <summary>Where the rows stand that are kept under a code, by its number.</summary>
    internal (int From, int End) Under(int code) => (code == 0 ? 0 : ends.Span[code - 1], ends.Span[code]);

    /// <summary>What holds on a date between the code whose rows stand there and another one, by its number.</summary>
    /// <param name="back">True where the other code is column 1.</param>
    internal PairTerms? InForce(int from, int end, int other, DateOnly date, out bool back)
    {
        var given = rows.Span;
        PairTerms? found = null;
        back = false;
        for (int at = First(given, from, end, other); at < end && given[at] >> 16 == other; at++)
        {
            int number = (int)(given[at] & 0xFFFF);
            var kind = kinds[number >> 1];
            if (kind.ActiveOn(date) && (found is null || kind.EndsBefore(found))) (found, back) = (kind, (number & 1) != 0);
        }
        return found;
    }

    /// <summary>Every row, in the order of the lower code, then the higher.</summary>
    public IEnumerable<PairRow> All()
    {
        for (int code = 0, row = 0; code < codes.Length; code++)
            for (; row < ends.Span[code]; row++)
                yield return Row(code, (int)(rows.Span[row] >> 16), (rows.Span[row] & 1) != 0, kinds[(rows.Span[row] & 0xFFFF) >> 1]);
    }

    PairRow Row(int lower, int upper, bool back, PairTerms kind) => back ? new(Code(upper), Code(lower), kind) : new(Code(lower), Code(upper), kind);

    /// <summary>Rows to a sample: a line of the cache.</summary>
    internal const int Line = 16;

    /// <summary>The other code of every 16th row.</summary>
    public static ushort[] Samples(ReadOnlySpan<uint> rows)
    {
        var taken = new ushort[(rows.Length + Line - 1) / Line];
        for (int i = 0; i < taken.Length; i++) taken[i] = (ushort)(rows[i * Line] >> 16);
        return taken;
    }

    /// <summary>Where a code stands among the partners from a row on, or would: by the samples to a line of rows, then within it.</summary>
    /// <remarks>Without a branch on what was read: a guess that is wrong every other time costs more than the whole search, and keeps the processor from waiting for two parts at once.</remarks>
    int First(ReadOnlySpan<uint> given, int from, int end, int code)
    {
        int low = (from + Line - 1) / Line, left = (end + Line - 1) / Line - low, beyond = low + left;
        ref ushort seen = ref MemoryMarshal.GetReference(samples.Span);
        while (left > 0)
        {
            int half = (left + 1) >> 1;
            // -1 where the sample is less, else 0
            low += half & ((Unsafe.Add(ref seen, low + half - 1) - code) >> 31);
            left -= half;
        }
        // the line before the first sample that is not less
        int start = Math.Max(from, (low - 1) * Line), stop = low < beyond ? Math.Min(end, low * Line) : end;
        return start + Less(given[start..stop], (uint)code << 16);
    }

    /// <summary>How many of at most a line of rows, ascending, are less.</summary>
    static int Less(ReadOnlySpan<uint> line, uint row)
    {
        int less = 0;
        if (line.Length == Line)
        {
            ref uint first = ref MemoryMarshal.GetReference(line);
            var than = Vector256.Create(row);
            uint low = Vector256.LessThan(Vector256.LoadUnsafe(ref first), than).ExtractMostSignificantBits(), high = Vector256.LessThan(Vector256.LoadUnsafe(ref first, 8), than).ExtractMostSignificantBits();
            return BitOperations.PopCount(low | high << 8);
        }
        foreach (uint one in line) less += one < row ? 1 : 0;
        return less;
    }
}
