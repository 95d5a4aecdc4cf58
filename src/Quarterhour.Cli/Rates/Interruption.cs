namespace Quarterhour.Cli.Rates;

/// <summary>Ctrl-C stops between two reads, so that what is half-written is taken away; a second one ends at once.</summary>
sealed class Interruption : IDisposable
{
    readonly CancellationTokenSource source = new();

    public Interruption() => Console.CancelKeyPress += Stop;

    public CancellationToken Token => source.Token;

    void Stop(object? sender, ConsoleCancelEventArgs pressed)
    {
        pressed.Cancel = !source.IsCancellationRequested;
        source.Cancel();
    }

    public void Dispose()
    {
        Console.CancelKeyPress -= Stop;
        source.Dispose();
    }
}
