using System.Collections.Concurrent;

namespace Quarterhour.Rates.Parquet;

/// <summary>Arrays and sets of whole groups of rows, used again: new ones of half a megabyte would be cleared by the system each time.</summary>
static class Pools
{
    const int Few = 256, Most = 64, FewLarge = 4;

    static readonly ConcurrentStack<int[]> IntArrays = new();
    static readonly ConcurrentStack<long[]> LongArrays = new();
    static readonly ConcurrentStack<ValueSet> Sets = new();
    static readonly ConcurrentStack<ValueSet> LargeSets = new();
    static readonly ConcurrentStack<NumberSet> NumberSets = new();

    public static int[] FewInts() => new int[Few];

    public static long[] FewLongs() => new long[Few];

    public static int[] Ints() => IntArrays.TryPop(out int[]? array) ? array : GC.AllocateUninitializedArray<int>(Column.GroupRows);

    public static long[] Longs() => LongArrays.TryPop(out long[]? array) ? array : GC.AllocateUninitializedArray<long>(Column.GroupRows);

    public static ValueSet Values() => Sets.TryPop(out var set) ? set : new();

    /// <summary>For a column whose last group had many values.</summary>
    public static ValueSet ManyValues() => LargeSets.TryPop(out var set) ? set : Values();

    public static NumberSet Numbers() => NumberSets.TryPop(out var set) ? set : new();

    /// <summary>Small tables stay small; a large one takes a whole group's array at once.</summary>
    public static int[] Grown(int[] full)
    {
        int[] larger = full.Length * 8 > Column.GroupRows ? Ints() : new int[full.Length * 8];
        full.CopyTo(larger, 0);
        return larger;
    }

    public static long[] Grown(long[] full)
    {
        long[] larger = full.Length * 8 > Column.GroupRows ? Longs() : new long[full.Length * 8];
        full.CopyTo(larger, 0);
        return larger;
    }

    public static void Return(int[] array)
    {
        if (array.Length == Column.GroupRows && IntArrays.Count < Most) IntArrays.Push(array);
    }

    public static void Return(long[] array)
    {
        if (array.Length == Column.GroupRows && LongArrays.Count < Most) LongArrays.Push(array);
    }

    public static void Return(NumberSet set)
    {
        if (!set.Small || NumberSets.Count >= Most) return;
        set.Clear();
        NumberSets.Push(set);
    }

    /// <summary>A set that has grown large goes back to columns that need large ones; few are kept, so that long texts do not hold their memory for all.</summary>
    public static void Return(ValueSet set)
    {
        if (set.Huge || (set.Small ? Sets.Count >= Most : LargeSets.Count >= FewLarge)) return;
        bool small = set.Small;
        set.Clear();
        (small ? Sets : LargeSets).Push(set);
    }
}
