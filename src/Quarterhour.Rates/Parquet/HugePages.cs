using System.Runtime.InteropServices;

namespace Quarterhour.Rates.Parquet;

/// <summary>Memory in large pieces, for which the system is asked to use large pages: on a virtual machine the first touch of 64 MB took 225 ms in pages of 4 KB, and 4 ms in pages of 2 MB.
/// Asked for where the system lets programs ask (Linux, <c>madvise</c>); elsewhere it is memory as any other.</summary>
static unsafe partial class HugePages
{
    /// <summary>Bytes of a large page.</summary>
    public const int Size = 2 << 20;

    const int Advice = 14;

    static volatile bool unknown = !OperatingSystem.IsLinux();

    /// <summary>Bytes that are not cleared, outside of what the collector looks after.</summary>
    /// <param name="length">What fills a large page or more gets whole ones.</param>
    /// <exception cref="OutOfMemoryException">The system has no more.</exception>
    public static nint Take(int length)
    {
        nuint all = length < Size ? (nuint)length : ((nuint)length + Size - 1) / Size * Size;
        byte* first = (byte*)NativeMemory.AlignedAlloc(all, Size);
        if (unknown || length < Size) return (nint)first;
        try
        {
            // a wish: where it is not granted, nothing is lost
            _ = Advise(first, all, Advice);
        }
        catch (Exception none) when (none is DllNotFoundException or EntryPointNotFoundException)
        {
            unknown = true;
        }
        return (nint)first;
    }

    /// <summary>Gives back what was taken here.</summary>
    public static void Free(nint first) => NativeMemory.AlignedFree((void*)first);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* first, nuint length, int advice);
}
