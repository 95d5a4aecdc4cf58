using System.IO.Hashing;

namespace Quarterhour.Rates.Reading;

/// <summary>
/// A rate file that is open for reading: plain, gzip with any number of members, or zip; from a local file, an address, or standard input. Nothing is
/// written on the way. What it is is told by its first bytes, not by its name.
/// </summary>
public sealed class RateSource : IDisposable
{
    readonly CountedStream packed;
    readonly ReadAhead? ahead;

    RateSource(string name, string format, CountedStream packed, Stream text, long? length, string? entityTag, ReadAhead? ahead = null)
    {
        (Name, Format, this.packed, Text, PackedLength, EntityTag, this.ahead) = (name, format, packed, text, length, entityTag, ahead);
    }

    /// <summary>As it was named: path, address without its query, or <c>standard input</c>.</summary>
    public string Name { get; }

    /// <summary><c>plain</c>, <c>gzip</c> or <c>zip</c>.</summary>
    public string Format { get; }

    /// <summary>The text takes longer to inflate than to scan.</summary>
    internal bool Inflates => Format != "plain";

    /// <summary>The uncompressed text.</summary>
    public Stream Text { get; }

    /// <summary>Bytes as they are stored or sent, where that is known.</summary>
    public long? PackedLength { get; }

    /// <summary>Bytes of them that were read so far; of a packed local file up to 2 MB more than were inflated, until <see cref="Checksum"/> was asked for.</summary>
    public long PackedRead => packed.Count;

    /// <summary>What the server calls this version of the file.</summary>
    public string? EntityTag { get; }

    /// <summary>XXH128 over the bytes as stored, once all of the text was read and only where it was asked for. <see cref="Text"/> can't be read afterwards.</summary>
    public string? Checksum
    {
        get
        {
            // what it has not read is read here
            ahead?.Stop();
            return packed.Checksum();
        }
    }

    /// <summary>Sums up the text while it is read, in place of <see cref="Text"/>, where the text is what is stored; null where it is not, or where nobody asks for a sum.</summary>
    internal XxHash128? TextSum() => Format == "plain" ? packed.HandOver() : null;

    /// <summary>Who inflates on this machine.</summary>
    public static string Inflater => IsalInflate.Available ? "ISA-L" : "framework";

    /// <summary>Opens what is to be disposed of: a path, an address that begins with <c>http</c>, or <c>-</c>.</summary>
    /// <param name="place">What to read.</param>
    /// <param name="input">Standard input.</param>
    /// <param name="entry">Which file of a zip archive; the only one where it is null.</param>
    /// <param name="checksum">Sum the bytes up while they pass.</param>
    /// <param name="http">Reads addresses; a client of its own where it is null.</param>
    /// <exception cref="UnusableRateFileException">It can't be opened; the message says why.</exception>
    public static RateSource Open(string place, Stream? input = null, string? entry = null, bool checksum = false, HttpClient? http = null)
    {
        if (place == "-") return Of("standard input", new(input ?? Stream.Null, checksum), null, null, entry);
        if (IsAddress(place))
        {
            var sent = new HttpText(new(place), http);
            return Of(WithoutQuery(place), new(sent, checksum), sent.Total, sent.EntityTag, entry);
        }
        try
        {
            // the ring reads in large pieces; a buffer of its own would only copy
            var file = new FileStream(place, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 0, FileOptions.SequentialScan);
            return Of(place, new(file, checksum), file.CanSeek ? file.Length : null, null, entry);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            string why = place.Length == 0 ? "the name of the file is blank; name a file, an address, or - for standard input"
                : Directory.Exists(place) ? "is a folder; name a file" : File.Exists(place) ? "can't be opened; check its permissions" : "is not there; check the name";
            throw new UnusableRateFileException(why);
        }
    }

    /// <summary>Begins like an address of the web.</summary>
    public static bool IsAddress(string place) => place.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || place.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Two signatures of one file differ only behind the question mark.</summary>
    public static string WithoutQuery(string address) => address.IndexOfAny(['?', '#']) is >= 0 and var at ? address[..at] : address;

    static RateSource Of(string name, CountedStream packed, long? length, string? entityTag, string? entry)
    {
        byte[] first = new byte[4];
        int known = packed.ReadAtLeast(first, 4, throwOnEndOfStream: false);
        packed.Unread(first.AsSpan(0, known));
        if (known >= 2 && first[0] == 0x1F && first[1] == 0x8B)
        {
            // what a server sends is waited for anyway, and may be more than is wanted
            var file = packed.Seekable is null ? null : new ReadAhead(packed);
            return new(name, "gzip", packed, Inflated((Stream?)file ?? packed), length, entityTag, file);
        }
        if (known >= 4 && first.AsSpan().SequenceEqual("PK\x03\x04"u8)) return new(name, "zip", packed, ZipText.Of(packed, entry), length, entityTag);
        return new(name, "plain", packed, packed, length, entityTag);
    }

    static Stream Inflated(Stream packed) => IsalInflate.Available ? IsalInflate.Of(packed) : new GuardedInflater(new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionMode.Decompress));

    /// <inheritdoc/>
    public void Dispose()
    {
        Text.Dispose();
        packed.Dispose();
    }

    /// <summary>Counts and sums what passes; a few bytes can be given back.</summary>
    internal sealed class CountedStream(Stream inner, bool checksum) : ForwardStream
    {
        readonly XxHash128? hash = checksum ? new() : null;
        bool elsewhere, anyOrder;
        byte[] again = [];
        long count;
        string? sum;

        public long Count => anyOrder ? inner.Position : Interlocked.Read(ref count);

        /// <summary>The stream below, which can be read anywhere; null where it can't.</summary>
        public Stream? Seekable => inner.CanSeek ? inner : null;

        /// <summary>The stream below, for whoever reads it in any order; its bytes are summed up when the sum is asked for.</summary>
        public Stream InAnyOrder()
        {
            anyOrder = true;
            return inner;
        }

        public string? Checksum()
        {
            if (hash is null || sum is not null) return sum;
            // what follows the text, such as padding or a directory, belongs to the file
            elsewhere = false;
            if (anyOrder)
            {
                (inner.Position, again) = (0, []);
                hash.Reset();
            }
            byte[] rest = new byte[64 << 10];
            while (Read(rest) > 0) { }
            return sum = Convert.ToHexStringLower(hash.GetHashAndReset());
        }

        /// <summary>Whoever reads this sums up what was read, from the first byte on; what he leaves is summed up here at last.</summary>
        public XxHash128? HandOver()
        {
            elsewhere = true;
            hash?.Reset();
            return hash;
        }

        public void Unread(ReadOnlySpan<byte> bytes) => again = bytes.ToArray();

        public override int Read(Span<byte> buffer)
        {
            if (again.Length > 0)
            {
                int given = Math.Min(again.Length, buffer.Length);
                again.AsSpan(0, given).CopyTo(buffer);
                again = again[given..];
                return given;
            }
            int read = inner.Read(buffer);
            Interlocked.Add(ref count, read);
            if (!elsewhere) hash?.Append(buffer[..read]);
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
