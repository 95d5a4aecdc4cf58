namespace Quarterhour.Bench;

/// <summary>SplitMix64: the same numbers for the same seed on every machine and version.</summary>
struct Dice(ulong seed)
{
    ulong state = unchecked(seed * 0x9E3779B97F4A7C15);

    /// <summary>A number from 0 to below the limit.</summary>
    public int Below(int limit)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            ulong z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return (int)((z ^ (z >> 31)) % (ulong)limit);
        }
    }

    public bool In(int hundred) => Below(100) < hundred;

    public T Of<T>(IReadOnlyList<T> any) => any[Below(any.Count)];
}
