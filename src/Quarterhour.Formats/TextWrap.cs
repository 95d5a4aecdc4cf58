namespace Quarterhour.Formats;

/// <summary>Breaks sentences into lines of a width.</summary>
public static class TextWrap
{
    /// <summary>Breaks at blanks; a word that is longer than a line is cut.</summary>
    /// <param name="text">One paragraph.</param>
    /// <param name="width">Characters a line, 1 or more.</param>
    /// <returns>At least one line; none is longer than the width.</returns>
    public static IReadOnlyList<string> Lines(string text, int width)
    {
        List<string> lines = [];
        var rest = text.AsSpan().Trim();
        while (rest.Length > width)
        {
            int blank = rest[..(width + 1)].LastIndexOf(' ');
            int cut = blank > 0 ? blank : width;
            lines.Add(rest[..cut].TrimEnd().ToString());
            rest = rest[cut..].TrimStart();
        }
        if (rest.Length > 0 || lines.Count == 0) lines.Add(rest.ToString());
        return lines;
    }

    /// <summary>The same with every line but the first indented under it.</summary>
    /// <param name="text">One paragraph.</param>
    /// <param name="width">Characters a line.</param>
    /// <param name="first">What stands before the first line.</param>
    /// <param name="further">What stands before each further line.</param>
    public static IEnumerable<string> Lines(string text, int width, string first, string further)
    {
        string before = first;
        foreach (string line in Lines(text, Math.Max(Narrowest, width - Math.Max(first.Length, further.Length))))
        {
            yield return before + line;
            before = further;
        }
    }

    /// <summary>Indents never leave less than this for the words.</summary>
    const int Narrowest = 16;
}
