using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Text;

namespace Quarterhour.Reference.Packed;

/// <summary>A packed file can't be read: it is not one, is cut short, or was written by another version.</summary>
public sealed class UnusablePackedFileException(string file, string why) : Exception($"{file}: {why}; import the table again");

/// <summary>A table as named runs of figures, memory-mapped. Opening it reads it through once for its checksum: a bit that turned on the disk must not become money.</summary>
/// <remarks>Twenty-four bytes of heading (mark, version, length of the directory, XXH64 of those and of all that follows), the directory (name, place, length and width of each run), then the runs,
/// each on a line of the cache of its own. Figures are little-endian, as the machine has them. XXH64 because its plain arithmetic is compiled ahead of time;
/// hashes made of wide vectors are compiled at each start, and run slowly until they are.</remarks>
public sealed class PackedFile
{
    internal const ulong Mark = 0x4B_43_41_50_52_48_54_51; // "QTHRPACK"
    internal const int Version = 3, HeadingBytes = 24, MostDirectoryBytes = 1 << 16, Alignment = 64;

    readonly string path;
    readonly nint first;
    readonly Dictionary<string, (long At, long Bytes, int Width)> runs = new(StringComparer.Ordinal);

    PackedFile(string path, nint first) => (this.path, this.first) = (path, first);

    /// <exception cref="UnusablePackedFileException">It is damaged or of another version.</exception>
    /// <exception cref="IOException">It can't be opened.</exception>
    public static PackedFile Open(string path) => Later(path)();

    /// <summary>Holds the file from now on, whoever takes it out of its folder, and reads it when it is first needed.</summary>
    /// <returns>Opens it; throws as <see cref="Open"/>.</returns>
    /// <exception cref="IOException">It can't be opened.</exception>
    public static Func<PackedFile> Later(string path)
    {
        var (first, length) = MappedFile.Open(path);
        return () =>
        {
            var opened = new PackedFile(path, first);
            opened.ReadDirectory(length);
            return opened;
        };
    }

    /// <summary>The checksum in a file's heading, unread: two files that have the same hold the same.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    public static ulong ToldChecksum(string path)
    {
        using var file = File.OpenHandle(path);
        byte[] heading = new byte[HeadingBytes];
        return RandomAccess.Read(file, heading, 0) == HeadingBytes ? BitConverter.ToUInt64(heading, HeadingBytes - sizeof(ulong)) : 0;
    }

    void ReadDirectory(long length)
    {
        if (length < HeadingBytes || MappedFile.Span<ulong>(first, 1)[0] != Mark) throw new UnusablePackedFileException(path, "it is not a packed table");
        var heading = MappedFile.Span<int>(first + 8, 2);
        if (heading[0] != Version) throw new UnusablePackedFileException(path, $"it was written by version {heading[0]} of the format; this program reads version {Version}");
        if (heading[1] is < 0 or > MostDirectoryBytes || HeadingBytes + heading[1] > length) throw new UnusablePackedFileException(path, "its directory is damaged");
        var checksum = new XxHash64();
        checksum.Append(MappedFile.Span<byte>(first, HeadingBytes - sizeof(ulong)));
        checksum.Append(MappedFile.Span<byte>(first + HeadingBytes, (int)(length - HeadingBytes)));
        if (checksum.GetCurrentHashAsUInt64() != MappedFile.Span<ulong>(first + HeadingBytes - sizeof(ulong), 1)[0])
            throw new UnusablePackedFileException(path, "its checksum is wrong: it is damaged or cut short");
        using var reader = new BinaryReader(new MemoryStream(MappedFile.Span<byte>(first + HeadingBytes, heading[1]).ToArray()), Encoding.UTF8);
        while (reader.BaseStream.Position < heading[1])
        {
            var (name, at, bytes, width) = (reader.ReadString(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt32());
            if (at < 0 || bytes < 0 || width <= 0 || at > length - bytes) throw new UnusablePackedFileException(path, "it is cut short");
            runs[name] = (at, bytes, width);
        }
    }

    /// <summary>True when the run is there.</summary>
    public bool Has(string name) => runs.ContainsKey(name);

    /// <summary>A run of figures.</summary>
    /// <exception cref="UnusablePackedFileException">It is not there, or holds figures of another width.</exception>
    public ReadOnlyMemory<T> Values<T>(string name)
        where T : unmanaged
    {
        if (!runs.TryGetValue(name, out var run)) throw new UnusablePackedFileException(path, $"\"{name}\" is missing");
        if (run.Width != Unsafe.SizeOf<T>()) throw new UnusablePackedFileException(path, $"\"{name}\" has figures of {run.Width} bytes, not {Unsafe.SizeOf<T>()}");
        return MappedFile.Values<T>(first + (nint)run.At, (int)(run.Bytes / run.Width));
    }

    /// <summary>A list of texts, as <see cref="PackedWriter.Texts"/> wrote it.</summary>
    public PackedTexts Texts(string name) => new(Values<int>(name + ".ends"), Values<byte>(name));
}

/// <summary>Texts one behind the other, each found by its number.</summary>
public readonly struct PackedTexts(ReadOnlyMemory<int> ends, ReadOnlyMemory<byte> bytes)
{
    public int Count => ends.Length;

    public ReadOnlySpan<byte> Utf8(int number)
    {
        var places = ends.Span;
        int from = number == 0 ? 0 : places[number - 1];
        return bytes.Span[from..places[number]];
    }

    public string this[int number] => Encoding.UTF8.GetString(Utf8(number));
}
