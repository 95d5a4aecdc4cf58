using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Quarterhour.Reference.Packed;

/// <summary>Gathers the runs of a table and writes them as a packed file, all at once.</summary>
public sealed class PackedWriter
{
    readonly List<(string Name, byte[] Bytes, int Width)> runs = [];

    /// <summary>Adds a run of figures.</summary>
    public void Add<T>(string name, ReadOnlySpan<T> values)
        where T : unmanaged => runs.Add((name, MemoryMarshal.AsBytes(values).ToArray(), Unsafe.SizeOf<T>()));

    /// <summary>Adds a list of texts.</summary>
    public void Texts(string name, IReadOnlyList<string> texts)
    {
        int[] ends = new int[texts.Count];
        using var bytes = new MemoryStream();
        for (int i = 0; i < ends.Length; i++)
        {
            bytes.Write(Encoding.UTF8.GetBytes(texts[i]));
            ends[i] = (int)bytes.Length;
        }
        Add<int>(name + ".ends", ends);
        Add<byte>(name, bytes.ToArray());
    }

    /// <summary>Writes the file and sees it onto the disk.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    public void Save(string path)
    {
        byte[] directory = Directory(out long length);
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        using var writer = new BinaryWriter(file);
        var checksum = new XxHash64();
        Put(BitConverter.GetBytes(PackedFile.Mark));
        Put(BitConverter.GetBytes(PackedFile.Version));
        Put(BitConverter.GetBytes(directory.Length));
        writer.Write(0UL);
        Put(directory);
        byte[] gap = new byte[PackedFile.Alignment];
        foreach (var (_, bytes, _) in runs)
        {
            Put(gap.AsSpan(0, (int)(-file.Position & (PackedFile.Alignment - 1))));
            Put(bytes);
        }
        writer.Flush();
        if (file.Position != length) throw new InvalidOperationException($"{path}: {file.Position} bytes written, {length} planned");
        file.Position = PackedFile.HeadingBytes - sizeof(ulong);
        writer.Write(checksum.GetCurrentHashAsUInt64());
        writer.Flush();
        file.Flush(flushToDisk: true);

        void Put(ReadOnlySpan<byte> bytes)
        {
            writer.Write(bytes);
            checksum.Append(bytes);
        }
    }

    byte[] Directory(out long length)
    {
        // the places depend on the directory's length, which does not depend on the places
        int own = runs.Sum(run => NameBytes(run.Name) + 20);
        if (own > PackedFile.MostDirectoryBytes) throw new InvalidOperationException("too many runs for a packed file");
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        long at = PackedFile.HeadingBytes + own;
        foreach (var (name, run, width) in runs)
        {
            at = (at + PackedFile.Alignment - 1) / PackedFile.Alignment * PackedFile.Alignment;
            writer.Write(name);
            writer.Write(at);
            writer.Write((long)run.Length);
            writer.Write(width);
            at += run.Length;
        }
        length = at;
        return bytes.ToArray();
    }

    static int NameBytes(string name)
    {
        int length = Encoding.UTF8.GetByteCount(name);
        return length + (length < 128 ? 1 : 2);
    }
}
