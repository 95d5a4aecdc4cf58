using System.Text.Json;
using Quarterhour.Rates.Parsing;

namespace Quarterhour.Rates.Files;

/// <summary>What a run read and wrote.</summary>
/// <param name="Facts">What the file says of itself.</param>
/// <param name="Counts">What was found.</param>
/// <param name="Deviations">What the file does otherwise than its schema.</param>
/// <param name="Tables">Rows of each table.</param>
public sealed record RateResult(FileFacts Facts, RateCounts Counts, Deviations Deviations, IReadOnlyList<(string Name, long Rows)> Tables)
{
    /// <summary>Bytes of text.</summary>
    public long Bytes { get; internal set; }

    /// <summary>Bytes as stored or sent.</summary>
    public long PackedBytes { get; internal set; }

    /// <summary>Over the bytes as stored.</summary>
    public string? Checksum { get; internal set; }

    /// <summary>From the first byte to the manifest.</summary>
    public TimeSpan Seconds { get; internal set; }

    /// <summary>The manifest that was written.</summary>
    public string Manifest { get; internal set; } = "";

    /// <summary>Writes the counts as fields of an object that is open.</summary>
    public void WriteCounts(Utf8JsonWriter json)
    {
        var counts = Counts;
        json.WriteNumber("items", counts.Items);
        json.WriteNumber("rates", counts.Rates);
        json.WriteNumber("prices", counts.Prices);
        json.WriteNumber("group_rows", counts.GroupRows);
        json.WriteNumber("npi_rows", counts.NpiRows);
        json.WriteNumber("unresolved_refs", counts.Unresolved);
        json.WriteString("rate_sum", counts.Sum.ToString());
        json.WriteNumber("provider_references", counts.References);
        json.WriteNumber("provider_groups", counts.Groups);
        Numbers(json, "filtered", new SortedDictionary<string, long>(StringComparer.Ordinal) { ["prices"] = counts.FilteredPrices, ["rates"] = counts.FilteredRates });
        Numbers(json, "dropped", Deviations.Dropped);
        Numbers(json, "normalised", Deviations.Normalised);
        Numbers(json, "unknown", Deviations.Unknown);
    }

    static void Numbers(Utf8JsonWriter json, string name, SortedDictionary<string, long> counts)
    {
        json.WriteStartObject(name);
        foreach (var (what, times) in counts)
            if (times != 0) json.WriteNumber(what, times);
        json.WriteEndObject();
    }
}
