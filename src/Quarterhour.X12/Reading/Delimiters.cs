namespace Quarterhour.X12;

/// <summary>The four characters that structure an interchange. X12 knows no escape: none of them may occur in data.</summary>
/// <param name="Element">Between elements; usually *.</param>
/// <param name="Component">Between components of a composite; usually :.</param>
/// <param name="Terminator">Ends a segment; usually ~.</param>
/// <param name="Repetition">Between repetitions, from version 00402 on; usually ^. 0 where there is none.</param>
public readonly record struct Delimiters(byte Element, byte Component, byte Terminator, byte Repetition)
{
    /// <summary>* : ~ ^</summary>
    public static Delimiters Usual { get; } = new((byte)'*', (byte)':', (byte)'~', (byte)'^');

    /// <summary>None equals another, none is a letter, a digit or a blank.</summary>
    public bool AreSound => Fault is null;

    /// <summary>Says what is wrong with them; null when they are sound.</summary>
    public string? Fault
    {
        get
        {
            foreach (byte one in (ReadOnlySpan<byte>)[Element, Component, Terminator, Repetition])
                if (one == ' ' || char.IsAsciiLetterOrDigit((char)one)) return $"\"{(char)one}\" separates, yet letters, digits and blanks stand in data";
            if (Element == Terminator || Element == Component || Component == Terminator) return "two separators are the same character";
            return Repetition != 0 && (Repetition == Element || Repetition == Component || Repetition == Terminator) ? "the repetition separator is one of the others" : null;
        }
    }
}
