namespace Quarterhour.X12;

/// <summary>The components of an element as a list.</summary>
static class Composite
{
    public static Items<string> Read(TransactionReader reader, in Segment segment, int element) => Read(reader, segment[element], segment.Delimiters.Component);

    public static Items<string> Read(TransactionReader reader, ReadOnlySpan<byte> rest, byte separator)
    {
        var parts = new Items<string>();
        Read(reader, rest, separator, parts);
        return parts;
    }

    public static void Read(TransactionReader reader, ReadOnlySpan<byte> rest, byte separator, Items<string> parts)
    {
        if (rest.IsEmpty) return;
        while (true)
        {
            int to = rest.IndexOf(separator);
            parts.Add(reader.Text(to < 0 ? rest : rest[..to]));
            if (to < 0) return;
            rest = rest[(to + 1)..];
        }
    }
}
