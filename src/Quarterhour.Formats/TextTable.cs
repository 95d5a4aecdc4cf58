using System.Text;

namespace Quarterhour.Formats;

/// <summary>A column of a text table.</summary>
/// <param name="Name">Its heading; a table whose headings are all blank has no heading line.</param>
/// <param name="Right">Figures stand to the right.</param>
public sealed record TextColumn(string Name = "", bool Right = false);

/// <summary>Aligned columns for the terminal. The last column takes what is left of the width and wraps.</summary>
public sealed class TextTable(params IReadOnlyList<TextColumn> columns)
{
    const string Gap = "  ";

    /// <summary>The last column is never narrower.</summary>
    const int Narrowest = 16;

    readonly List<string[]> rows = [];

    /// <summary>Adds a row; missing cells are blank.</summary>
    public void Add(params ReadOnlySpan<string> cells)
    {
        string[] row = new string[columns.Count];
        for (int i = 0; i < row.Length; i++) row[i] = i < cells.Length ? cells[i] : "";
        rows.Add(row);
    }

    public IEnumerable<string> Lines(int width)
    {
        string[] heading = [.. columns.Select(column => column.Name)];
        var all = Array.Exists(heading, name => name.Length > 0) ? rows.Prepend(heading).ToList() : rows;
        if (all.Count == 0) yield break;
        int last = columns.Count - 1;
        int[] widths = [.. Enumerable.Range(0, columns.Count).Select(i => all.Max(row => row[i].Length))];
        int before = widths.Take(last).Sum() + last * Gap.Length;
        widths[last] = Math.Min(widths[last], Math.Max(Narrowest, width - before));
        foreach (var row in all)
        {
            var wrapped = TextWrap.Lines(row[last], Math.Max(1, widths[last]));
            for (int i = 0; i < wrapped.Count; i++) yield return Line(row, wrapped[i], widths, i == 0);
        }
    }

    string Line(string[] row, string lastCell, int[] widths, bool isFirst)
    {
        var line = new StringBuilder();
        for (int i = 0; i < row.Length; i++)
        {
            if (i > 0) line.Append(Gap);
            string cell = i == row.Length - 1 ? lastCell : isFirst ? row[i] : "";
            line.Append(columns[i].Right ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]));
        }
        return line.ToString().TrimEnd();
    }
}
