using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Quarterhour.Claims;

/// <summary>The number of a claim, made of what it bills and to whom, so that the same claim has the same number whenever it is made: the visit's id, the place of the payer, and why it is sent. <c>W001-P1</c> is the original to the primary payer, <c>W001-S7</c> a replacement to the second.</summary>
/// <remarks>At most 14 characters, which is what box 26 of the paper form holds; a longer id, or one with other characters than letters, digits and dashes, is replaced by 55 bits of its SHA-256. See decision 0040.</remarks>
public static class ClaimNumber
{
    /// <summary>Characters that box 26 holds.</summary>
    public const int Longest = 14;

    const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    const int HashDigits = 11;

    /// <param name="visit">The visit's id.</param>
    /// <param name="order">The place of the payer that it goes to.</param>
    /// <param name="frequency">Why it is sent.</param>
    public static string Of(string visit, CoverageOrder order, ClaimFrequency frequency)
    {
        string end = $"-{"PST"[(int)order - 1]}{(int)frequency}", id = visit.ToUpperInvariant();
        return (id.Length > 0 && id.Length <= Longest - end.Length && id == visit && id.All(static one => char.IsAsciiLetterOrDigit(one) || one == '-') ? id : Hash(visit)) + end;
    }

    /// <summary>Letters and digits that stand for an id; people take none of them for another.</summary>
    static string Hash(string visit)
    {
        var number = new BigInteger(SHA256.HashData(Encoding.UTF8.GetBytes(visit)), isUnsigned: true, isBigEndian: true);
        return string.Create(HashDigits, number, static (text, rest) =>
        {
            for (int i = 0; i < text.Length; i++, rest /= Digits.Length) text[i] = Digits[(int)(rest % Digits.Length)];
        });
    }
}
