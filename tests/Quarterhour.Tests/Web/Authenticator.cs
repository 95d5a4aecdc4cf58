using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Quarterhour.Tests.Web;

/// <summary>What somebody's telephone does: takes the key of a page and shows codes.</summary>
static class Authenticator
{
    /// <summary>The key that the account's page shows.</summary>
    public static string Key(string page) => Regex.Match(page, "class=\"key code\">(?<key>[a-z2-7 ]+)<", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["key"].Value.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>RFC 6238, written anew: what an authenticator shows now.</summary>
    public static string Code(string key)
    {
        var bytes = new List<byte>();
        int bits = 0, value = 0;
        foreach (char letter in key)
        {
            value = value << 5 | "abcdefghijklmnopqrstuvwxyz234567".IndexOf(letter, StringComparison.Ordinal);
            if ((bits += 5) < 8) continue;
            bytes.Add((byte)(value >> (bits -= 8)));
            value &= (1 << bits) - 1;
        }
        byte[] step = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // what authenticators use
        byte[] hash = HMACSHA1.HashData(bytes.ToArray(), step);
#pragma warning restore CA5350
        return ((BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue) % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }
}
