namespace Quarterhour.Formats.Visits;

/// <summary>The lines of a stream as bytes, in memory bounded by the longest line.</summary>
sealed class ByteLines(Stream stream, int longest)
{
    byte[] buffer = new byte[1 << 16];
    int start, end;

    /// <summary>The line's number, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>True when the line is longer than allowed; its bytes were passed over.</summary>
    public bool TooLong { get; private set; }

    /// <summary>The next line without its end; null at the end of the stream. Valid until the next call.</summary>
    public ReadOnlyMemory<byte>? Read()
    {
        TooLong = false;
        int looked = start;
        while (true)
        {
            int newline = buffer.AsSpan(looked, end - looked).IndexOf((byte)'\n');
            if (newline >= 0) return Take(looked + newline, 1);
            if (end - start > longest)
            {
                TooLong = true;
                start = end;
            }
            looked = end;
            if (!Fill(ref looked)) return start < end || TooLong ? Take(end, 0) : default(ReadOnlyMemory<byte>?);
        }
    }

    ReadOnlyMemory<byte> Take(int stop, int newline)
    {
        var line = TooLong ? default : buffer.AsMemory(start, stop - start);
        start = stop + newline;
        Number++;
        return line;
    }

    bool Fill(ref int looked)
    {
        if (end == buffer.Length)
        {
            if (start > 0)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                looked -= start;
                (start, end) = (0, end - start);
            }
            else Array.Resize(ref buffer, buffer.Length * 2);
        }
        int read = stream.Read(buffer, end, buffer.Length - end);
        end += read;
        return read > 0;
    }
}
