using System.Buffers.Binary;
using System.Text;

namespace Quarterhour.Formats.Visits;

/// <summary>Gives the same string for the same bytes as long as it lies in the pool: a file names few payers, clinicians and diagnoses many times.
/// A fixed number of places; a word that is not seen for long gives its place up.</summary>
sealed class WordPool
{
    const int Places = 8192;

    readonly string?[] words = new string?[Places];
    readonly (string Text, string[] Words)[] lists = new (string, string[])[Places];

    public string Get(ReadOnlySpan<byte> text)
    {
        ref string? place = ref words[Hash(text) & (Places - 1)];
        if (place is not null && Ascii.Equals(text, place)) return place;
        return place = Encoding.UTF8.GetString(text);
    }

    /// <summary>The blank-separated words of a pooled string; the same list for the same string as long as both lie in the pool.</summary>
    public IReadOnlyList<string> List(string text)
    {
        ref var place = ref lists[System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(text) & (Places - 1)];
        if (!ReferenceEquals(place.Text, text)) place = (text, text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return place.Words;
    }

    /// <summary>A multiplication for every eight bytes: it only has to spread, and a word that meets another's place costs a string.</summary>
    static uint Hash(ReadOnlySpan<byte> text)
    {
        const ulong Odd = 0x9E37_79B9_7F4A_7C15;
        ulong hash = (uint)text.Length;
        for (; text.Length >= 8; text = text[8..]) hash = unchecked((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text)) * Odd);
        ulong rest = 0;
        foreach (byte one in text) rest = rest << 8 | one;
        hash = unchecked((hash ^ rest) * Odd);
        return (uint)(hash >> 40);
    }
}
