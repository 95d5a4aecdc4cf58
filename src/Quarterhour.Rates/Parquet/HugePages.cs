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

    /// <summary>Bytes that are not cleared and do not move.</summary>
    /// <param name="length">Of two large pages or more, so that a whole one lies within wherever it begins; what is shorter gets pages as any other.</param>
    public static byte[] Take(int length)
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>(length, pinned: true);
        nint first = Marshal.UnsafeAddrOfPinnedArrayElement(bytes, 0), from = (first + Size - 1) / Size * Size, end = (first + length) / Size * Size;
        if (unknown || end <= from) return bytes;
        try
        {
            // a wish: where it is not granted, nothing is lost
            _ = Advise((void*)from, (nuint)(end - from), Advice);
        }
        catch (Exception none) when (none is DllNotFoundException or EntryPointNotFoundException)
        {
            unknown = true;
        }
        return bytes;
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* first, nuint length, int advice);
}
