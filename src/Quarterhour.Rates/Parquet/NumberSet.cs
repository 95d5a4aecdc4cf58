using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Quarterhour.Rates.Parquet;

/// <summary>Distinct scaled numbers in the order in which they came: open addressing, cleared and used again.</summary>
sealed class NumberSet
{
    Cells<int> slots = Pools.Blank<int>(1024);
    Cells<Int128> numbers = Pools.Take<Int128>(512);

    public int Count { get; private set; }

    /// <summary>Worth keeping.</summary>
    public bool Small => slots.Length <= 1 << 18;

    public void Clear()
    {
        slots.Rows(slots.Length).Clear();
        Count = 0;
    }

    /// <summary>Gives its room back; it can't be used any more.</summary>
    public void Return()
    {
        slots.Return();
        numbers.Return();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int Hash(Int128 number)
    {
        ulong mixed = ((ulong)number ^ (ulong)(number >> 64) * 0xD6E8FEB86659FD93) * 0x9E3779B97F4A7C15;
        return (int)(mixed >> 32 ^ mixed >> 15);
    }

    /// <summary>The number's place, a new one where it is seen for the first time.</summary>
    public int Add(Int128 number)
    {
        var mine = slots;
        for (int at = Hash(number) & (mine.Length - 1); ; at = (at + 1) & (mine.Length - 1))
        {
            int found = mine[at] - 1;
            if (found < 0)
            {
                mine[at] = Count + 1;
                return Append(number);
            }
            if (numbers[found] == number) return found;
        }
    }

    /// <summary>Adds a number without asking whether it is there. A set that holds such numbers takes no others.</summary>
    public int AddNew(Int128 number)
    {
        if (Count == numbers.Length) numbers = Pools.Grown(numbers, Count * 2);
        numbers[Count] = number;
        return Count++;
    }

    int Append(Int128 number)
    {
        AddNew(number);
        if (Count * 2 <= slots.Length) return Count - 1;
        int length = slots.Length * 2;
        slots.Return();
        slots = Pools.Blank<int>(length);
        for (int i = 0; i < Count; i++)
        {
            int at = Hash(numbers[i]) & (slots.Length - 1);
            while (slots[at] != 0) at = (at + 1) & (slots.Length - 1);
            slots[at] = i + 1;
        }
        return Count - 1;
    }

    /// <summary>The numbers of rows, as Parquet wants them.</summary>
    public void Write(Packing into, ReadOnlySpan<int> rows)
    {
        var room = into.Take(rows.Length * 16);
        for (int i = 0; i < rows.Length; i++) BinaryPrimitives.WriteInt128BigEndian(room[(16 * i)..], numbers[rows[i]]);
    }

    /// <summary>All of them as Parquet wants them: sixteen bytes each, the highest first.</summary>
    public void Write(Packing into)
    {
        var room = into.Take(Count * 16);
        for (int i = 0; i < Count; i++) BinaryPrimitives.WriteInt128BigEndian(room[(16 * i)..], numbers[i]);
    }
}
