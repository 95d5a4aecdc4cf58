using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Quarterhour.Rates.Parsing;

/// <summary>
/// Values of one member that come millions of times, known by how they are written: a place by a hash of the first sixteen bytes, then 64 bytes compared at once. A value ends by
/// itself (a string, a list, an object), so that the same bytes are the same value. Longer ones and those that fall on one place are read anew. Bound: some 4 ns a value.
/// </summary>
sealed unsafe class Recurring
{
    public const int Longest = 64;

    const int Places = 256;

    readonly Seen[] seen = new Seen[Places];

    struct Seen
    {
        public Vector256<byte> First, FirstMask, Second, SecondMask;
        public int Length;
    }

    public Recurring()
    {
        foreach (ref var one in seen.AsSpan()) one.Length = int.MaxValue;
    }

    /// <summary>How many places there are, for what is kept beside.</summary>
    public static int Count => Places;

    /// <summary>Passes over a value that is known.</summary>
    /// <returns>Its place, or -1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ref TokenReader reader)
    {
        byte* at = reader.At;
        int place = Place(at);
        ref var one = ref seen[place];
        var differs = (Vector256.Load(at) ^ one.First) & one.FirstMask | (Vector256.Load(at + 32) ^ one.Second) & one.SecondMask;
        if (differs != Vector256<byte>.Zero || one.Length > reader.End - at) return -1;
        reader.At = at + one.Length;
        return place;
    }

    /// <summary>Keeps a value that was read.</summary>
    /// <returns>Its place, or -1 when it is too long.</returns>
    public int Keep(byte* at, int length)
    {
        if (length > Longest) return -1;
        int place = Place(at);
        seen[place] = new() { First = Vector256.Load(at), FirstMask = MemberOrder.FirstBytes(length), Second = Vector256.Load(at + 32), SecondMask = MemberOrder.FirstBytes(length - 32), Length = length };
        return place;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int Place(byte* at) => (int)((*(ulong*)at * 0x9E3779B97F4A7C15 ^ *(ulong*)(at + 8) * 0xD6E8FEB86659FD93) >> 56);
}
