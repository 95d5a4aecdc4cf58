using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Quarterhour.Rates.Parquet;

/// <summary>Distinct byte strings in the order in which they came: open addressing over one run of bytes, cleared and used again.</summary>
sealed class ValueSet
{
    int[] slots = new int[1024];
    ulong[] hashes = new ulong[512];
    int[] starts = new int[513];
    byte[] bytes = new byte[16 << 10];

    public int Count { get; private set; }

    public ReadOnlySpan<byte> this[int index] => bytes.AsSpan(starts[index], starts[index + 1] - starts[index]);

    /// <summary>Worth keeping.</summary>
    public bool Small => slots.Length <= 1 << 16 && bytes.Length <= 1 << 20;

    /// <summary>Not worth keeping.</summary>
    public bool Huge => slots.Length > 1 << 19 || bytes.Length > 8 << 20;

    public void Clear()
    {
        Array.Clear(slots);
        Count = 0;
    }

    /// <summary>Mixes eight bytes a step; not for keys that somebody chooses to collide, which cost time and no more.</summary>
    public static ulong Hash(ReadOnlySpan<byte> value)
    {
        const ulong Odd = 0x9E3779B97F4A7C15;
        ulong hash = (ulong)value.Length * Odd;
        for (; value.Length >= 8; value = value[8..]) hash = Mixed(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(value));
        ulong rest = 0;
        for (int i = 0; i < value.Length; i++) rest |= (ulong)value[i] << (8 * i);
        return Mixed(hash ^ rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Mixed(ulong value)
    {
        ulong high = Math.BigMul(value, 0xD6E8FEB86659FD93, out ulong low);
        return high ^ low ^ value >> 32;
    }

    public bool Has(ReadOnlySpan<byte> value)
    {
        ulong hash = Hash(value);
        for (int at = (int)hash & (slots.Length - 1); slots[at] != 0; at = (at + 1) & (slots.Length - 1))
            if (hashes[slots[at] - 1] == hash && this[slots[at] - 1].SequenceEqual(value)) return true;
        return false;
    }

    public int Add(ReadOnlySpan<byte> value) => Add(value, Hash(value));

    public int Add(ReadOnlySpan<byte> value, ulong hash)
    {
        for (int at = (int)hash & (slots.Length - 1); ; at = (at + 1) & (slots.Length - 1))
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

    int Append(ReadOnlySpan<byte> value, ulong hash)
    {
        int start = Count == 0 ? 0 : starts[Count];
        if (start + value.Length > bytes.Length) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, start + value.Length));
        if (Count == hashes.Length)
        {
            Array.Resize(ref hashes, Count * 2);
            Array.Resize(ref starts, Count * 2 + 1);
        }
        value.CopyTo(bytes.AsSpan(start));
        starts[Count] = start;
        starts[Count + 1] = start + value.Length;
        hashes[Count] = hash;
        if (++Count * 2 > slots.Length) Grow();
        return Count - 1;
    }

    void Grow()
    {
        slots = new int[slots.Length * 2];
        for (int i = 0; i < Count; i++)
        {
            int at = (int)hashes[i] & (slots.Length - 1);
            while (slots[at] != 0) at = (at + 1) & (slots.Length - 1);
            slots[at] = i + 1;
        }
    }
}
