using System.Diagnostics;
using Quarterhour.Rates.Reading;

namespace Quarterhour.Cli.Rates;

/// <summary>Bytes, MB/s and time left, on standard error, from the second second on and only where somebody watches.</summary>
sealed class RateProgress(Terminal terminal, bool quiet)
{
    readonly Stopwatch clock = Stopwatch.StartNew();
    long told;

    /// <summary>Called by the reading thread.</summary>
    public void Tell(RateSource source, long bytes, long items)
    {
        if (quiet || !terminal.Watched) return;
        long now = clock.ElapsedMilliseconds;
        if (now < 2000 || now - told < 1000) return;
        told = now;
        string left = source.PackedLength is { } length && source.PackedRead > 0 ? $", {100 * source.PackedRead / Math.Max(1, length)} %, about {now * (length - source.PackedRead) / source.PackedRead / 1000} s left" : "";
        terminal.Error.Write($"\r{bytes / 1e6:#,0} MB of text, {bytes / 1e3 / now:#,0} MB/s{(items > 0 ? $", {items:#,0} items" : "")}{left}   ");
    }

    public void End()
    {
        if (told != 0) terminal.Error.WriteLine();
    }
}
