using System.Numerics;
using System.Runtime.CompilerServices;

namespace Quarterhour.Rates.Parsing;

/// <summary>Up to eight decimal digits in one word: where they end by one addition, their value by three multiplications that join neighbours.</summary>
static unsafe class Digits
{
    /// <summary>Reads the digits that stand here; eight bytes may be looked at.</summary>
    /// <returns>How many there are, 8 for eight or more.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Leading(byte* at, out uint value)
    {
        ulong digits = Unsafe.ReadUnaligned<ulong>(at) ^ 0x3030303030303030;
        // a byte above nine, and what carries behind it
        ulong others = (digits + 0x7676767676767676 | digits) & 0x8080808080808080;
        int length = BitOperations.TrailingZeroCount(others) >> 3;
        digits <<= 64 - 8 * length & 63;
        digits = (digits & 0x00FF00FF00FF00FF) * 10 + (digits >> 8 & 0x00FF00FF00FF00FF);
        digits = (digits & 0x0000FFFF0000FFFF) * 100 + (digits >> 16 & 0x0000FFFF0000FFFF);
        value = (uint)((digits & 0xFFFFFFFF) * 10_000 + (digits >> 32));
        return length;
    }

    /// <summary>Reads the ten digits that stand here.</summary>
    /// <returns>False where one of ten bytes is none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Ten(byte* at, out long value)
    {
        ulong first = Unsafe.ReadUnaligned<ulong>(at) ^ 0x3030303030303030, digits = Unsafe.ReadUnaligned<ulong>(at + 2) ^ 0x3030303030303030;
        bool all = ((first + 0x7676767676767676 | first | digits + 0x7676767676767676 | digits) & 0x8080808080808080) == 0;
        digits = (digits & 0x00FF00FF00FF00FF) * 10 + (digits >> 8 & 0x00FF00FF00FF00FF);
        digits = (digits & 0x0000FFFF0000FFFF) * 100 + (digits >> 16 & 0x0000FFFF0000FFFF);
        value = (long)((first & 0xF) * 10 + (first >> 8 & 0xF)) * 100_000_000 + (long)((digits & 0xFFFFFFFF) * 10_000 + (digits >> 32));
        return all;
    }

    /// <summary>Reads a number as nearly all are written, with a comma or a closing brace behind it: up to seven digits, perhaps a point and up to seven more.</summary>
    /// <returns>Where it ends; null for what is written otherwise, which is read as any JSON.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* Plain(byte* at, byte* end, out ulong digits, out int behind)
    {
        int whole = Leading(at, out uint amount);
        (digits, behind) = (amount, 0);
        if (whole is 0 or 8 || *at == '0' && whole > 1) return null;
        at += whole;
        if (*at == '.')
        {
            behind = Leading(++at, out uint fraction);
            if (behind is 0 or 8) return null;
            digits = digits * ExactNumber.Tens[behind] + fraction;
            at += behind;
        }
        return at < end && *at is (byte)',' or (byte)'}' ? at : null;
    }
}
