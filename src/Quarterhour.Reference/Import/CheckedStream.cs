using System.IO.Hashing;

namespace Quarterhour.Reference.Import;

/// <summary>A member of a zip archive that was read to its end has the checksum that the archive names; the framework does not look.</summary>
/// <param name="plain">The member's bytes.</param>
/// <param name="expected">Their CRC-32.</param>
/// <param name="length">How many there are.</param>
sealed class CheckedStream(Stream plain, uint expected, long length) : Stream
{
    readonly Crc32 checksum = new();
    long read;

    /// <exception cref="InvalidDataException">The member is damaged or was cut.</exception>
    public override int Read(Span<byte> buffer)
    {
        int count = plain.Read(buffer);
        checksum.Append(buffer[..count]);
        read += count;
        if (count == 0 && buffer.Length > 0 && (read != length || checksum.GetCurrentHashAsUInt32() != expected)) throw new InvalidDataException("the checksum in the archive is another");
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => read;
        set => throw new NotSupportedException();
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) plain.Dispose();
        base.Dispose(disposing);
    }
}
