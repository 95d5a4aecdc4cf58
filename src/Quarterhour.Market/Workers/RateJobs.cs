using System.Text.Json;
using Hangfire;
using Quarterhour.Rates.Files;
using Quarterhour.Rates.Reading;

namespace Quarterhour.Market.Workers;

/// <summary>One rate file to Parquet as a job: in this process, or by whichever worker takes it. A file that is done is not done again, so that a run which was killed goes on where it stopped.</summary>
public static class RateJobs
{
    /// <summary>Converts a file, or chosen codes of it.</summary>
    /// <param name="location">An address or a path.</param>
    /// <param name="folder">The folder that all workers share.</param>
    /// <param name="codes">Codes as <c>TYPE:CODE</c>, blank-separated; null for everything.</param>
    /// <returns>False when it was done before.</returns>
    /// <exception cref="UnusableRateFileException">The file can't be had or used; the engine tries again, and shows the message.</exception>
    [JobDisplayName("{0}")]
    public static bool Convert(string location, string folder, string? codes)
    {
        Wanted? wanted = null;
        if (codes is not null)
        {
            wanted = new();
            foreach (string code in codes.Split(' ', StringSplitOptions.RemoveEmptyEntries)) wanted.AddCode(code);
        }
        if (Done(location, folder, wanted)) return false;
        new RateRun { Wanted = wanted, Remote = new() }.Run(RateSource.Open(location, checksum: true), folder);
        return true;
    }

    /// <summary>A manifest stands for the same source, the same length where that is known, and the same codes.</summary>
    static bool Done(string location, string folder, Wanted? wanted)
    {
        string path = RateRun.ManifestOf(folder, location);
        if (!File.Exists(path)) return false;
        try
        {
            using var manifest = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = manifest.RootElement;
            string? before = root.TryGetProperty("wanted", out var told) ? told.GetString() : null;
            return before == wanted?.ToString() && (RateSource.IsAddress(location) || root.GetProperty("packed_bytes").GetInt64() == new FileInfo(location).Length);
        }
        catch (Exception fault) when (fault is JsonException or IOException or KeyNotFoundException)
        {
            return false;
        }
    }

    /// <summary>The files of a table of contents that can be fetched, or those of a folder.</summary>
    /// <param name="place">A table of contents, or a folder with rate files.</param>
    /// <param name="index">Opens a table of contents.</param>
    public static IReadOnlyList<string> Locations(string place, Func<RateIndex> index) => Directory.Exists(place)
        ? [.. Directory.EnumerateFiles(place).Where(file => file.Contains(".json", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)).Select(Path.GetFullPath).Order(StringComparer.Ordinal)]
        : [.. index().Files.Select(file => file.File.Location).Where(RateSource.IsAddress)];
}
