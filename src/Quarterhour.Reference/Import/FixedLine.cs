using System.Text;

namespace Quarterhour.Reference.Import;

/// <summary>A line whose fields stand at fixed positions, counted from 1 as the agencies' layouts count them.</summary>
static class FixedLine
{
    /// <summary>The line of a record, one byte a character: what is not ASCII is one question mark, so that positions hold.</summary>
    public static ReadOnlySpan<byte> Of(TableRows row)
    {
        var line = row.WholeLine;
        return Ascii.IsValid(line) ? line : Encoding.ASCII.GetBytes(Encoding.UTF8.GetString(line));
    }

    /// <summary>The field from one position to another, trimmed of spaces; empty where the line ends before it.</summary>
    public static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> line, int first, int last)
    {
        if (line.Length < first) return default;
        var field = line[(first - 1)..Math.Min(last, line.Length)];
        return field[Ascii.Trim(field)];
    }
}
