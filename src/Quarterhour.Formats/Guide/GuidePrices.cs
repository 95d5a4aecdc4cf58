using System.Globalization;
using Quarterhour.Billing.Guide;
using Quarterhour.Formats.Documents;

namespace Quarterhour.Formats.Guide;

/// <summary>What Medicare allows for one unit: at the date, and over the years.</summary>
public static class GuidePrices
{
    internal static IEnumerable<Block> Of(CodeGuide guide)
    {
        if (guide.Refused is not null) yield break;
        string where = Where(guide);
        if (!guide.InForce || guide.Fee is not { IsDecided: true, Value: var fee })
            yield return new Paragraph($"○ Open on {GuideDocument.Day(guide.Date)}: {(guide.InForce ? $"needs {guide.Fee.Needs}" : "the code is not in force")}.");
        else
        {
            string reduced = fee.Reduced is { } half ? $"; {Money(half)} for each unit after the day's first, under the reduction for several procedures" : "";
            yield return new Paragraph($"{Money(fee.Full)} allowed for one unit, {where}, on {GuideDocument.Day(guide.Date)}{reduced}. Deductible, coinsurance and sequestration come off; the command price works a whole day out.");
            if (guide.Fees is { Values: { } values, Release: var release, StandsIn: var standsIn })
                yield return new Paragraph(string.Create(CultureInfo.InvariantCulture,
                    $"Relative values {values.Work} work, {values.PracticeExpense} practice expense, {values.Malpractice} malpractice; {release.ConversionFactor} dollars a unit ({release.Name}{(standsIn ? ", which stands in: the release of that quarter is not loaded" : "")})."));
        }
        var prices = guide.Prices;
        if (prices.All(price => price.Fee is null)) yield break;
        yield return new Picture(width => Bars(prices, width), PriceChart.Svg(Title(guide), prices));
        yield return new Grid([new("On"), new("One unit", true), new("Release")],
            [.. prices.Select(price => new[] { GuideDocument.Day(price.Date), price.Fee is { } amount ? Money(amount) : "○", price.Release ?? "not loaded" })]);
    }

    /// <summary>What the chart shows.</summary>
    public static string Title(CodeGuide guide) => $"{guide.Code.Code}: Medicare's fee for one unit, {Where(guide)}";

    static string Where(CodeGuide guide) => guide.Place is { } place ? $"in {place}" : "national amount";

    static IEnumerable<string> Bars(IReadOnlyList<YearPrice> prices, int width)
    {
        decimal most = Math.Max(0.01m, prices.Max(price => price.Fee ?? 0));
        foreach (var price in prices)
            yield return price.Fee is not { } fee ? $"{price.Date.Year}  ○" : $"{price.Date.Year}  {new string('█', Math.Max(1, (int)(fee / most * (width - 16))))} {Money(fee)}";
    }

    static string Money(decimal dollars) => dollars.ToString("0.00", CultureInfo.InvariantCulture);
}
