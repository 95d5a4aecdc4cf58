using System.Buffers;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace Quarterhour.Reference.Packed;

/// <summary>A run of values inside a memory-mapped file, as memory that tables can hold. Nothing is copied; the system brings in the pages that are read.</summary>
sealed unsafe class MappedMemory<T>(byte* first, int count) : MemoryManager<T>
    where T : unmanaged
{
    public override Span<T> GetSpan() => new(first, count);

    public override MemoryHandle Pin(int elementIndex = 0) => new((T*)first + elementIndex);

    public override void Unpin() { }

    protected override void Dispose(bool disposing) { }
}

/// <summary>A file mapped for reading as long as the process lives: tables hand out spans over it, so nothing may unmap it under them.</summary>
static unsafe class MappedFile
{
    // kept so that no finalizer unmaps what tables still read
    static readonly List<MemoryMappedViewAccessor> Kept = [];

    /// <summary>The whole file.</summary>
    /// <exception cref="IOException">It can't be opened.</exception>
    public static (nint First, long Length) Open(string path)
    {
        long length = new FileInfo(path).Length;
        if (length == 0) return (0, 0);
        using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, 0, MemoryMappedFileAccess.Read);
        var view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        byte* first = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref first);
        lock (Kept) Kept.Add(view);
        return ((nint)(first + view.PointerOffset), length);
    }

    public static ReadOnlyMemory<T> Values<T>(nint first, int count)
        where T : unmanaged => count == 0 ? default : new MappedMemory<T>((byte*)first, count).Memory;

    public static ReadOnlySpan<T> Span<T>(nint first, int count)
        where T : unmanaged => MemoryMarshal.CreateReadOnlySpan(ref *(T*)first, count);
}
