namespace Quarterhour.Cli;

/// <summary>The command line or a file named there can't be used: what is wrong, where, and what to do. Ends with status 2.</summary>
sealed class UnusableException(string message) : Exception(message);

/// <summary>Standard output can't be written. Ends with status 2, or silently when the reader of a pipe has left.</summary>
sealed class UnwritableException(string message, bool readerLeft) : IOException(message)
{
    public bool ReaderLeft => readerLeft;
}
