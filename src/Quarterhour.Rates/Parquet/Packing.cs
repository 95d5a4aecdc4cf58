using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Quarterhour.Rates.Parquet;

/// <summary>A growing run of bytes with Parquet's two ways of packing whole numbers: repeated or bit-packed indices, and differences in blocks of 128.</summary>
/// <param name="begin">Bytes to begin with.</param>
sealed class Packing(int begin = 1 << 20)
{
    Cells<byte> bytes = Pools.Take<byte>(begin);
    int length;

    public ReadOnlySpan<byte> Written => bytes.Rows(length);

    public int Length => length;

    public void Clear() => length = 0;

    /// <summary>Gives its room back; it can't be used any more.</summary>
    public void Return() => bytes.Return();

    Span<byte> Room(int count)
    {
        if (count > bytes.Length - length) bytes = Pools.Grown(bytes, checked((int)Math.Min(Array.MaxLength, Math.Max(bytes.Length * 2L, (long)length + count))));
        return bytes.Rows(bytes.Length)[length..];
    }

    /// <summary>So many bytes that the caller fills.</summary>
    public Span<byte> Take(int count)
    {
        var room = Room(count)[..count];
        length += count;
        return room;
    }

    /// <summary>Sets a number that was left open.</summary>
    public void Int32At(int place, int value) => BinaryPrimitives.WriteInt32LittleEndian(bytes.Rows(length)[place..], value);

    public void Byte(int value)
    {
        Room(1)[0] = (byte)value;
        length++;
    }

    public void Raw(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Room(value.Length));
        length += value.Length;
    }

    public void Int32(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(Room(4), value);
        length += 4;
    }

    public void Number(ulong value)
    {
        var room = Room(10);
        int n = 0;
        for (; value >= 0x80; value >>= 7) room[n++] = (byte)(value | 0x80);
        room[n++] = (byte)value;
        length += n;
    }

    void ZigZag(long value) => Number((ulong)(value << 1 ^ value >> 63));

    public static int Width(uint largest) => 32 - BitOperations.LeadingZeroCount(largest);

    /// <summary>Indices of one width: a run where eight or more are the same, else groups of eight, packed.</summary>
    public void Indices(ReadOnlySpan<int> values, int width)
    {
        int at = 0, bytesOfOne = (width + 7) / 8;
        while (at < values.Length)
        {
            int same = Same(values, at);
            if (same >= 8 || at + same == values.Length)
            {
                Number((ulong)same << 1);
                for (int i = 0; i < bytesOfOne; i++) Byte(values[at] >> (8 * i));
                at += same;
                continue;
            }
            int from = at;
            // groups of eight up to where a long run begins
            while (at < values.Length)
            {
                int run = Same(values, at, 16);
                if (run >= 16 && (at - from) % 8 == 0) break;
                at = Math.Min(values.Length, at + 8);
            }
            int groups = (at - from + 7) / 8;
            Number((ulong)groups << 1 | 1);
            Bits(values[from..at], groups * 8, width);
        }
    }

    static int Same(ReadOnlySpan<int> values, int from, int most = int.MaxValue)
    {
        int first = values[from], to = from + 1, end = (int)Math.Min(values.Length, (long)from + most);
        while (to < end && values[to] == first) to++;
        return to - from;
    }

    /// <summary>Bits from the lowest on; what is missing up to the count is zero.</summary>
    void Bits(ReadOnlySpan<int> values, int count, int width)
    {
        var room = Room((int)(((long)count * width + 7) / 8) + 8);
        ulong held = 0;
        int bits = 0, to = 0;
        for (int i = 0; i < count; i++)
        {
            held |= (i < values.Length ? (ulong)(uint)values[i] : 0) << bits;
            bits += width;
            if (bits < 32) continue;
            BinaryPrimitives.WriteUInt32LittleEndian(room[to..], (uint)held);
            (to, held, bits) = (to + 4, held >> 32, bits - 32);
        }
        for (; bits > 0; bits -= 8, held >>= 8) room[to++] = (byte)held;
        length += to;
    }

    /// <summary>Whole numbers as differences: a header, then blocks of 128 in four parts, each with the width that it needs.</summary>
    public void Differences(ReadOnlySpan<long> values)
    {
        const int Block = 128, Parts = 4, Part = Block / Parts;
        Number(Block);
        Number(Parts);
        Number((ulong)values.Length);
        ZigZag(values.Length > 0 ? values[0] : 0);
        Span<ulong> over = stackalloc ulong[Block];
        for (int from = 1; from < values.Length; from += Block)
        {
            int count = Math.Min(Block, values.Length - from);
            long least = Steps(values.Slice(from - 1, count + 1), over);
            over[count..].Clear();
            ZigZag(least);
            int widths = length;
            for (int part = 0; part < Parts; part++) Byte(0);
            for (int part = 0; part * Part < count; part++)
            {
                ulong any = 0;
                foreach (ulong one in over.Slice(part * Part, Part)) any |= one;
                int width = 64 - BitOperations.LeadingZeroCount(any);
                bytes[widths + part] = (byte)width;
                Bits(over.Slice(part * Part, Part), width);
            }
        }
    }

    /// <summary>The steps from one number to the next, each less the smallest of them.</summary>
    static long Steps(ReadOnlySpan<long> values, Span<ulong> over)
    {
        var steps = MemoryMarshal.Cast<ulong, long>(over)[..(values.Length - 1)];
        long least = long.MaxValue;
        int at = 0, wide = Vector<long>.Count;
        if (steps.Length >= wide)
        {
            var low = new Vector<long>(long.MaxValue);
            for (; at + wide <= steps.Length; at += wide)
            {
                var step = new Vector<long>(values[(at + 1)..]) - new Vector<long>(values[at..]);
                step.CopyTo(steps[at..]);
                low = Vector.Min(low, step);
            }
            for (int i = 0; i < wide; i++) least = Math.Min(least, low[i]);
        }
        for (; at < steps.Length; at++) least = Math.Min(least, steps[at] = values[at + 1] - values[at]);
        var smallest = new Vector<long>(least);
        for (at = 0; at + wide <= steps.Length; at += wide) (new Vector<long>(steps[at..]) - smallest).CopyTo(steps[at..]);
        for (; at < steps.Length; at++) steps[at] -= least;
        return least;
    }

    void Bits(ReadOnlySpan<ulong> values, int width)
    {
        if (width == 0) return;
        var room = Room(values.Length * width / 8 + 16);
        UInt128 held = 0;
        int bits = 0, to = 0;
        if (width <= 32)
        {
            ulong small = 0;
            foreach (ulong value in values)
            {
                small |= value << bits;
                bits += width;
                if (bits < 32) continue;
                BinaryPrimitives.WriteUInt32LittleEndian(room[to..], (uint)small);
                (to, small, bits) = (to + 4, small >> 32, bits - 32);
            }
            length += to;
            return;
        }
        foreach (ulong value in values)
        {
            held |= (UInt128)value << bits;
            for (bits += width; bits >= 64; bits -= 64, held >>= 64, to += 8) BinaryPrimitives.WriteUInt64LittleEndian(room[to..], (ulong)held);
        }
        for (; bits > 0; bits -= 8, held >>= 8) room[to++] = (byte)held;
        length += to;
    }
}
