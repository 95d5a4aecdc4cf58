namespace Quarterhour.Rates.Reading;

/// <summary>Where a scan by brackets stands between two pieces of text.</summary>
struct ScanState
{
    /// <summary>Brackets still open; at zero the scan ends.</summary>
    public int Depth;

    /// <summary>All ones within a string, else zero.</summary>
    public ulong InString;

    /// <summary>The first byte of the next piece is escaped.</summary>
    public bool Escaped;

    /// <summary>Its bits are even in number when as many braces were opened as closed, whatever the kinds of brackets in between.</summary>
    public ulong Braces;

    public static ScanState Within(int depth, int openBraces) => new() { Depth = depth, Braces = (ulong)(openBraces & 1) };

    public readonly bool BracesEven => (System.Numerics.BitOperations.PopCount(Braces) & 1) == 0;
}
