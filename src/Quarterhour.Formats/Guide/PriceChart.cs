using System.Globalization;
using System.Text;
using Quarterhour.Billing.Guide;

namespace Quarterhour.Formats.Guide;

/// <summary>The fee for one unit over the years, as SVG: bars from zero with their figures on them, and a text alternative.</summary>
public static class PriceChart
{
    const int Bar = 56, Gap = 16, Left = 16, Top = 32, Height = 140, Below = 28;

    /// <param name="title">What is shown.</param>
    /// <param name="prices">One or more years; a year without a fee stands as an open ring.</param>
    public static string Svg(string title, IReadOnlyList<YearPrice> prices)
    {
        int width = 2 * Left + prices.Count * (Bar + Gap) - Gap;
        decimal most = Math.Max(0.01m, prices.Max(price => price.Fee ?? 0));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {Top + Height + Below}\" width=\"{width}\" height=\"{Top + Height + Below}\" role=\"img\" aria-labelledby=\"price-title price-text\" font-family=\"system-ui, sans-serif\" font-size=\"13\" fill=\"currentColor\">");
        svg.Append($"<title id=\"price-title\">{Xml(title)}</title>");
        svg.Append($"<desc id=\"price-text\">{Xml(string.Join(", ", prices.Select(price => $"{price.Date.Year}: {(price.Fee is { } fee ? fee.ToString("0.00", CultureInfo.InvariantCulture) : "not known")}")))}</desc>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"16\" font-weight=\"600\">{Xml(title)}</text>");
        for (int i = 0; i < prices.Count; i++)
        {
            int x = Left + i * (Bar + Gap), middle = x + Bar / 2, bottom = Top + Height;
            if (prices[i].Fee is { } fee)
            {
                int tall = (int)Math.Round(fee / most * (Height - 20), MidpointRounding.AwayFromZero);
                svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x}\" y=\"{bottom - tall}\" width=\"{Bar}\" height=\"{tall}\" fill=\"#0f6b6b\"/>");
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{middle}\" y=\"{bottom - tall - 5}\" text-anchor=\"middle\" font-variant-numeric=\"tabular-nums\">{fee:0.00}</text>");
            }
            else svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{middle}\" cy=\"{bottom - 10}\" r=\"5\" fill=\"none\" stroke=\"currentColor\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{middle}\" y=\"{bottom + 18}\" text-anchor=\"middle\">{prices[i].Date.Year}</text>");
        }
        svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" y1=\"{Top + Height}\" x2=\"{width - Left}\" y2=\"{Top + Height}\" stroke=\"currentColor\"/></svg>");
        return svg.ToString();
    }

    static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;");
}
