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
    /// <param name="nth">Which of the visit's claims of that kind, from 1: the second of <c>W001-P7</c> is <c>W001-P7B</c>.</param>
    public static string Of(string visit, CoverageOrder order, ClaimFrequency frequency, int nth = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nth, 1);
        string end = $"-{"PST"[(int)order - 1]}{(int)frequency}{Nth(nth)}", id = visit.ToUpperInvariant();
        return (id.Length > 0 && id.Length <= Longest - end.Length && id == visit && id.All(static one => char.IsAsciiLetterOrDigit(one) || one == '-') ? id : Hash(visit)[..Math.Min(HashDigits, Longest - end.Length)]) + end;
    }

    /// <summary>The claim under the number of the nth of its kind, its lines' numbers with it.</summary>
    public static Claim Renumbered(Claim claim, int nth)
    {
        ArgumentNullException.ThrowIfNull(claim);
        string number = Of(claim.Visit, claim.Coverage.Order, claim.Frequency, nth);
        return number == claim.Number ? claim : claim with { Number = number, Lines = [.. claim.Lines.Select(line => line with { ControlNumber = number + line.ControlNumber[claim.Number.Length..] })] };
    }

    /// <summary>B, C, ... Z, then BA; none for the first.</summary>
    static string Nth(int nth) => nth == 1 ? "" : nth <= 26 ? $"{(char)('A' + nth - 1)}" : Nth(nth / 26) + (char)('A' + nth % 26);

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
