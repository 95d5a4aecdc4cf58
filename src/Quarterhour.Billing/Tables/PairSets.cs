using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Quarterhour.Billing.Tables;

/// <summary>What number a pair of codes has: pairs of which the same is said have the same one. A pair stands under the lower of its codes, in four bytes.</summary>
/// <remarks>A look-up reads one line of the processor's cache that is in no cache, as a rule, and has no branch on what it holds: while the processor waits for it, it goes on to the next question.
/// docs/benchmarks.md has what was reached.</remarks>
public sealed class PairSets
{
    /// <summary>No pair.</summary>
    public const int None = 0;

    /// <summary>Rows to a line of the cache. Each code begins a new one.</summary>
    public const int Line = PairLines.Line;

    /// <summary>What is left of a code's last line. No code has that number.</summary>
    public const uint Filling = uint.MaxValue;

    /// <summary>The most codes.</summary>
    public const int MostCodes = ushort.MaxValue;

    readonly ReadOnlyMemory<ulong> codes;
    readonly ReadOnlyMemory<uint> rows;

    // asked at every look-up, and small
    readonly CodeRanks ranks;
    readonly int[] ends;
    readonly ushort[] first;

    /// <param name="codes">The codes of either column, packed, in order, each once.</param>
    /// <param name="ends">By the number of a code, where the lines that stand under it end, counted in lines; each code has one at least.</param>
    /// <param name="rows">In the upper half the number of the other code, ascending under each code; in the lower half the number of the pair, from 1. Whole lines.</param>
    /// <exception cref="ArgumentException">The parts don't belong together.</exception>
    public PairSets(ReadOnlyMemory<ulong> codes, ReadOnlyMemory<int> ends, ReadOnlyMemory<uint> rows)
    {
        int lines = ends.IsEmpty ? 0 : ends.Span[^1];
        if (codes.Length != ends.Length || codes.Length > MostCodes || rows.Length != lines * Line) throw new ArgumentException("the parts of the pair index don't belong together", nameof(ends));
        (this.codes, this.rows, ranks) = (codes, rows, new(codes.Span));
        // before each code's end the one of the code before
        this.ends = [0, .. ends.Span];
        for (int code = 0; code < codes.Length; code++)
            if (this.ends[code] >= this.ends[code + 1]) throw new ArgumentException("each code has a line", nameof(ends));
        // sixteen from the last one on can be read
        first = new ushort[lines + Line];
        var given = rows.Span;
        for (int i = 0; i < lines; i++) first[i] = (ushort)(given[i * Line] >> 16);
    }

    /// <summary>How many codes stand in a pair.</summary>
    public int Codes => codes.Length;

    /// <summary>A code by its number, from 0 in the order of the codes.</summary>
    public ProcedureCode Code(int number) => ProcedureCode.FromPacked(codes.Span[number]);

    /// <summary>The number of a code; -1 for one that stands in no pair.</summary>
    public int Number(ProcedureCode code) => ranks.Find(code);

    /// <summary>The number of a pair; <see cref="None"/> where there is none.</summary>
    /// <param name="one">The number of a code.</param>
    /// <param name="other">The number of another one.</param>
    public int Find(int one, int other)
    {
        unchecked
        {
            int lower = Math.Min(one, other), higher = Math.Max(one, other), line = ends[lower], left = ends[lower + 1] - line;
            ref ushort seen = ref MemoryMarshal.GetArrayDataReference(first);
            while (left > Line)
            {
                int half = left >> 1;
                // -1 where the line's first code is not more, else 0
                line += half & (Unsafe.Add(ref seen, line + half) - higher - 1 >> 31);
                left -= half;
            }
            // of the lines that are left the last whose first code is not more
            uint notMore = Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref seen, (nuint)line), Vector256.Create((ushort)higher)).ExtractMostSignificantBits() & ((1u << left) - 1);
            line += BitOperations.PopCount(notMore >> 1);

            var given = rows.Span.Slice(line * Line, Line);
            ref uint row = ref MemoryMarshal.GetReference(given);
            Vector256<uint> key = Vector256.Create((uint)higher << 16), upper = Vector256.Create(0xFFFF_0000u);
            uint low = Vector256.Equals(Vector256.LoadUnsafe(ref row) & upper, key).ExtractMostSignificantBits(), high = Vector256.Equals(Vector256.LoadUnsafe(ref row, 8) & upper, key).ExtractMostSignificantBits();
            int equal = (int)(low | high << 8);
            return (int)(Unsafe.Add(ref row, BitOperations.TrailingZeroCount(equal | 1 << Line - 1)) & 0xFFFF) & -equal >> 31;
        }
    }
}
