using System.Text;

namespace Quarterhour.Reference.Import;

/// <summary>The columns of a table by the text of their heading. CMS moves columns between releases; their headings stay.</summary>
sealed class Columns
{
    readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

    Columns(IEnumerable<string> headings)
    {
        int place = 0;
        foreach (string heading in headings) places.TryAdd(Plain(heading), place++);
    }

    /// <summary>The place of a column, by heading; letters and digits count, case, signs and spaces don't. -1 where it is not there.</summary>
    public int this[string heading] => places.GetValueOrDefault(Plain(heading), -1);

    /// <summary>The place of the first of several headings that is there.</summary>
    public int Any(params ReadOnlySpan<string> headings)
    {
        foreach (string heading in headings)
            if (this[heading] is >= 0 and var place) return place;
        return -1;
    }

    public static Columns Of(IEnumerable<string> headings) => new(headings);

    /// <summary>The columns of a line. Headings of the tables that this is for hold no separators.</summary>
    public static Columns Of(string line, char separator) => new(line.TrimStart('\uFEFF').Split(separator));

    /// <summary>The first line of the head that holds all of these; -1 for none.</summary>
    public static int LineOf(TableText text, params ReadOnlySpan<string> headings)
    {
        for (int i = 0; i < text.Head.Count; i++)
        {
            bool all = true;
            foreach (string heading in headings) all &= text.Head[i].Contains(heading, StringComparison.OrdinalIgnoreCase);
            if (all) return i;
        }
        return -1;
    }

    static string Plain(string heading)
    {
        var plain = new StringBuilder(heading.Length);
        foreach (char c in heading)
            if (char.IsAsciiLetterOrDigit(c)) plain.Append(char.ToLowerInvariant(c));
        return plain.ToString();
    }
}
