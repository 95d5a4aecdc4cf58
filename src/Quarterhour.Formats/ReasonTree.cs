using Quarterhour.Billing;

namespace Quarterhour.Formats;

/// <summary>Reasons as an indented tree: each its sentence, then the citation in parentheses.</summary>
public static class ReasonTree
{
    /// <param name="reasons">The reasons of one figure.</param>
    /// <param name="width">Characters a line.</param>
    /// <param name="indent">Blanks before the first level.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<Reason> reasons, int width, int indent = 0) => Lines(reasons, width, indent, null);

    /// <summary>A deeper reason names its citation where it differs from the one above it.</summary>
    static IEnumerable<string> Lines(IReadOnlyList<Reason> reasons, int width, int indent, string? above)
    {
        string margin = new(' ', indent);
        foreach (var reason in reasons)
        {
            string cite = reason.Template.Cite, sentence = Words.Text(reason);
            foreach (string line in TextWrap.Lines(cite == above ? sentence : $"{sentence} ({cite})", width, margin + "- ", margin + "  ")) yield return line;
            foreach (string line in Lines(reason.Under, width, indent + 2, cite)) yield return line;
        }
    }
}
