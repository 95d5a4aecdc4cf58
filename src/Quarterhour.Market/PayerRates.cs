namespace Quarterhour.Market;

/// <summary>What one payer pays for one code in one way: a strip of percentiles over prices and provider groups.</summary>
public sealed record PayerRates
{
    /// <summary>Who publishes, for which plan and network; null where the file does not tell.</summary>
    public string? Payer { get; init; }

    /// <summary>Of a file for one plan.</summary>
    public string? Plan { get; init; }

    /// <summary>Networks of the provider groups.</summary>
    public string? Network { get; init; }

    /// <summary><c>TYPE:CODE</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Blank-separated; empty for a price without.</summary>
    public string Modifiers { get; init; } = "";

    /// <summary>inpatient, outpatient, both; null where it is not told.</summary>
    public string? Setting { get; init; }

    /// <summary>professional, institutional, both.</summary>
    public string? Class { get; init; }

    /// <summary>State of the practices, where NPPES's file is imported.</summary>
    public string? State { get; init; }

    /// <summary>Where in the state, where that was asked: a payment locality, a ZIP or a city.</summary>
    public string? Place { get; init; }

    /// <summary>How the price is meant. Only dollars are compared with Medicare.</summary>
    public RateBasis Basis { get; init; }

    /// <summary>Prices times provider groups.</summary>
    public long Count { get; init; }

    /// <summary>Provider groups.</summary>
    public long Groups { get; init; }

    /// <summary>Least, 10th, 25th, 50th, 75th, 90th of a hundred, most; each a rate that is in the file. Empty where no price has a rate.</summary>
    public IReadOnlyList<decimal> Percentiles { get; init; } = [];

    /// <summary>Rates that can't be real: dollars of a cent or less, of a million or more. They are in the percentiles.</summary>
    public long Unlikely { get; init; }

    /// <summary>What Medicare allows for one unit there; null where it is not known or not comparable.</summary>
    public decimal? Medicare { get; init; }

    /// <summary>The middle rate.</summary>
    public decimal? Median => Percentiles.Count == 7 ? Percentiles[3] : null;

    /// <summary>The middle rate by Medicare's.</summary>
    public decimal? OfMedicare => Medicare is > 0 and var allowed && Median is { } median ? median / allowed : null;
}

/// <summary>How a price is meant.</summary>
public enum RateBasis
{
    /// <summary>Dollars for the code, fee for service.</summary>
    Dollars,

    /// <summary>Percent of the charge.</summary>
    Percentage,

    /// <summary>Dollars a day.</summary>
    PerDiem,

    /// <summary>Dollars for a bundle of codes.</summary>
    Bundle,

    /// <summary>Dollars a member for a time, whatever is done.</summary>
    Capitation,

    /// <summary>The file does not tell.</summary>
    Unknown,
}
