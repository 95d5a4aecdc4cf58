using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Quarterhour.Billing;

namespace Quarterhour.Formats;

/// <summary>JSON put together in one array that grows and is used again. Names stand in the source with their signs, so that only figures and words are worked out:
/// bills are written at twice the speed of a general writer.</summary>
sealed class JsonBytes
{
    /// <summary>ASCII that JSON escapes.</summary>
    static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, 32).Select(code => (char)code), '"', '\\', (char)127]);

    /// <summary>What stands in our sentences and tables and is never escaped: printable ASCII, the letters and signs of Latin, and a few more.</summary>
    static readonly SearchValues<char> Plain = SearchValues.Create([.. Enumerable.Range(' ', 95).Concat(Enumerable.Range(0xC0, 0xC0)).Select(code => (char)code), .. "§×·°½¼–—’“”…≤≥−"]);

    byte[] bytes = new byte[1 << 14];
    int length;

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, length);

    public void Clear() => length = 0;

    /// <summary>Room for at least so many bytes; <see cref="Wrote"/> says how many were used.</summary>
    public Span<byte> Room(int most)
    {
        if (bytes.Length - length < most) Array.Resize(ref bytes, Math.Max(2 * bytes.Length, length + most));
        return bytes.AsSpan(length);
    }

    public void Wrote(int count) => length += count;

    /// <summary>What is JSON already.</summary>
    public void Raw(ReadOnlySpan<byte> json)
    {
        json.CopyTo(Room(json.Length));
        length += json.Length;
    }

    public void Number(int number)
    {
        var room = Room(11);
        if ((uint)number < 10)
        {
            room[0] = (byte)('0' + number);
            length++;
            return;
        }
        Utf8Formatter.TryFormat(number, room, out int written);
        length += written;
    }

    public void Number(int? number)
    {
        if (number is { } known) Number(known);
        else Raw("null"u8);
    }

    /// <summary>Words in quotes, or null.</summary>
    public void Text(string? words)
    {
        if (words is null)
        {
            Raw("null"u8);
            return;
        }
        var room = Room(6 * words.Length + 2);
        room[0] = (byte)'"';
        int written = 1 + Inside(words, room[1..]);
        room[written] = (byte)'"';
        length += written + 1;
    }

    /// <summary>The inside of a JSON string.</summary>
    /// <param name="words">Any words.</param>
    /// <param name="into">Six bytes of room for each character.</param>
    /// <returns>The bytes written.</returns>
    public static int Inside(string words, Span<byte> into)
    {
        if (words.AsSpan().IndexOfAny(Escaped) < 0 && Ascii.FromUtf16(words, into, out int written) == OperationStatus.Done) return written;
        if (words.AsSpan().IndexOfAnyExcept(Plain) < 0) return Quoted(words, into);
        var encoded = Encoded(words);
        encoded.CopyTo(into);
        return encoded.Length;
    }

    /// <summary>Words of nothing but <see cref="Plain"/>: a backslash before a quote and before a backslash, and that is all.</summary>
    static int Quoted(ReadOnlySpan<char> words, Span<byte> into)
    {
        int written = 0;
        for (int mark; (mark = words.IndexOfAny('"', '\\')) >= 0; words = words[(mark + 1)..])
        {
            written += Encoding.UTF8.GetBytes(words[..mark], into[written..]);
            into[written++] = (byte)'\\';
            into[written++] = (byte)words[mark];
        }
        return written + Encoding.UTF8.GetBytes(words, into[written..]);
    }

    public static ReadOnlySpan<byte> Encoded(string words) => JsonEncodedText.Encode(words, BillJson.Options.Encoder).EncodedUtf8Bytes;

    /// <summary>An amount as a string with two decimals; null is undecided.</summary>
    public void Amount(decimal? dollars)
    {
        if (dollars is not { } amount)
        {
            Raw("null"u8);
            return;
        }
        var room = Room(32);
        room[0] = (byte)'"';
        int written = 1 + Words.Cents(Money.Cents(amount), room[1..]);
        room[written] = (byte)'"';
        length += written + 1;
    }

    public void Code(ProcedureCode code)
    {
        var room = Room(7);
        room[0] = (byte)'"';
        code.WriteTo(room[1..]);
        room[6] = (byte)'"';
        length += 7;
    }

    /// <param name="modifier">One of a list.</param>
    /// <param name="further">Another stands before it.</param>
    public void Modifier(Modifier modifier, bool further)
    {
        if (further) Raw(","u8);
        var room = Room(4);
        room[0] = room[3] = (byte)'"';
        (room[1], room[2]) = ((byte)(modifier.Packed >> 8), (byte)(modifier.Packed & 0xFF));
        length += 4;
    }

    public void Day(DateOnly day)
    {
        var room = Room(12);
        room[0] = (byte)'"';
        Words.Day(day, room[1..]);
        room[11] = (byte)'"';
        length += 12;
    }
}
