using Quarterhour.Rates.Parquet;

namespace Quarterhour.Rates.Parsing;

/// <summary>A value as it stands in the text, known from before: what it means, and what was normalised in it.</summary>
/// <param name="Meaning">The value as it is stored; null where it means nothing.</param>
/// <param name="Normalised">How often each deviation occurs in it.</param>
/// <param name="Dropped">Values of it that mean nothing.</param>
sealed record Known(Token? Meaning, (string What, int Times)[] Normalised, (string What, int Times)[] Dropped)
{
    public bool Deviates { get; } = Normalised.Length > 0 || Dropped.Length > 0;

    /// <summary>The elements, of a list.</summary>
    public string[] Elements { get; init; } = [];

    /// <summary>The list where it stands since it was met last, and its number there; for who understands words, and nobody else. By number: a word that is kept would hold the list, and that the words of others.</summary>
    public long Listed;
    public int Number;
}

/// <summary>Few texts come millions of times: each is understood once. Forgets everything when it has grown large.</summary>
sealed class TokenCache
{
    const int Most = 1 << 14, MostBytes = 4 << 20;

    readonly List<Known> known = [];

    /// <summary>Made with the first text: many members never come.</summary>
    ValueSet? raw;
    long bytes;

    public Known? Find(ReadOnlySpan<byte> text, out int slot)
    {
        if (known.Count >= Most || bytes > MostBytes)
        {
            known.Clear();
            raw?.Return();
            raw = null;
            bytes = 0;
        }
        slot = (raw ??= new()).Add(text);
        return slot < known.Count ? known[slot] : null;
    }

    /// <summary>Says what the text is that was not found.</summary>
    public Known Keep(Known meaning)
    {
        bytes += (meaning.Meaning?.Bytes.Length ?? 0) + raw![known.Count].Length;
        known.Add(meaning);
        return meaning;
    }
}
