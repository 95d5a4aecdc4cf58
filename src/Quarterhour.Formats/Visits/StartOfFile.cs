namespace Quarterhour.Formats.Visits;

/// <summary>A stream whose first bytes were looked at: byte order marks are taken off, other encodings refused, and nothing is lost.</summary>
public sealed class StartOfFile : Stream
{
    const int Looked = 1 << 16;

    readonly Stream rest;
    readonly byte[] head = new byte[Looked];
    readonly int length;
    int at;
    long position;

    /// <exception cref="UnusableInputException">The file is UTF-16 or UTF-32.</exception>
    public StartOfFile(Stream stream, string name)
    {
        rest = stream;
        length = stream.ReadAtLeast(head, Looked, throwOnEndOfStream: false);
        var start = head.AsSpan(0, length);
        if (start.StartsWith("\uFEFF"u8)) at = 3;
        else if (start.Length >= 2 && (start[0] == 0xFF && start[1] == 0xFE || start[0] == 0xFE && start[1] == 0xFF) || start.Length >= 4 && (start[0] == 0 || start[1] == 0) && start[2..].Contains((byte)0))
            throw new UnusableInputException(new(name, 1, null, null, "the file is UTF-16; save it as UTF-8 (in a spreadsheet: \"CSV UTF-8\")"));
        foreach (byte value in start[at..])
            if (value is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                First = value;
                break;
            }
    }

    /// <summary>The first byte that is not blank; null for an empty file.</summary>
    public byte? First { get; }

    /// <summary>Whether the file begins with these bytes, blanks before them left aside.</summary>
    public bool Begins(ReadOnlySpan<byte> bytes) => head.AsSpan(at, length - at).TrimStart(" \t\r\n"u8).StartsWith(bytes);

    /// <summary>True for one JSON document, false for one JSON object a line.</summary>
    public bool IsOneDocument()
    {
        var start = head.AsSpan(at, length - at).TrimStart(" \t\r\n"u8);
        int newline = start.IndexOf((byte)'\n');
        var line = newline < 0 ? start : start[..newline];
        // a document that holds a list of visits, a list itself, or an object that goes on after its first line
        if (line.IndexOf("\"visits\""u8) >= 0 || start[0] == '[') return true;
        var reader = new System.Text.Json.Utf8JsonReader(line, isFinalBlock: true, state: default);
        try
        {
            return !reader.Read() || !reader.TrySkip();
        }
        catch (System.Text.Json.JsonException)
        {
            // an NDJSON line that is broken is followed by others that begin an object
            return newline < 0 || start[(newline + 1)..].TrimStart(" \t\r"u8) is not [(byte)'{', ..];
        }
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = Math.Min(count, length - at);
        if (read > 0)
        {
            head.AsSpan(at, read).CopyTo(buffer.AsSpan(offset));
            at += read;
        }
        else read = length < Looked ? 0 : rest.Read(buffer, offset, count);
        position += read;
        return read;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => position; set => throw new NotSupportedException(); }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
