namespace Quarterhour.Cli;

/// <summary>Standard output can't be written. Ends with status 2, or silently when the reader of a pipe has left.</summary>
sealed class UnwritableException(string message, bool readerLeft) : IOException(message)
{
    public bool ReaderLeft => readerLeft;
}
