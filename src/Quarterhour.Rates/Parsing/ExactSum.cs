using System.Globalization;
using System.Numerics;

namespace Quarterhour.Rates.Parsing;

/// <summary>A sum of numbers that loses nothing, however many and however long they are.</summary>
public sealed class ExactSum
{
    Int128 small;
    BigInteger large;
    int largeBehind = ExactNumber.Scale;

    /// <summary>Zero.</summary>
    public ExactSum()
    {
    }

    internal ExactSum(Int128 scaled) => small = scaled;

    /// <summary>Adds a number that is scaled by 10^18, so many times.</summary>
    internal void Add(Int128 scaled, long times = 1)
    {
        const long Few = 1 << 24;
        // 2^86 a number and 2^24 times leave room for two thousand of the largest; then the sum moves on
        if (times > Few || scaled > (Int128)1 << 86 || scaled < -((Int128)1 << 86)) large += (BigInteger)scaled * times * BigInteger.Pow(10, largeBehind - ExactNumber.Scale);
        else
        {
            small += scaled * times;
            if (small > (Int128)1 << 120 || small < -((Int128)1 << 120)) Carry();
        }
    }

    /// <summary>Adds any number of JSON.</summary>
    /// <returns>False when it is beyond 400 digits, and was not added.</returns>
    internal bool Add(ReadOnlySpan<byte> number, long times = 1)
    {
        if (!ExactNumber.TryRead(number, out var mantissa, out int behind)) return false;
        if (behind > largeBehind) (large, largeBehind) = (large * BigInteger.Pow(10, behind - largeBehind), behind);
        large += mantissa * BigInteger.Pow(10, largeBehind - behind) * times;
        return true;
    }

    internal void Add(ExactSum other)
    {
        Add(other.small);
        if (other.largeBehind > largeBehind) (large, largeBehind) = (large * BigInteger.Pow(10, other.largeBehind - largeBehind), other.largeBehind);
        large += other.large * BigInteger.Pow(10, largeBehind - other.largeBehind);
    }

    void Carry()
    {
        large += (BigInteger)small * BigInteger.Pow(10, largeBehind - ExactNumber.Scale);
        small = 0;
    }

    /// <summary>At least two decimals, as money is written; more only where they are not zero.</summary>
    public override string ToString() => ToString(2);

    internal string ToString(int least)
    {
        var whole = large + (BigInteger)small * BigInteger.Pow(10, largeBehind - ExactNumber.Scale);
        string digits = BigInteger.Abs(whole).ToString(CultureInfo.InvariantCulture).PadLeft(largeBehind + 1, '0');
        string behind = digits[^largeBehind..].TrimEnd('0').PadRight(least, '0');
        return (whole.Sign < 0 ? "-" : "") + digits[..^largeBehind] + (behind.Length > 0 ? "." + behind : "");
    }
}
