using System.Collections.Concurrent;
using System.Diagnostics;

namespace Quarterhour.Rates.Parquet;

/// <summary>Room for rows of one column, outside of what the collector moves. Whoever is done with it gives it back; what a run that ended early left is given back when it is found.</summary>
/// <remarks>Whoever holds a reference or a span into it holds what owns it, too, and nobody writes behind the last row: that is looked at in builds for testing only.</remarks>
sealed unsafe class Cells<T>(nint first, int length, byte[]? own)
    where T : unmanaged
{
    // null once it was given back
    T* first = (T*)first;

    // too large to be kept for others
    byte[]? own = own;

#pragma warning disable MA0055 // a run may end anywhere, with rows in many columns; what it held is room for the next one all the same
    ~Cells() => Free();
#pragma warning restore MA0055

    /// <summary>Rows.</summary>
    public int Length => length;

    /// <summary>A row, of which nobody looks whether it is there.</summary>
    public ref T this[int row]
    {
        get
        {
            Debug.Assert((uint)row < (uint)length && first is not null, "no row of this room");
            return ref first[row];
        }
    }

    /// <summary>The first rows.</summary>
    public Span<T> Rows(int count) => new(first, count <= length ? count : throw new ArgumentOutOfRangeException(nameof(count)));

    /// <summary>Gives it back; nothing may be read of it or written to it any more.</summary>
    public void Return()
    {
        GC.SuppressFinalize(this);
        Free();
    }

    void Free()
    {
        var at = first;
        if (at is null) return;
        first = null;
        if (own is null) Pools.Free(length * sizeof(T), (nint)at);
        own = null;
    }
}

/// <summary>Room and sets of whole groups of rows, used again: new ones of half a megabyte would be cleared by the system each time. What runs needed at most is kept for those to come, some 40 MB.</summary>
static class Pools
{
    const int Few = 256, Step = 8, Most = 64, FewLarge = 4, SlabSize = 4 * HugePages.Size, MostShared = 1 << 20, Aligned = 8;

    static readonly Lock Taking = new();
    static readonly List<byte[]> Slabs = [];
    static readonly Dictionary<int, Stack<nint>> Given = [];
    static readonly ConcurrentStack<ValueSet> Sets = new();
    static readonly ConcurrentStack<ValueSet> LargeSets = new();
    static readonly ConcurrentStack<NumberSet> NumberSets = new();
    static int slabUsed = SlabSize;

    /// <summary>For a column whose table may stay small.</summary>
    public static Cells<T> FewCells<T>()
        where T : unmanaged => Take<T>(Few);

    /// <summary>For a whole group.</summary>
    public static Cells<T> ManyCells<T>()
        where T : unmanaged => Take<T>(Column.GroupRows);

    /// <summary>For whatever else.</summary>
    /// <param name="length">Of few different lengths, since what is given back is for others of the same.</param>
    public static unsafe Cells<T> Take<T>(int length)
        where T : unmanaged
    {
        int size = checked(length * sizeof(T));
        if (size > MostShared)
        {
            byte[] own = HugePages.Take(size);
            return new(Start(own, 0), length, own);
        }
        lock (Taking)
        {
            if (Given.TryGetValue(size, out var free) && free.TryPop(out nint at)) return new(at, length, null);
            if (slabUsed + size > SlabSize)
            {
                Slabs.Add(HugePages.Take(SlabSize));
                slabUsed = 0;
            }
            at = Start(Slabs[^1], slabUsed);
            slabUsed += (size + Aligned - 1) / Aligned * Aligned;
            return new(at, length, null);
        }
    }

    static nint Start(byte[] bytes, int at) => System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(bytes, at);

    internal static void Free(int size, nint first)
    {
        lock (Taking)
        {
            if (!Given.TryGetValue(size, out var free)) Given.Add(size, free = []);
            free.Push(first);
        }
    }

    /// <summary>Larger room with the same rows; small tables stay small, a large one takes a whole group's room at once.</summary>
    public static Cells<T> Grown<T>(Cells<T> full)
        where T : unmanaged => Grown(full, full.Length * Step > Column.GroupRows ? Column.GroupRows : full.Length * Step);

    /// <summary>Room of another length that begins with the same.</summary>
    public static Cells<T> Grown<T>(Cells<T> full, int length)
        where T : unmanaged
    {
        var larger = Take<T>(length);
        full.Rows(full.Length).CopyTo(larger.Rows(full.Length));
        full.Return();
        return larger;
    }

    public static ValueSet Values() => Sets.TryPop(out var set) ? set : new();

    /// <summary>For a column whose last group had many values.</summary>
    public static ValueSet ManyValues() => LargeSets.TryPop(out var set) ? set : Values();

    public static NumberSet Numbers() => NumberSets.TryPop(out var set) ? set : new();

    public static void Return(NumberSet set)
    {
        if (!set.Small || NumberSets.Count >= Most) return;
        set.Clear();
        NumberSets.Push(set);
    }

    /// <summary>A set that has grown large goes back to columns that need large ones; few are kept, so that long texts do not hold their memory for all.</summary>
    public static void Return(ValueSet set)
    {
        if (set.Huge || (set.Small ? Sets.Count >= Most : LargeSets.Count >= FewLarge))
        {
            set.Return();
            return;
        }
        bool small = set.Small;
        set.Clear();
        (small ? Sets : LargeSets).Push(set);
    }
}
