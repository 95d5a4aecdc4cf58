using System.Diagnostics;
using Quarterhour.Formats.Visits;

namespace Quarterhour.Cli.Bills;

/// <summary>What, how far, how fast, how long: on standard error, from the second second on, and only where somebody watches.</summary>
sealed class Progress(Terminal terminal, Stream input, VisitSource source)
{
    static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2), Pause = TimeSpan.FromSeconds(1);

    readonly Stopwatch clock = Stopwatch.StartNew();
    TimeSpan told;

    public void Read(long visits)
    {
        if (clock.Elapsed < Quiet || clock.Elapsed - told < Pause || !terminal.Watched) return;
        told = clock.Elapsed;
        string rest = "";
        if (input.CanSeek && input.Length > 0 && source.Position > 0)
        {
            long percent = Math.Min(100, source.Position * 100 / input.Length);
            long left = (long)clock.Elapsed.TotalSeconds * (input.Length - source.Position) / source.Position;
            rest = $", {percent} %, about {left} s left";
        }
        terminal.Error.Write($"\r{visits} {(visits == 1 ? "visit" : "visits")}, {visits / Math.Max(1, (long)clock.Elapsed.TotalSeconds)} a second{rest}   ");
    }

    public void End()
    {
        if (told != default) terminal.Error.WriteLine();
    }
}
