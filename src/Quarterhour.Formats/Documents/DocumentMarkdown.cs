using System.Text;

namespace Quarterhour.Formats.Documents;

/// <summary>A document as Markdown.</summary>
public static class DocumentMarkdown
{
    /// <summary>Characters a line of a picture.</summary>
    const int Width = 96;

    public static string Of(Document document)
    {
        var text = new StringBuilder($"# {Escaped(document.Title)}\n");
        foreach (var block in document.Lead) Write(block, text);
        foreach (var section in document.Sections)
        {
            text.Append($"\n## {Escaped(section.Title)}\n");
            foreach (var block in section.Blocks) Write(block, text);
        }
        return text.ToString();
    }

    static void Write(Block block, StringBuilder text)
    {
        text.Append('\n');
        switch (block)
        {
            case Paragraph paragraph:
                text.Append(Escaped(paragraph.Text)).Append('\n');
                break;
            case Bullets bullets:
                foreach (string item in bullets.Items) text.Append($"- {Escaped(item)}\n");
                break;
            case Named named:
                foreach (var (name, sentence) in named.Items) text.Append($"- **{Escaped(name)}**: {Escaped(sentence)}\n");
                break;
            case Grid grid:
                Table(grid, text);
                break;
            case Picture { Svg: { } svg }:
                text.Append(svg).Append('\n');
                break;
            case Picture picture:
                text.Append("```\n").AppendJoin('\n', picture.Lines(Width)).Append("\n```\n");
                break;
            case Asked asked:
                text.Append($"**{Escaped(asked.Ask)}**\n\n{Escaped(asked.Reply)} ({Escaped(asked.Source)})\n");
                if (asked.Command is { } command) text.Append($"\n```\nquarterhour {command}\n```\n");
                break;
            default:
                throw new ArgumentException($"a {block.GetType().Name} has no form in Markdown", nameof(block));
        }
    }

    static void Table(Grid grid, StringBuilder text)
    {
        text.Append("| ").AppendJoin(" | ", grid.Columns.Select(column => Escaped(column.Name))).Append(" |\n|");
        foreach (var column in grid.Columns) text.Append(column.Right ? " ---: |" : " --- |");
        text.Append('\n');
        foreach (string[] row in grid.Rows) text.Append("| ").AppendJoin(" | ", row.Select(Escaped)).Append(" |\n");
    }

    /// <summary>Words as words: nothing in them is taken for a mark.</summary>
    static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (c is '\\' or '`' or '*' or '_' or '<' or '>' or '|' or '[' or ']' or '#') escaped.Append('\\');
            escaped.Append(c);
        }
        return escaped.ToString();
    }
}
