namespace Quarterhour.X12;

/// <summary>Finds out from an ISA segment which characters separate.</summary>
readonly ref struct InterchangeHeader
{
    /// <summary>Bytes within which a header must end; the standard's is 106 long.</summary>
    public const int Longest = 400;

    const int Elements = 16, Standard = 106;

    /// <summary>What stands between the ends of elements, from the start of the header: 16 separators.</summary>
    public ReadOnlySpan<int> Marks { get; private init; }

    public Delimiters Delimiters { get; private init; }

    /// <summary>Bytes with the terminator, which a few files write in several bytes.</summary>
    public int Length { get; private init; }

    /// <summary>Bytes of the terminator.</summary>
    public int TerminatorLength { get; private init; }

    /// <summary>It has the 106 characters of the standard, each separator in its place.</summary>
    public bool IsStandard { get; private init; }

    /// <summary>What is wrong with it; null when it has its 16 elements.</summary>
    public string? Fault { get; private init; }

    /// <summary>Whether a header begins here. False also for one that is cut off or has too few elements.</summary>
    /// <param name="bytes">From the I of ISA on.</param>
    /// <param name="marks">Room for 16 positions.</param>
    public static bool TryRead(ReadOnlySpan<byte> bytes, Span<int> marks, out InterchangeHeader header)
    {
        header = default;
        if (bytes.Length < 20 || !bytes.StartsWith("ISA"u8)) return false;
        byte element = bytes[3];
        if (element == ' ' || char.IsAsciiLetterOrDigit((char)element)) return false;
        int found = 0, at = 3, last = Math.Min(bytes.Length, Longest);
        for (; at < last && found < Elements; at++)
            if (bytes[at] == element) marks[found++] = at;
        if (found < Elements || at + 1 > last) return false;
        byte component = bytes[at];
        // ISA16 may be missing: the terminator then stands where the component separator should
        bool without = at + 1 >= bytes.Length || component is (byte)'~' or (byte)'\n' or (byte)'\r';
        int end = without ? at : at + 1;
        byte terminator = bytes[end];
        if (char.IsAsciiLetterOrDigit((char)component) || char.IsAsciiLetterOrDigit((char)terminator) || component == ' ') return false;
        int length = 1;
        if (terminator is (byte)'\r' && end + 1 < bytes.Length && bytes[end + 1] == '\n') (terminator, length) = ((byte)'\n', 2);
        else if (terminator >= 0xC2)
            // UTF-8: the last of its bytes ends the segment, those before it are cut off
            while (length < 4 && end + length < bytes.Length && (bytes[end + length] & 0xC0) == 0x80) terminator = bytes[end + length++];
        // the repetition separator took the place of the standards id in version 00402
        var version = bytes[(marks[11] + 1)..marks[12]];
        byte repetition = marks[11] - marks[10] == 2 && version.SequenceCompareTo("00402"u8) >= 0 ? bytes[marks[10] + 1] : (byte)0;
        if (char.IsAsciiLetterOrDigit((char)repetition) || repetition == ' ') repetition = 0;
        header = new()
        {
            Marks = marks[..Elements],
            Delimiters = new(element, without ? (byte)':' : component, terminator, repetition),
            Length = end + length,
            TerminatorLength = length,
            IsStandard = !without && end + 1 == Standard && marks[..Elements].SequenceEqual([3, 6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103]),
        };
        return true;
    }

    /// <summary>A header with too few elements: the segments after it show what separates.</summary>
    public static bool TryGuess(ReadOnlySpan<byte> bytes, Span<int> marks, out InterchangeHeader header)
    {
        header = default;
        if (bytes.Length < 8 || !bytes.StartsWith("ISA"u8) || bytes[3] == ' ' || char.IsAsciiLetterOrDigit((char)bytes[3])) return false;
        byte element = bytes[3];
        bytes = bytes[..Math.Min(bytes.Length, Longest)];
        int group = bytes.IndexOf((ReadOnlySpan<byte>)[(byte)'G', (byte)'S', element]);
        if (group < 8) return false;
        int end = bytes[..group].TrimEnd(" \r\n"u8).Length - 1;
        byte terminator = bytes[end];
        // only an end of line before GS
        if (char.IsAsciiLetterOrDigit((char)terminator) || terminator == element) (end, terminator) = (bytes[..group].IndexOf((byte)'\n'), (byte)'\n');
        if (end < 4) return false;
        int found = 0;
        for (int at = 3; at < end && found < Elements; at++)
            if (bytes[at] == element) marks[found++] = at;
        header = new() { Marks = marks[..found], Delimiters = new(element, (byte)':', terminator, 0), Length = end + 1, TerminatorLength = 1, Fault = $"it has {found} elements, not 16" };
        return true;
    }

    /// <summary>The next place where an ISA may begin: no letter or digit before, none after.</summary>
    /// <returns>-1 when there is none.</returns>
    public static int Candidate(ReadOnlySpan<byte> bytes, int from)
    {
        while (from < bytes.Length)
        {
            int at = bytes[from..].IndexOf("ISA"u8);
            if (at < 0) return -1;
            at += from;
            bool before = at == 0 || !char.IsAsciiLetterOrDigit((char)bytes[at - 1]), after = at + 3 >= bytes.Length || !char.IsAsciiLetterOrDigit((char)bytes[at + 3]) && bytes[at + 3] != ' ';
            if (before && after) return at;
            from = at + 3;
        }
        return -1;
    }
}
