namespace Quarterhour.Practice.Reports;

/// <summary>A table of figures with what they mean.</summary>
/// <param name="Name">One word by which it is asked for.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Says">How the figures are made.</param>
/// <param name="Columns">Headings; figures stand in all but the leading <paramref name="Labels"/>.</param>
/// <param name="Labels">How many columns are words.</param>
/// <param name="Rows">Cells as they are written in CSV.</param>
/// <param name="Bar">The column that a chart shows.</param>
public sealed record Report(string Name, string Title, string Says, IReadOnlyList<string> Columns, int Labels, IReadOnlyList<IReadOnlyList<string>> Rows, int Bar);
