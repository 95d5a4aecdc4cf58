using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Quarterhour.Billing.Tables;

/// <summary>Lines of pairs of codes, four bytes each: codes are numbered in their order, and a pair stands under the lower of its two, whichever is column 1, so that one search answers for both directions.</summary>
/// <remarks>The bound is memory: a search waits for the one line of the processor's cache that holds the pair; docs/benchmarks.md has what was reached.</remarks>
public sealed class PairLines
{
    readonly ReadOnlyMemory<ulong> codes;
    readonly ReadOnlyMemory<uint> rows;

    // asked at every search, and small
    readonly int[] ends;
    readonly ushort[] samples;

    /// <param name="codes">The codes of either column, packed, in order, each once.</param>
    /// <param name="ends">By the number of a code, where the lines that stand under it end.</param>
    /// <param name="rows">By line in the upper half the number of the other code, ascending under each code; in the lower half what is said of the two.</param>
    /// <param name="samples">The other code of every 16th line: few enough to stay in the cache, so that a search waits for one line of the cache only.</param>
    /// <exception cref="ArgumentException">The parts don't belong together.</exception>
    public PairLines(ReadOnlyMemory<ulong> codes, ReadOnlyMemory<int> ends, ReadOnlyMemory<uint> rows, ReadOnlyMemory<ushort> samples)
    {
        int last = ends.IsEmpty ? 0 : ends.Span[^1];
        if (codes.Length != ends.Length || last != rows.Length || samples.Length != (last + Line - 1) / Line) throw new ArgumentException("the parts of the pair table don't belong together", nameof(ends));
        (this.codes, this.ends, this.rows, this.samples) = (codes, ends.ToArray(), rows, samples.ToArray());
    }

    /// <summary>How many.</summary>
    public int Count => rows.Length;

    /// <summary>How many codes stand in a line.</summary>
    public int Codes => codes.Length;

    /// <summary>A code by its number, from 0 in the order of the codes.</summary>
    public ProcedureCode Code(int number) => ProcedureCode.FromPacked(codes.Span[number]);

    /// <summary>The number of a code; negative for one that stands in no line.</summary>
    public int Number(ProcedureCode code) => codes.Span.BinarySearch(code.Packed);

    /// <summary>Where the lines stand that are kept under a code, by its number.</summary>
    public (int From, int End) Under(int code) => (code == 0 ? 0 : ends[code - 1], ends[code]);

    /// <summary>All lines.</summary>
    public ReadOnlySpan<uint> Rows => rows.Span;

    /// <summary>Rows to a sample: a line of the cache.</summary>
    public const int Line = 16;

    /// <summary>The other code of every 16th row.</summary>
    public static ushort[] Samples(ReadOnlySpan<uint> rows)
    {
        var taken = new ushort[(rows.Length + Line - 1) / Line];
        for (int i = 0; i < taken.Length; i++) taken[i] = (ushort)(rows[i * Line] >> 16);
        return taken;
    }

    /// <summary>Where a code stands among the other codes from a line on, or would: by the samples to sixteen lines, then within them.</summary>
    /// <param name="given"><see cref="Rows"/>.</param>
    /// <param name="from">The first line under the lower code.</param>
    /// <param name="end">The last one's end.</param>
    /// <param name="code">The number of the other code.</param>
    /// <remarks>Without a branch on what was read: a guess that is wrong every other time costs more than the whole search, and keeps the processor from waiting for two parts at once.</remarks>
    public int First(ReadOnlySpan<uint> given, int from, int end, int code)
    {
        int low = (from + Line - 1) / Line, left = (end + Line - 1) / Line - low, beyond = low + left;
        ref ushort seen = ref MemoryMarshal.GetArrayDataReference(samples);
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
