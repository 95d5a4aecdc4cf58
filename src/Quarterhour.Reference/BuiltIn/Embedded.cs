using System.Buffers.Binary;
using System.IO.Compression;

namespace Quarterhour.Reference.BuiltIn;

/// <summary>The embedded files of <c>data/</c>, by file name.</summary>
static class Embedded
{
    public static byte[] Bytes(string name)
    {
        using var stream = typeof(Embedded).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException($"{name} is not embedded");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return name.EndsWith(".gz", StringComparison.Ordinal) ? Inflated(bytes) : bytes;
    }

    static byte[] Inflated(byte[] gzip)
    {
        // a gzip file ends with its length before compression: RFC 1952
        byte[] plain = new byte[BinaryPrimitives.ReadInt32LittleEndian(gzip.AsSpan(^4))];
        using var inflating = new GZipStream(new MemoryStream(gzip), CompressionMode.Decompress);
        inflating.ReadExactly(plain);
        return plain;
    }
}
