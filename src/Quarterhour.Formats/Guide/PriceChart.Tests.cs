using System.Xml.Linq;
using Quarterhour.Billing.Guide;
using Xunit;

namespace Quarterhour.Formats.Guide;

public sealed class PriceChartTests
{
    static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    static XElement Chart(params decimal?[] fees) => XDocument.Parse(PriceChart.Svg("97110 <in> 04412-18", [.. fees.Select((fee, i) => new YearPrice(new(2024 + i, 12, 31), $"{2024 + i}D", fee))])).Root!;

    [Fact]
    public void Every_bar_bears_its_figure_and_year()
    {
        var texts = Chart(29.29m, 28.79m).Elements(Svg + "text").Select(text => text.Value).ToList();
        Assert.Equal(["97110 <in> 04412-18", "29.29", "2024", "28.79", "2025"], texts);
    }

    [Fact]
    public void Bars_stand_on_zero_in_proportion()
    {
        var bars = Chart(20m, 10m).Elements(Svg + "rect").Select(bar => ((int)bar.Attribute("height")!, (int)bar.Attribute("y")! + (int)bar.Attribute("height")!)).ToList();
        Assert.Equal(bars[0].Item1, 2 * bars[1].Item1);
        Assert.Equal(bars[0].Item2, bars[1].Item2);
    }

    [Fact]
    public void A_year_without_a_fee_is_a_ring_never_zero()
    {
        var chart = Chart(29.29m, null);
        Assert.Single(chart.Elements(Svg + "circle"));
        Assert.Single(chart.Elements(Svg + "rect"));
        Assert.Equal("2024: 29.29, 2025: not known", chart.Element(Svg + "desc")!.Value);
    }
}
