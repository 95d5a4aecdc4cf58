using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Quarterhour.X12;

// How it works: 64 bytes at a time are compared with the element separator and with the terminator; both answers become bit masks,
// and the positions of the set bits are written to one list (as simdjson's first stage does for JSON). A second list says which of
// those positions are terminators. A segment then is two numbers, an element is two neighbors in a list, and nothing is scanned twice.
// Bound: memory is read once and one position is written for each separator. Measured by `Quarterhour.Bench x12`, see docs/benchmarks-x12.md.

/// <summary>Where elements and segments end in a stretch of a buffer.</summary>
sealed class SegmentIndex
{
    const int Block = 64, Spare = 16;

    int[] marks = new int[4096 + Spare + Block];
    int[] ends = new int[1024 + Spare + Block];

    /// <summary>Whole segments found.</summary>
    public int Segments { get; private set; }

    /// <summary>Positions of element separators and terminators, in order.</summary>
    public int[] Marks => marks;

    /// <summary>For each segment the place of its terminator in <see cref="Marks"/>.</summary>
    public int[] Ends => ends;

    int found;

    public void Clear() => (Segments, found) = (0, 0);

    /// <summary>Lets what is open after the last segment end here.</summary>
    public void Close(int at)
    {
        marks[found] = at;
        ends[Segments++] = found++;
    }

    /// <summary>Finds all segments that end between two positions of a buffer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Build(byte[] buffer, int from, int to, byte element, byte terminator)
    {
        // every byte may be a mark
        if (marks.Length < to - from + Spare + Block) marks = new int[to - from + Spare + Block];
        if (ends.Length < to - from + Spare + Block) ends = new int[to - from + Spare + Block];
        ref byte bytes = ref MemoryMarshal.GetArrayDataReference(buffer);
        ref int mark = ref MemoryMarshal.GetArrayDataReference(marks);
        ref int end = ref MemoryMarshal.GetArrayDataReference(ends);
        int filled = 0, segments = 0, at = from;
        for (; at + Block <= to; at += Block)
        {
            var (separators, terminators) = Masks(ref Unsafe.Add(ref bytes, at), element, terminator);
            ulong all = separators | terminators;
            int here = filled, count = BitOperations.PopCount(all);
            ref int write = ref Unsafe.Add(ref mark, filled);
            filled += count;
            // eight at a time, written whether they are there or not: fewer branches than one by one
            for (ulong rest = all; count > 0; count -= 8)
            {
                for (int k = 0; k < 8; k++)
                {
                    Unsafe.Add(ref write, k) = at + BitOperations.TrailingZeroCount(rest);
                    rest &= rest - 1;
                }
                write = ref Unsafe.Add(ref write, 8);
            }
            for (; terminators != 0; terminators &= terminators - 1)
                Unsafe.Add(ref end, segments++) = here + BitOperations.PopCount(all & ((terminators & (0 - terminators)) - 1));
        }
        for (; at < to; at++)
        {
            byte one = Unsafe.Add(ref bytes, at);
            if (one == terminator) Unsafe.Add(ref end, segments++) = filled;
            else if (one != element) continue;
            Unsafe.Add(ref mark, filled++) = at;
        }
        (Segments, found) = (segments, filled);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (ulong Separators, ulong Terminators) Masks(ref byte bytes, byte element, byte terminator)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            var block = Vector512.LoadUnsafe(ref bytes);
            return (Vector512.Equals(block, Vector512.Create(element)).ExtractMostSignificantBits(), Vector512.Equals(block, Vector512.Create(terminator)).ExtractMostSignificantBits());
        }
        var (low, high) = (Vector256.LoadUnsafe(ref bytes), Vector256.LoadUnsafe(ref bytes, 32));
        var (separator, ending) = (Vector256.Create(element), Vector256.Create(terminator));
        return (Vector256.Equals(low, separator).ExtractMostSignificantBits() | (ulong)Vector256.Equals(high, separator).ExtractMostSignificantBits() << 32,
            Vector256.Equals(low, ending).ExtractMostSignificantBits() | (ulong)Vector256.Equals(high, ending).ExtractMostSignificantBits() << 32);
    }
}
