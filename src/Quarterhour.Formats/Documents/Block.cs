namespace Quarterhour.Formats.Documents;

/// <summary>A piece of a document that is the same on a terminal, in Markdown and on a page.</summary>
public abstract record Block;

/// <summary>One paragraph.</summary>
public sealed record Paragraph(string Text) : Block;

/// <summary>A list.</summary>
public sealed record Bullets(IReadOnlyList<string> Items) : Block;

/// <summary>A list whose items have a name in front.</summary>
public sealed record Named(IReadOnlyList<(string Name, string Text)> Items) : Block;

/// <summary>A table.</summary>
public sealed record Grid(IReadOnlyList<TextColumn> Columns, IReadOnlyList<string[]> Rows) : Block;

/// <summary>A picture in characters, with the same as SVG where a page can show it.</summary>
/// <param name="Lines">Draws it in a width.</param>
/// <param name="Svg">The drawing; null where the characters are all.</param>
public sealed record Picture(Func<int, IEnumerable<string>> Lines, string? Svg = null) : Block;

/// <summary>A question with its answer.</summary>
/// <param name="Ask">The question.</param>
/// <param name="Reply">The answer.</param>
/// <param name="Source">Where it is written.</param>
/// <param name="Command">A command line that shows it; null for none.</param>
public sealed record Asked(string Ask, string Reply, string Source, string? Command) : Block;

/// <summary>A section with its heading.</summary>
/// <param name="Id">One word by which it is asked for.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Blocks">What it holds, one or more.</param>
public sealed record Section(string Id, string Title, IReadOnlyList<Block> Blocks);

/// <summary>A document: its title, what stands under it, its sections.</summary>
public sealed record Document(string Title, IReadOnlyList<Block> Lead, IReadOnlyList<Section> Sections)
{
    /// <summary>Some sections, in the order of the document.</summary>
    public Document Only(params IReadOnlyList<string> ids) => this with { Sections = [.. Sections.Where(section => ids.Contains(section.Id))] };
}
