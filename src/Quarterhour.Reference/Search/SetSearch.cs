using System.Text;
using Quarterhour.Reference.Store;

namespace Quarterhour.Reference.Search;

/// <summary>Search in one list of codes: by number, by its beginning, by the words of the titles.</summary>
sealed class SetSearch(string name, CodeSet set, TitleIndex? index, sbyte[] ranks, QuestionWords words)
{
    /// <summary>Above every score of words.</summary>
    internal const int ByNumber = 1_000_000, ByNearNumber = ByNumber / 2;

    /// <summary>Dots stand behind the third character of these.</summary>
    readonly bool dotted = name == CodeSearch.Diagnoses;

    /// <summary>CMS's dental descriptions belong to others, and some copies of HCPCS have none at all.</summary>
    internal const string NoTitle = "(no description loaded)";

    public string Name => name;

    public int Count => set.Count;

    /// <summary>The codes that fit best, best first.</summary>
    public List<CodeHit> Find(string question, int most)
    {
        var hits = Numbered(question, most);
        return hits.Count > 0 || index is null ? hits : Worded(question, most);
    }

    /// <summary>The codes that begin as the question does; the code itself first, headings last, and for what is longer than any code, the nearest above it.</summary>
    List<CodeHit> Numbered(string question, int most)
    {
        string plain = question.Trim();
        if (dotted) plain = plain.Replace(".", "", StringComparison.Ordinal);
        int end = plain.AsSpan().IndexOfAny(" -,:;/+*");
        if (end >= 0) plain = plain[..end];
        if (!IsNumber(plain)) return [];
        byte[] start = Encoding.ASCII.GetBytes(plain.ToUpperInvariant());
        List<(int Number, int Score)> found = [];
        int sure = ByNumber;
        while (found.Count == 0 && start.Length >= 2)
        {
            for (int i = set.First(start); i < set.Count && set.CodeBytes(i).StartsWith(start); i++)
                found.Add((i, sure + 10 * ranks[i] + (sure == ByNumber && set.CodeBytes(i).Length == start.Length && IsBillable(i) ? ByNumber : 0)));
            // a code with a character too many or a wrong last one is near those above it
            if (found.Count > 0 || start.Length <= 4) break;
            (start, sure) = (start[..^1], ByNearNumber);
        }
        found.Sort((a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Number.CompareTo(b.Number));
        return [.. found.Take(most).Select(one => Hit(one.Number, one.Score))];
    }

    /// <summary>Letters may stand in front, behind and inside, but a digit must be there; a lone number of two digits is a place of service or a word.</summary>
    bool IsNumber(string text)
    {
        if (text.Length is < 2 or > 10) return false;
        bool digit = false;
        foreach (char c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c)) return false;
            digit |= char.IsAsciiDigit(c);
        }
        return digit && (!dotted || char.IsAsciiLetter(text[0]) && char.IsAsciiDigit(text[1]));
    }

    List<CodeHit> Worded(string question, int most)
    {
        var best = new Dictionary<int, int>();
        foreach (string[] reading in words.Of(question, index!.Knows))
            foreach (var (number, score) in index!.Find(reading, ranks, most)) best[number] = Math.Max(best.GetValueOrDefault(number), score);
        return [.. best.OrderByDescending(one => one.Value).ThenByDescending(one => ranks[one.Key]).ThenBy(one => one.Key).Take(most).Select(one => Hit(one.Key, one.Value))];
    }

    bool IsBillable(int number) => !dotted || set.Mark(number) != '0';

    CodeHit Hit(int number, int score)
    {
        string code = set.Code(number);
        return new(dotted && code.Length > 3 ? $"{code[..3]}.{code[3..]}" : code, name, set.Title(number) is { Length: > 0 } title ? title : NoTitle, score, null, IsBillable(number));
    }
}
