using System.Globalization;
using System.Text;

namespace Quarterhour.Formats.Charts;

/// <summary>Horizontal bars from zero with their names and figures on them, as SVG.</summary>
public static class BarChart
{
    const int Row = 28, Bar = 18, Names = 220, Longest = 360, Figures = 90, Top = 40, Side = 16;

    /// <param name="title">What is shown.</param>
    /// <param name="bars">Name, value, and the figure as it is written; a value below zero is drawn as zero, its figure stands.</param>
    /// <param name="id">A word of its own where several drawings stand on one page.</param>
    public static string Svg(string title, IReadOnlyList<(string Name, decimal Value, string Figure)> bars, string id = "chart")
    {
        ArgumentNullException.ThrowIfNull(bars);
        int width = 2 * Side + Names + Longest + Figures, height = Top + Math.Max(1, bars.Count) * Row + Side;
        decimal most = Math.Max(0.01m, bars.Select(static bar => bar.Value).DefaultIfEmpty(0).Max());
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"{id}-title {id}-text\" font-family=\"system-ui, sans-serif\" font-size=\"13\" fill=\"currentColor\">");
        svg.Append($"<title id=\"{id}-title\">{Xml(title)}</title><desc id=\"{id}-text\">{Xml(bars.Count == 0 ? "nothing to show" : string.Join(", ", bars.Select(static bar => $"{bar.Name}: {bar.Figure}")))}</desc>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Side}\" y=\"22\" font-weight=\"600\">{Xml(title)}</text>");
        for (int i = 0; i < bars.Count; i++)
        {
            int y = Top + i * Row, wide = (int)(Math.Max(0, bars[i].Value) / most * Longest);
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Side + Names - 8}\" y=\"{y + 14}\" text-anchor=\"end\">{Xml(bars[i].Name)}</text>");
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Side + Names}\" y=\"{y}\" width=\"{wide}\" height=\"{Bar}\" fill=\"#0f6b6b\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Side + Names + wide + 6}\" y=\"{y + 14}\" font-variant-numeric=\"tabular-nums\">{Xml(bars[i].Figure)}</text>");
        }
        svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Side + Names}\" y1=\"{Top - 4}\" x2=\"{Side + Names}\" y2=\"{height - Side}\" stroke=\"currentColor\"/></svg>");
        return svg.ToString();
    }

    static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;");
}
