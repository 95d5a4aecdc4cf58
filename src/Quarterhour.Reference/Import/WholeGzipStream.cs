using System.Buffers.Binary;
using System.IO.Compression;

namespace Quarterhour.Reference.Import;

/// <summary>A gzip file read to its end: the framework's stream ends without a word where a file was cut, this one holds the length against that in the file's last four bytes (RFC 1952).</summary>
sealed class WholeGzipStream(Stream file) : Stream
{
    /// <summary>Heading and trailer of an empty gzip file.</summary>
    const int FewestBytes = 18;

    // taken before anything is read; null where the file can't be read backwards: a member of an archive, which has a checksum of its own
    readonly uint? length = LengthOf(file);
    readonly GZipStream plain = new(file, CompressionMode.Decompress);
    long read;

    static uint? LengthOf(Stream file)
    {
        if (!file.CanSeek) return null;
        if (file.Length < FewestBytes) throw new InvalidDataException("the gzip file has no end");
        Span<byte> last = stackalloc byte[sizeof(uint)];
        file.Seek(-last.Length, SeekOrigin.End);
        file.ReadExactly(last);
        file.Position = 0;
        return BinaryPrimitives.ReadUInt32LittleEndian(last);
    }

    /// <exception cref="InvalidDataException">The file is damaged or was cut.</exception>
    public override int Read(Span<byte> buffer)
    {
        int count = plain.Read(buffer);
        read += count;
        if (count == 0 && buffer.Length > 0 && length is { } whole && (uint)(read & uint.MaxValue) != whole) throw new InvalidDataException("the gzip file breaks off");
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

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
