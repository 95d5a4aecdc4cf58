using Quarterhour.Rates.Parsing;
using Quarterhour.Rates.Reading;

namespace Quarterhour.Rates.Files;

/// <summary>
/// Fetches the provider groups that files of 1.x keep at addresses of their own: only those that a wanted rate names, each once, with retries. A host that fails a few times
/// in a row is asked no more, so that a payer's dead server costs seconds and not hours; its references stay unresolved and are counted.
/// </summary>
public sealed class RemoteGroups
{
    const int MostBytes = 64 << 20, FailuresOfHost = 3;

    readonly HttpClient? http;
    readonly TimeSpan? pause;
    readonly Dictionary<string, int> failures = new(StringComparer.OrdinalIgnoreCase);
    readonly HashSet<int> asked = [];
    readonly Dictionary<string, byte[]> cache = new(StringComparer.Ordinal);

    /// <param name="http">Reads addresses; a client of its own where it is null.</param>
    /// <param name="pause">Before the second try; half a second where it is null.</param>
    /// <param name="most">More files than these are not fetched.</param>
    public RemoteGroups(HttpClient? http = null, TimeSpan? pause = null, int most = 100_000) => (this.http, this.pause, Most) = (http, pause, most);

    /// <summary>More files than these are not fetched.</summary>
    public int Most { get; }

    /// <summary>Files that were fetched.</summary>
    public int Fetched { get; private set; }

    /// <summary>Files that could not be had, with why; few of them.</summary>
    public List<(string Address, string Why)> Failed { get; } = [];

    /// <summary>How many could not be had.</summary>
    public int FailedCount { get; private set; }

    internal void Fetch(HeldItem item, GroupStore store, ProviderReader providers)
    {
        foreach (int reference in item.Rates.References)
        {
            if (!asked.Add(reference)) continue;
            for (int e = store.First(reference); e >= 0; e = store.Next(e))
                if (store.Location(store[e]) is { } location && Text(location) is { } text && providers.File(text, reference, store.Id(store[e]), store.Networks(store[e]))) store.Add(providers);
        }
    }

    /// <summary>The text of a provider-reference file, or null when it can't be had.</summary>
    internal byte[]? Text(string location)
    {
        if (cache.TryGetValue(location, out byte[]? known)) return known;
        if (!Uri.TryCreate(location, UriKind.Absolute, out var address) || !RateSource.IsAddress(location)) return Fail(location, "is no address of the web");
        if (failures.GetValueOrDefault(address.Host) >= FailuresOfHost) return Fail(location, "its server failed before");
        if (Fetched >= Most) return Fail(location, $"more than {Most} files are not fetched");
        try
        {
            byte[] text = Unpacked(HttpText.Small(address, MostBytes, http, pause));
            Fetched++;
            failures[address.Host] = 0;
            if (cache.Count < 1000) cache[location] = text;
            return text;
        }
        catch (Exception fault) when (fault is UnusableRateFileException or InvalidDataException or IOException)
        {
            failures[address.Host] = failures.GetValueOrDefault(address.Host) + 1;
            return Fail(location, fault.Message);
        }
    }

    byte[]? Fail(string location, string why)
    {
        FailedCount++;
        if (Failed.Count < 20) Failed.Add((RateSource.WithoutQuery(location), why));
        return null;
    }

    static byte[] Unpacked(byte[] bytes)
    {
        using var source = RateSource.Open("-", new MemoryStream(bytes));
        using var text = new MemoryStream();
        byte[] buffer = new byte[64 << 10];
        for (int read; (read = source.Text.Read(buffer)) > 0;)
        {
            text.Write(buffer, 0, read);
            if (text.Length > MostBytes) throw new UnusableRateFileException("unpacks to more than a provider group can be");
        }
        return text.ToArray();
    }
}
