namespace Quarterhour.Formats.Documents;

/// <summary>A document on a terminal.</summary>
public static class DocumentText
{
    /// <summary>Writes the document.</summary>
    /// <param name="document">What to write.</param>
    /// <param name="width">Characters a line.</param>
    /// <param name="heading">Receives headings.</param>
    /// <param name="line">Receives all other lines.</param>
    public static void Write(Document document, int width, Action<string> heading, Action<string> line)
    {
        foreach (string title in TextWrap.Lines(document.Title, width)) heading(title);
        foreach (var block in document.Lead) Write(block, width, line);
        foreach (var section in document.Sections)
        {
            line("");
            foreach (string title in TextWrap.Lines(section.Title, width)) heading(title);
            foreach (var block in section.Blocks) Write(block, width, line);
        }
    }

    static void Write(Block block, int width, Action<string> line)
    {
        foreach (string written in Lines(block, width)) line(written);
    }

    static IEnumerable<string> Lines(Block block, int width) => block switch
    {
        Paragraph paragraph => TextWrap.Lines(paragraph.Text, width),
        Bullets bullets => bullets.Items.SelectMany(item => TextWrap.Lines(item, width, "- ", "  ")),
        Named named => Table(named, width),
        Grid grid => Table(grid, width),
        Picture picture => picture.Lines(width),
        Asked asked => Question(asked, width),
        _ => throw new ArgumentException($"a {block.GetType().Name} has no form on a terminal", nameof(block)),
    };

    static IEnumerable<string> Table(Named named, int width)
    {
        int longest = named.Items.Max(item => item.Name.Length);
        foreach (var (name, text) in named.Items)
            foreach (string line in TextWrap.Lines(text, width, name.PadRight(longest + 2), new string(' ', longest + 2))) yield return line;
    }

    static IEnumerable<string> Table(Grid grid, int width)
    {
        var table = new TextTable(grid.Columns);
        foreach (string[] row in grid.Rows) table.Add(row);
        return table.Lines(width);
    }

    static IEnumerable<string> Question(Asked asked, int width)
    {
        yield return "";
        foreach (string line in TextWrap.Lines(asked.Ask, width, "? ", "  ")) yield return line;
        foreach (string line in TextWrap.Lines($"{asked.Reply} ({asked.Source})", width, "  ", "  ")) yield return line;
        if (asked.Command is { } command) yield return $"  $ quarterhour {command}";
    }
}
