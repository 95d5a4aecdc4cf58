using System.Numerics;

namespace Quarterhour.Rates.Parsing;

/// <summary>Numbers of JSON as scaled whole numbers: never through binary floating point.</summary>
static class ExactNumber
{
    /// <summary>Digits behind the point that a scaled number keeps.</summary>
    public const int Scale = 18;

    /// <summary>No amount of money or percentage is longer; beyond it a number is only text.</summary>
    const int LongestExponent = 400;

    internal static readonly ulong[] Tens = [.. Enumerable.Range(0, 19).Select(power => (ulong)BigInteger.Pow(10, power))];

    /// <summary>Below 10^20 in size, so that 38 digits hold it.</summary>
    static readonly Int128 Limit = Int128.Parse("1" + new string('0', 38), null);

    /// <summary>Up to nineteen digits, so many of them behind the point.</summary>
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
    public static Int128 Scaled(ulong digits, int behind) => new(Math.BigMul(digits, Tens[Scale - behind], out ulong low), low);

    /// <summary>Scales a number by 10^18 where that is exact and fits 38 digits.</summary>
    public static bool TryScale(ReadOnlySpan<byte> number, out Int128 scaled)
    {
        ulong mantissa = 0;
        int digits = 0, behind = -1, i = number.Length > 0 && number[0] == '-' ? 1 : 0;
        bool negative = i == 1;
        for (; i < number.Length; i++)
        {
            uint digit = (uint)(number[i] - '0');
            if (digit <= 9)
            {
                // nineteen digits always fit
                if (++digits > 19) return TryScaleLong(number, out scaled);
                mantissa = mantissa * 10 + digit;
                if (behind >= 0) behind++;
            }
            else if (number[i] == '.' && behind < 0) behind = 0;
            else return TryScaleLong(number, out scaled);
        }
        behind = Math.Max(behind, 0);
        if (behind > Scale) return TryScaleLong(number, out scaled);
        ulong high = Math.BigMul(mantissa, Tens[Scale - behind], out ulong low);
        scaled = new Int128(high, low);
        if (scaled >= Limit) return false;
        if (negative) scaled = -scaled;
        return digits > 0;
    }

    static bool TryScaleLong(ReadOnlySpan<byte> number, out Int128 scaled)
    {
        scaled = 0;
        if (!TryRead(number, out var mantissa, out int behind)) return false;
        while (behind > Scale && mantissa % 10 == 0)
        {
            mantissa /= 10;
            behind--;
        }
        if (behind > Scale) return mantissa.IsZero;
        mantissa *= BigInteger.Pow(10, Scale - behind);
        if (BigInteger.Abs(mantissa) >= (BigInteger)Limit) return false;
        scaled = (Int128)mantissa;
        return true;
    }

    /// <summary>A number of any length that is no further from one than 400 digits.</summary>
    /// <param name="number">As JSON writes it.</param>
    /// <param name="mantissa">All digits.</param>
    /// <param name="behind">How many of them stand behind the point.</param>
    public static bool TryRead(ReadOnlySpan<byte> number, out BigInteger mantissa, out int behind)
    {
        (mantissa, behind) = (0, 0);
        int exponentAt = number.IndexOfAny((byte)'e', (byte)'E');
        var digits = exponentAt < 0 ? number : number[..exponentAt];
        int exponent = 0;
        if (exponentAt >= 0)
        {
            var written = number[(exponentAt + 1)..];
            if (written.Length > 0 && written[0] == '+') written = written[1..];
            if (!System.Buffers.Text.Utf8Parser.TryParse(written, out exponent, out int used) || used != written.Length) return false;
        }
        if (digits.Length > LongestExponent || Math.Abs((long)exponent) > LongestExponent) return false;
        int point = digits.IndexOf((byte)'.');
        if (!BigInteger.TryParse(System.Text.Encoding.ASCII.GetString(digits).Replace(".", ""), System.Globalization.NumberStyles.AllowLeadingSign, null, out mantissa)) return false;
        behind = (point < 0 ? 0 : digits.Length - point - 1) - exponent;
        if (behind >= 0) return true;
        mantissa *= BigInteger.Pow(10, -behind);
        behind = 0;
        return true;
    }

    /// <summary>The shortest text of a scaled number: no zeros at the end, no point without digits behind.</summary>
    public static string Text(Int128 scaled) => new ExactSum(scaled).ToString(0);
}
