using System.Collections.Concurrent;
using System.Diagnostics;

namespace Quarterhour.Rates.Parquet;

/// <summary>Room for rows of one column, outside of what the collector moves. Whoever is done with it gives it back; what a run that ended early left is given back when it is found.</summary>
/// <remarks>Whoever holds a reference or a span into it holds what owns it, too, and nobody writes behind the last row: that is looked at in builds for testing only.</remarks>
/// <param name="first">The first row.</param>
/// <param name="length">Rows.</param>
/// <param name="own">Too large to be part of a slab.</param>
sealed unsafe class Cells<T>(nint first, int length, bool own)
    where T : unmanaged
{
    // null once it was given back
    T* first = (T*)first;

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
        if (own) Pools.FreeOwn(length * sizeof(T), (nint)at);
        else Pools.Free(length * sizeof(T), (nint)at);
    }
}

/// <summary>Room and sets of whole groups of rows, used again: new ones of half a megabyte would be cleared by the system each time. What runs needed at most is kept for those to come, some 40 to 90 MB.</summary>
static class Pools
{
    /// <summary>Bytes of two large pages, which any room between one and two of them takes, and which are kept: to touch new ones takes a while.</summary>
    public const int Block = 2 * HugePages.Size;

    const int Few = 256, Step = 8, Most = 64, FewLarge = 6, SlabSize = 2 * Block, MostShared = HugePages.Size, MostBlocks = 8, Aligned = 64;

    static readonly Lock Taking = new();
    static readonly Dictionary<int, Stack<nint>> Given = [];
    static readonly ConcurrentStack<ValueSet> Sets = new();
    static readonly ConcurrentStack<ValueSet> LargeSets = new();
    static readonly ConcurrentStack<NumberSet> NumberSets = new();
    static readonly Stack<nint> Blocks = [];
    static nint slab;
    static int slabUsed, slabSize;

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
        nint at;
        if (size > MostShared)
        {
            lock (Taking)
                if (size <= Block && Blocks.TryPop(out at)) return new(at, length, own: true);
            return new(HugePages.Take(size), length, own: true);
        }
        lock (Taking)
        {
            if (Given.TryGetValue(size, out var free) && free.TryPop(out at)) return new(at, length, own: false);
            if (slabUsed + size > slabSize)
            {
                // what is left of the last is lost
                (slab, slabSize) = Blocks.TryPop(out at) ? (at, Block) : (HugePages.Take(SlabSize), SlabSize);
                slabUsed = 0;
            }
            at = slab + slabUsed;
            slabUsed += (size + Aligned - 1) / Aligned * Aligned;
            return new(at, length, own: false);
        }
    }

    internal static void FreeOwn(int size, nint first)
    {
        if (size <= Block)
            lock (Taking)
                if (Blocks.Count < MostBlocks)
                {
                    Blocks.Push(first);
                    return;
                }
        HugePages.Free(first);
    }

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

    /// <summary>Room whose rows are all zero.</summary>
    public static Cells<T> Blank<T>(int length)
        where T : unmanaged
    {
        var cells = Take<T>(length);
        cells.Rows(length).Clear();
        return cells;
    }

    /// <summary>At least as much room that begins with the same; what is new of it is zero.</summary>
    public static Cells<T> GrownBlank<T>(Cells<T> full, int least)
        where T : unmanaged
    {
        int before = full.Length;
        // of few different lengths
        var larger = Grown(full, checked((int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(least, checked(before * 2)))));
        larger.Rows(larger.Length)[before..].Clear();
        return larger;
    }

    public static ValueSet Values() => Sets.TryPop(out var set) ? set : new();

    /// <summary>For a column whose last group had many values.</summary>
    public static ValueSet ManyValues() => LargeSets.TryPop(out var set) ? set : Values();

    public static NumberSet Numbers() => NumberSets.TryPop(out var set) ? set : new();

    public static void Return(NumberSet set)
    {
        if (!set.Small || NumberSets.Count >= Most)
        {
            set.Return();
            return;
        }
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
