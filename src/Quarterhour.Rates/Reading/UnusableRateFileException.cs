namespace Quarterhour.Rates.Reading;

/// <summary>A rate file can't be used: what is wrong, at which byte of the text, and what to do.</summary>
/// <param name="message">One sentence for people, without the file's name.</param>
/// <param name="offset">Byte offset in the uncompressed text; below zero where there is none.</param>
public sealed class UnusableRateFileException(string message, long offset = -1) : Exception(message)
{
    /// <summary>Byte offset in the uncompressed text; below zero where there is none.</summary>
    public long Offset => offset;
}
