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
        var hash = new HashCode();
        hash.AddBytes(text);
        ref string? place = ref words[hash.ToHashCode() & (Places - 1)];
        if (place is not null && Same(place, text)) return place;
        return place = Encoding.UTF8.GetString(text);
    }

    /// <summary>The blank-separated words of a pooled string; the same list for the same string as long as both lie in the pool.</summary>
    public IReadOnlyList<string> List(string text)
    {
        ref var place = ref lists[System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(text) & (Places - 1)];
        if (!ReferenceEquals(place.Text, text)) place = (text, text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return place.Words;
    }

    static bool Same(string word, ReadOnlySpan<byte> text)
    {
        if (word.Length != text.Length) return false;
        for (int i = 0; i < word.Length; i++) if (word[i] != text[i]) return false;
        return true;
    }
}
