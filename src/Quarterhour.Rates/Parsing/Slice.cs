using System.Text;

namespace Quarterhour.Rates.Parsing;

/// <summary>The inside of a string as it stands in the text, escapes and all; valid while its element is.</summary>
readonly unsafe struct Slice(byte* at, int length, bool escaped)
{
    public int Length => length;

    public bool Escaped => escaped;

    public byte* At => at;

    public ReadOnlySpan<byte> Raw => new(at, length);

    /// <summary>With the escapes taken out. A half of a surrogate pair becomes the replacement character.</summary>
    public ReadOnlySpan<byte> Bytes => escaped ? Unescaped(Raw) : Raw;

    /// <summary>The same; where escapes are taken out, into room that is used again, as far as it suffices.</summary>
    public ReadOnlySpan<byte> Within(byte[] room) => !escaped ? Raw : length < room.Length ? room.AsSpan(0, Unescape(Raw, room)) : Bytes;

    public bool Is(ReadOnlySpan<byte> word) => escaped ? Unescaped(Raw).SequenceEqual(word) : Raw.SequenceEqual(word);

    public override string ToString() => Encoding.UTF8.GetString(Bytes);

    static ReadOnlySpan<byte> Unescaped(ReadOnlySpan<byte> raw)
    {
        byte[] into = new byte[raw.Length + 1];
        return into.AsSpan(0, Unescape(raw, into));
    }

    /// <summary>An escape is never shorter than what it stands for, but for one that is cut off at the end: that takes a byte more.</summary>
    /// <returns>The bytes that were written.</returns>
    static int Unescape(ReadOnlySpan<byte> raw, Span<byte> into)
    {
        int to = 0;
        for (int i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\' || i + 1 >= raw.Length)
            {
                into[to++] = raw[i];
                continue;
            }
            byte what = raw[++i];
            if (what != 'u')
            {
                into[to++] = what switch { (byte)'n' => (byte)'\n', (byte)'t' => (byte)'\t', (byte)'r' => (byte)'\r', (byte)'b' => (byte)'\b', (byte)'f' => (byte)'\f', _ => what };
                continue;
            }
            int unit = Hex(raw, i + 1);
            i += Math.Min(4, raw.Length - 1 - i);
            int low = char.IsHighSurrogate((char)Math.Max(0, unit)) && i + 2 < raw.Length && raw[i + 1] == '\\' && raw[i + 2] == 'u' ? Hex(raw, i + 3) : -1;
            var rune = Rune.ReplacementChar;
            if (low >= 0 && char.IsLowSurrogate((char)low))
            {
                rune = new((char)unit, (char)low);
                i += 6;
            }
            else if (unit >= 0 && Rune.TryCreate(unit, out var single)) rune = single;
            to += rune.EncodeToUtf8(into[to..]);
        }
        return to;
    }

    static int Hex(ReadOnlySpan<byte> raw, int from)
    {
        if (from + 4 > raw.Length) return -1;
        int value = 0;
        foreach (byte digit in raw.Slice(from, 4))
        {
            int one = char.IsAsciiHexDigit((char)digit) ? (digit | 0x20) - (digit > '9' ? 'a' - 10 : '0' | 0x20) : -1;
            if (one < 0) return -1;
            value = value << 4 | one;
        }
        return value;
    }
}
