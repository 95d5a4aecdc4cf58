using System.Globalization;

namespace Quarterhour.Reference.Search;

/// <summary>How text becomes the words of the index: lower case, letters and digits, abbreviations written out, endings taken off. The same for what is
/// indexed and for what is asked.</summary>
/// <param name="aliases">Short forms with what they stand for, both in lower case.</param>
public sealed class SearchWords(IReadOnlyDictionary<string, string> aliases)
{
    /// <summary>Words that say nothing of what is looked for.</summary>
    static readonly HashSet<string> Stop = new("a after an and another any are as at be been being before bill billing bills but by can charge code codes coding cpt did do does doing during each for from get gets getting had has have having hcpcs he help helps her hers herself him himself his how i in into is it its itself keep keeps made make makes many me much my need needs of off on onto or our over patient patients pt's put puts putting same she should so some someone than that the their them themselves then there they therapist therapists this through time to too until us use used using very was we were what when where which while who whose will with would you your".Split(' '), StringComparer.Ordinal);

    /// <summary>A word as it was written and as it is looked up.</summary>
    public readonly record struct Word(string Written, string Term);

    /// <summary>The words of a text in their order. Where nothing but filler is left, the filler stays.</summary>
    public IReadOnlyList<Word> Of(string text)
    {
        var all = Written(text);
        List<Word> words = [.. all.Where(word => !Stop.Contains(word)).Select(word => new Word(word, Term(word)))];
        return words.Count > 0 ? words : [.. all.Select(word => new Word(word, Term(word)))];
    }

    /// <summary>A single word as it is looked up.</summary>
    public string Term(string word)
    {
        if (aliases.TryGetValue(word, out string? meaning)) return Stem(meaning);
        string stem = Stem(word);
        return aliases.TryGetValue(stem, out meaning) ? Stem(meaning) : stem;
    }

    static List<string> Written(string text)
    {
        List<string> words = [];
        int start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            bool part = i < text.Length && char.IsLetterOrDigit(text[i]);
            if (part && start < 0) start = i;
            // an apostrophe belongs to its word
            if (part || start < 0 || i < text.Length - 1 && text[i] == '\'') continue;
            words.Add(text[start..i].Replace("'", "", StringComparison.Ordinal).ToLower(CultureInfo.InvariantCulture));
            start = -1;
        }
        return words;
    }

    /// <summary>Takes off the endings of plural, -ing and -ed, and a silent e; crude, but the same on both sides.</summary>
    public static string Stem(string word)
    {
        if (word.Length < 4 || char.IsAsciiDigit(word[0])) return word;
        if (word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4) word = word[..^3] + "y";
        else if (word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i')) word = word[..^1];
        if (word.Length > 5 && word.EndsWith("ing", StringComparison.Ordinal)) word = Undoubled(word[..^3]);
        else if (word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal) && word[^3] is not 'e') word = Undoubled(word[..^2]);
        if (word.Length > 3 && word[^1] == 'e') word = word[..^1];
        if (word.Length > 3 && word[^1] == 'y') word = word[..^1] + "i";
        return word;
    }

    static string Undoubled(string word) => word.Length > 3 && word[^1] == word[^2] && word[^1] is not ('l' or 's' or 'z') ? word[..^1] : word;
}
