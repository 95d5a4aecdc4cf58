using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Quarterhour.Cli;

/// <summary>A file that is written from its beginning to its end in large blocks by a thread of its own, so that billing goes on meanwhile.</summary>
/// <remarks>On Linux the blocks go past the page cache (O_DIRECT) once the file has become large: gigabytes of answer would push everything else out of
/// the memory, and filling fresh pages costs more processor than the billing; see docs/benchmarks.md. Where the file system won't, it goes through the cache.
/// What can't be written is known with the next block, at the latest by <see cref="Flush"/>.</remarks>
sealed class LargeFile(SafeFileHandle file) : WriteOnlyStream
{
    /// <summary>A multiple of every disk's and page's size.</summary>
    const int Block = 4 << 20;

    const int Alignment = 4096;

    /// <summary>Bytes from which on the cache is left out.</summary>
    const long Large = 16 * Block;

    byte[] filling = NewBlock(), writing = NewBlock();
    int filled;
    long written;
    bool direct, tried;
    Task pending = Task.CompletedTask;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            int taken = Math.Min(buffer.Length, Block - filled);
            buffer[..taken].CopyTo(Aligned(filling).Span[filled..]);
            buffer = buffer[taken..];
            filled += taken;
            if (filled == Block) WriteBlock();
        }
    }

    /// <summary>Writes what is left; the file then ends here.</summary>
    /// <exception cref="IOException">Something could not be written.</exception>
    public override void Flush()
    {
        Wait();
        if (filled == 0) return;
        // the rest is no whole block, which only the cache takes
        if (direct) direct = !SetDirect(false);
        RandomAccess.Write(file, Aligned(filling).Span[..filled], written);
        written += filled;
        filled = 0;
        tried = true;
    }

    void WriteBlock()
    {
        Wait();
        if (!tried && written >= Large) (tried, direct) = (true, SetDirect(true));
        (filling, writing) = (writing, filling);
        filled = 0;
        long at = written;
        written += Block;
        pending = Task.Run(() => WriteBlock(Aligned(writing), at));
    }

    void WriteBlock(ReadOnlyMemory<byte> block, long at)
    {
        try
        {
            RandomAccess.Write(file, block.Span, at);
        }
        catch (IOException) when (direct)
        {
            // a file system that took the wish and not the block
            direct = !SetDirect(false);
            RandomAccess.Write(file, block.Span, at);
        }
    }

    /// <summary>Lets the last block end; the file may be closed then.</summary>
    protected override void Dispose(bool disposing)
    {
        ((IAsyncResult)pending).AsyncWaitHandle.WaitOne();
        base.Dispose(disposing);
    }

    void Wait() => pending.GetAwaiter().GetResult();

    static byte[] NewBlock() => GC.AllocateUninitializedArray<byte>(Block + Alignment, pinned: true);

    /// <summary>The part of a pinned array that begins on a page.</summary>
    static Memory<byte> Aligned(byte[] block)
    {
        long address = Marshal.UnsafeAddrOfPinnedArrayElement(block, 0);
        return block.AsMemory((int)(-address & (Alignment - 1)), Block);
    }

    bool SetDirect(bool on)
    {
        if (!OperatingSystem.IsLinux() || DirectFlag == 0) return false;
        int flags = Control(file, GetFlags, 0);
        return flags >= 0 && Control(file, SetFlags, on ? flags | DirectFlag : flags & ~DirectFlag) >= 0;
    }

    const int GetFlags = 3, SetFlags = 4;

    /// <summary>O_DIRECT, which differs by processor; 0 where it is not known.</summary>
    static readonly int DirectFlag = RuntimeInformation.ProcessArchitecture switch { Architecture.X64 => 0x4000, Architecture.Arm64 => 0x10000, _ => 0 };

    // variadic in C; on the two processors above an int goes the same way as a named argument under Linux
    [DllImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    static extern int Control(SafeFileHandle file, int command, int value);
}
