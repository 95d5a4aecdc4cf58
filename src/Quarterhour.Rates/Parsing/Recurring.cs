using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Quarterhour.Rates.Parsing;

/// <summary>
/// Values of one member that come millions of times, known by how they are written: where they seem to end (the next quote, the next bracket) is found in 32 bytes at once, a hash of what stands before leads
/// to two of them, and those are compared whole. A value ends by itself (a string, a list, an object), so that the same bytes are the same value. What is very long, and the third of one hash,
/// is read anew. Bound: some 6 ns a value of up to 32 bytes.
/// </summary>
sealed unsafe class Recurring
{
    public const int Longest = 1024;

    const int Places = 256, Ways = 2, Wide = 32;

    /// <summary>Made with the first that is kept: many members never come.</summary>
    Seen[]? seen;
    readonly byte[] oldest = new byte[Places / Ways];

    /// <summary>Where the last was found: the next is the same, often.</summary>
    int last;

    struct Seen
    {
        public Vector256<byte> Bytes, Mask;
        public byte[] Rest;
        public int Length;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly bool Is(byte* at, long room, Vector256<byte> here) => ((here ^ Bytes) & Mask) == Vector256<byte>.Zero && Length <= room
            && (Length <= Wide || new ReadOnlySpan<byte>(at + Wide, Length - Wide).SequenceEqual(Rest));
    }

    /// <summary>How many places there are, for what is kept beside.</summary>
    public static int Count => Places;

    /// <summary>Passes over a value that is known.</summary>
    /// <returns>Its place, or -1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Find(ref TokenReader reader)
    {
        var places = seen;
        if (places is null) return -1;
        byte* at = reader.At;
        var here = Vector256.Load(at);
        long room = reader.End - at;
        ref var newest = ref places[last];
        if (newest.Is(at, room, here))
        {
            reader.At = at + newest.Length;
            return last;
        }
        int place = Place(at, room, here);
        for (int end = place + Ways; place < end; place++)
        {
            ref var one = ref places[place];
            if (!one.Is(at, room, here)) continue;
            reader.At = at + one.Length;
            return last = place;
        }
        return -1;
    }

    /// <summary>Keeps a value that was read.</summary>
    /// <returns>Its place, or -1 when it is too long.</returns>
    public int Keep(byte* at, int length)
    {
        if (length > Longest) return -1;
        seen ??= Blank();
        int place = Place(at, length, Vector256.Load(at));
        place += oldest[place / Ways]++ % Ways;
        seen[place] = new() { Bytes = Vector256.Load(at), Mask = MemberOrder.FirstBytes(length), Rest = length > Wide ? new ReadOnlySpan<byte>(at + Wide, length - Wide).ToArray() : [], Length = length };
        return place;
    }

    static Seen[] Blank()
    {
        var blank = new Seen[Places];
        foreach (ref var one in blank.AsSpan()) (one.Length, one.Rest) = (int.MaxValue, []);
        return blank;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int Place(byte* at, long room, Vector256<byte> here)
    {
        byte close = *at == '[' ? (byte)']' : (byte)'"';
        uint ends = Vector256.Equals(here, Vector256.Create(close)).ExtractMostSignificantBits() & ~1u;
        if (ends == 0) return LongPlace(at, room, close);
        var inside = (here & MemberOrder.FirstBytes(BitOperations.TrailingZeroCount(ends))).AsUInt64();
        ulong hash = inside[0] * 0x9E3779B97F4A7C15 ^ inside[1] * 0xD6E8FEB86659FD93 ^ inside[2] * 0xBF58476D1CE4E5B9 ^ inside[3] * 0x94D049BB133111EB;
        return (int)(hash >> 57) * Ways;
    }

    /// <summary>By where it seems to end and by what stands before.</summary>
    static int LongPlace(byte* at, long room, byte close)
    {
        int length = room <= Wide ? 0 : Math.Max(0, new ReadOnlySpan<byte>(at + Wide, (int)Math.Min(room - Wide, Longest)).IndexOf(close));
        ulong hash = (ulong)length * 0x9E3779B97F4A7C15 ^ *(ulong*)(at + Wide - 8 + length) * 0xD6E8FEB86659FD93;
        return (int)(hash >> 57) * Ways;
    }
}
