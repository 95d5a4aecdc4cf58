using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Quarterhour.Rates.Parquet;

/// <summary>Distinct byte strings in the order in which they came: open addressing over one run of bytes, cleared and used again.</summary>
sealed class ValueSet
{
    // most columns have few values
    const int Few = 128;

    Cells<int> slots = Pools.Blank<int>(2 * Few), ends = Pools.Take<int>(Few);
    Cells<uint> hashes = Pools.Take<uint>(Few);
    Cells<byte> bytes = Pools.Take<byte>(16 * Few);

    public int Count { get; private set; }

    public ReadOnlySpan<byte> this[int index] => bytes.Rows(ends[index])[Start(index)..];

    int Start(int index) => index == 0 ? 0 : ends[index - 1];

    /// <summary>Has not grown by much: for any column.</summary>
    public bool Small => slots.Length <= 1 << 12 && bytes.Length <= 64 << 10;

    /// <summary>Not worth keeping.</summary>
    public bool Huge => slots.Length > 1 << 19 || bytes.Length > 8 << 20;

    public void Clear()
    {
        slots.Rows(slots.Length).Clear();
        Count = 0;
    }

    /// <summary>Gives its room back; it can't be used any more.</summary>
    public void Return()
    {
        slots.Return();
        ends.Return();
        hashes.Return();
        bytes.Return();
    }

    /// <summary>Mixes eight bytes a step; not for keys that somebody chooses to collide, which cost time and no more.</summary>
    public static ulong Hash(ReadOnlySpan<byte> value)
    {
        const ulong Odd = 0x9E3779B97F4A7C15;
        ulong hash = (ulong)value.Length * Odd;
        ref byte first = ref MemoryMarshal.GetReference(value);
        if (value.Length < sizeof(ulong)) return Mixed(hash ^ Short(ref first, value.Length));
        // the last eight may be in part the ones before
        int last = value.Length - sizeof(ulong);
        for (int at = 0; at < last; at += sizeof(ulong)) hash = Mixed(hash ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, at)));
        return Mixed(hash ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, last)));
    }

    /// <summary>Fewer than eight bytes, all of them.</summary>
    static ulong Short(ref byte first, int length) => length switch
    {
        >= sizeof(uint) => Unsafe.ReadUnaligned<uint>(ref first) | (ulong)Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, length - sizeof(uint))) << 32,
        > 0 => first | (ulong)Unsafe.Add(ref first, length / 2) << 8 | (ulong)Unsafe.Add(ref first, length - 1) << 16,
        _ => 0,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Mixed(ulong value)
    {
        ulong high = Math.BigMul(value, 0xD6E8FEB86659FD93, out ulong low);
        return high ^ low ^ value >> 32;
    }

    /// <summary>What is kept of a hash.</summary>
    public static uint Kept(ulong hash) => (uint)(hash >> 32);

    public bool Has(ReadOnlySpan<byte> value)
    {
        uint hash = Kept(Hash(value));
        for (int at = (int)(hash & (uint)(slots.Length - 1)); slots[at] != 0; at = (at + 1) & (slots.Length - 1))
            if (hashes[slots[at] - 1] == hash && this[slots[at] - 1].SequenceEqual(value)) return true;
        return false;
    }

    public int Add(ReadOnlySpan<byte> value) => Add(value, Kept(Hash(value)));

    /// <param name="value">The value.</param>
    /// <param name="hash">As <see cref="Kept"/> tells it.</param>
    public int Add(ReadOnlySpan<byte> value, uint hash)
    {
        for (int at = (int)(hash & (uint)(slots.Length - 1)); ; at = (at + 1) & (slots.Length - 1))
        {
            int found = slots[at] - 1;
            if (found < 0)
            {
                slots[at] = Count + 1;
                return Append(value, hash);
            }
            if (hashes[found] == hash && this[found].SequenceEqual(value)) return found;
        }
    }

    /// <summary>Adds a value without asking whether it is there. Before others are asked for again, <see cref="Find"/> is called.</summary>
    public int AddNew(ReadOnlySpan<byte> value)
    {
        int start = Start(Count), end = checked(start + value.Length);
        if (end > bytes.Length) bytes = Pools.Grown(bytes, (int)Math.Min(Array.MaxLength, System.Numerics.BitOperations.RoundUpToPowerOf2((uint)end)));
        if (Count == ends.Length) ends = Pools.Grown(ends, Count * 2);
        value.CopyTo(bytes.Rows(end)[start..]);
        ends[Count] = end;
        return Count++;
    }

    int Append(ReadOnlySpan<byte> value, uint hash)
    {
        int index = AddNew(value);
        if (hashes.Length < ends.Length) hashes = Pools.Grown(hashes, ends.Length);
        hashes[index] = hash;
        if (Count * 2 > slots.Length) Grow(slots.Length * 2);
        return index;
    }

    /// <summary>Bytes of all values.</summary>
    public int Bytes => Start(Count);

    /// <summary>After values that were added without being asked for: from here on they are found.</summary>
    public void Find()
    {
        if (hashes.Length < ends.Length) hashes = Pools.Grown(hashes, ends.Length);
        for (int i = 0; i < Count; i++) hashes[i] = Kept(Hash(this[i]));
        Grow((int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(2 * Few, 2 * Count)));
    }

    void Grow(int length)
    {
        slots.Return();
        slots = Pools.Blank<int>(length);
        for (int i = 0; i < Count; i++)
        {
            int at = (int)(hashes[i] & (uint)(length - 1));
            while (slots[at] != 0) at = (at + 1) & (length - 1);
            slots[at] = i + 1;
        }
    }
}
