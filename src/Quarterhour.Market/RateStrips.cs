using System.Globalization;
using System.Text;

namespace Quarterhour.Market;

/// <summary>Payers' dollar rates as strips of percentiles with Medicare as a line: one drawing, labels at the strips, zero at the left.</summary>
public static class RateStrips
{
    const int Left = 240, Wide = 420, Row = 28, Top = 36;

    /// <summary>An SVG image; rows that are no dollars are left out.</summary>
    public static string Svg(IReadOnlyList<PayerRates> rows)
    {
        var shown = rows.Where(row => row is { Basis: RateBasis.Dollars, Percentiles.Count: 7 }).ToList();
        decimal most = shown.Select(row => Math.Max(row.Percentiles[5], row.Medicare ?? 0)).DefaultIfEmpty(1).Max();
        if (most <= 0) most = 1;
        var svg = new StringBuilder();
        int height = Top + Row * shown.Count + 8;
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Left + Wide + 90} {height}\" role=\"img\" font-family=\"system-ui, sans-serif\" font-size=\"12\">\n");
        svg.Append("<title>Negotiated rates: 10th, 25th, 50th, 75th and 90th of a hundred, in dollars</title>\n");
        for (int i = 0; i < shown.Count; i++) Strip(svg, shown[i], Top + Row * i, most);
        if (shown.Count == 0) svg.Append("<text x=\"8\" y=\"24\">no dollar rates</text>\n");
        return svg.Append("</svg>\n").ToString();
    }

    static void Strip(StringBuilder svg, PayerRates row, int y, decimal most)
    {
        var strip = row.Percentiles;
        string label = string.Join(", ", new[] { row.Code, row.Place ?? row.State, row.Payer, row.Network, row.Setting, row.Modifiers }.Where(part => !string.IsNullOrEmpty(part)));
        if (label.Length > 38) label = label[..37] + "…";
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{y + 4}\" text-anchor=\"end\">{System.Security.SecurityElement.Escape(label)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{X(strip[1])}\" x2=\"{X(strip[5])}\" y1=\"{y}\" y2=\"{y}\" stroke=\"#888\" stroke-width=\"2\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{X(strip[2])}\" x2=\"{X(strip[4])}\" y1=\"{y}\" y2=\"{y}\" stroke=\"#0f766e\" stroke-width=\"10\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{X(strip[3])}\" x2=\"{X(strip[3])}\" y1=\"{y - 8}\" y2=\"{y + 8}\" stroke=\"#111\" stroke-width=\"2\"/>");
        if (row.Medicare is { } medicare) svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{X(medicare)}\" x2=\"{X(medicare)}\" y1=\"{y - 12}\" y2=\"{y + 12}\" stroke=\"#b45309\" stroke-dasharray=\"3 2\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(strip[5]) + 6}\" y=\"{y + 4}\">{strip[3]:0.00}{(row.OfMedicare is { } share ? $", {share * 100:0} % of Medicare" : "")}</text>\n");

        int X(decimal value) => Left + (int)(Math.Min(value, most) / most * (Wide - 120));
    }
}
