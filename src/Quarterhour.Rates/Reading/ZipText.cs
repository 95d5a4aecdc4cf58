using System.Buffers.Binary;
using System.IO.Compression;

namespace Quarterhour.Rates.Reading;

/// <summary>The text of one file of a zip archive: by its directory where the archive can be read anywhere, else the first file while it streams in.</summary>
static class ZipText
{
    const int HeaderLength = 30;

    public static Stream Of(RateSource.CountedStream packed, string? entry)
    {
        if (packed.Seekable is null) return First(packed, entry);
        var file = packed.InAnyOrder();
        try
        {
            file.Position = 0;
            var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            var files = archive.Entries.Where(one => one.Name.Length > 0 && !one.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal)).ToList();
            var picked = entry is not null ? files.Find(one => one.FullName == entry || one.Name == entry) : files.Count == 1 ? files[0]
                : files.Where(one => one.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)).Take(2).ToList() is [var only] ? only : null;
            return picked is not null ? new GuardedInflater(picked.Open()) : throw new UnusableRateFileException(files.Count == 0 ? "the zip archive holds no file"
                : $"the zip archive holds {files.Count} files; choose one with --entry: {string.Join(", ", files.Take(20).Select(one => one.FullName))}{(files.Count > 20 ? ", ..." : "")}");
        }
        catch (InvalidDataException fault)
        {
            throw new UnusableRateFileException($"the zip archive is damaged: {fault.Message.ReplaceLineEndings(" ").TrimEnd('.')}");
        }
    }

    static Stream First(RateSource.CountedStream packed, string? entry)
    {
        while (true)
        {
            byte[] header = new byte[HeaderLength];
            if (packed.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength || BinaryPrimitives.ReadUInt32LittleEndian(header) != 0x04034B50)
                throw new UnusableRateFileException(entry is null ? "the zip archive holds no file" : $"the zip archive holds no {entry} that can be reached while it streams in; download it first");
            int flags = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(6)), method = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(8));
            long size = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(18));
            byte[] name = new byte[BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(26))], extra = new byte[BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28))];
            packed.ReadExactly(name);
            packed.ReadExactly(extra);
            if (size == uint.MaxValue) size = LongSize(extra);
            bool sizeFollows = (flags & 8) != 0;
            string full = System.Text.Encoding.UTF8.GetString(name);
            bool wanted = entry is null ? !full.EndsWith('/') && !full.StartsWith("__MACOSX/", StringComparison.Ordinal) : full == entry || Path.GetFileName(full) == entry;
            if (!wanted)
            {
                if (sizeFollows) throw new UnusableRateFileException($"{full} stands before the wanted file and its length is not told; download the archive first");
                Drop(packed, size);
                continue;
            }
            return method switch
            {
                8 => IsalInflate.Available ? IsalInflate.Of(packed, raw: true) : new GuardedInflater(new DeflateStream(packed, CompressionMode.Decompress)),
                0 when !sizeFollows => new Piece(packed, size),
                _ => throw new UnusableRateFileException($"{full} is packed in a way (method {method}) that can't be read while it streams in; download the archive first"),
            };
        }
    }

    /// <summary>The packed size among the fields for large files.</summary>
    static long LongSize(ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= 4)
        {
            int id = BinaryPrimitives.ReadUInt16LittleEndian(extra), length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (id == 1 && length >= 16 && extra.Length >= 20) return BinaryPrimitives.ReadInt64LittleEndian(extra[12..]);
            extra = extra[Math.Min(extra.Length, 4 + length)..];
        }
        return uint.MaxValue;
    }

    static void Drop(Stream packed, long size)
    {
        byte[] buffer = new byte[64 << 10];
        for (; size > 0; size -= Math.Min(size, buffer.Length)) packed.ReadExactly(buffer, 0, (int)Math.Min(size, buffer.Length));
    }

    /// <summary>So many bytes of a stream.</summary>
    sealed class Piece(Stream inner, long left) : ForwardStream
    {
        long left = left;

        public override int Read(Span<byte> buffer)
        {
            int read = inner.Read(buffer[..(int)Math.Min(buffer.Length, left)]);
            left -= read;
            return read;
        }
    }
}
