using System.IO.Hashing;

namespace Quarterhour.Rates.Reading;

/// <summary>
/// A ring of blocks between two threads: one reads or inflates into it, the other scans. Every block has room before its
/// bytes, into which the scanner copies what it has not finished of the block before, so that all but the tails are read where they were
/// inflated. The blocks are small, so that what one core has just read or inflated is still near when the other scans it: a whole file of the page cache goes through at 5.5 to 6.8 GB/s.
/// </summary>
sealed unsafe class BlockRing : IDisposable
{
    /// <summary>Room before a block's bytes, and what may be read past its end.</summary>
    public const int Headroom = 64 << 10, Padding = 64;

    const int Blocks = 4, Aligned = 64;

    /// <summary>Four of them fill one large page.</summary>
    public const int BlockSize = (512 << 10) - Headroom - Padding;

    readonly Stream source;
    readonly SemaphoreSlim free = new(Blocks), full = new(0);
    readonly Block[] ring = new Block[Blocks];
    readonly Parquet.Cells<byte> memory;
    readonly Thread reader;
    readonly CancellationToken cancellation;
    readonly int size;
    readonly XxHash128? sum;
    readonly Lock summing = new();
    int taken, summed;
    volatile bool stopped;
    volatile Exception? fault;

    /// <param name="source">The text; the ring closes it.</param>
    /// <param name="size">Bytes a block.</param>
    /// <param name="sum">Gets all bytes, by whichever thread would wait otherwise: reading a file that lies in memory takes longer than scanning it, and shorter than making rows of it.</param>
    /// <param name="cancellation">Ends the waiting for a source that sends nothing.</param>
    public BlockRing(Stream source, int size = BlockSize, XxHash128? sum = null, CancellationToken cancellation = default)
    {
        (this.source, this.size, this.sum, this.cancellation) = (source, size, sum, cancellation);
        int room = (Headroom + size + Padding + Aligned - 1) / Aligned * Aligned;
        memory = Parquet.Pools.Take<byte>(Blocks * room);
        for (int i = 0; i < Blocks; i++) ring[i] = new(memory, i * room);
        reader = new(Read) { IsBackground = true, Name = "rates reader" };
        reader.Start();
    }

    /// <summary>The next block, or null at the end of the text. It stays the caller's until <see cref="Release"/>.</summary>
    /// <exception cref="UnusableRateFileException">The source can't be read or unpacked further.</exception>
    public Block? Take()
    {
        full.Wait(cancellation);
        var block = ring[taken++ % Blocks];
        if (block.Length > 0)
        {
            SumUp(taken);
            return block;
        }
        taken--;
        full.Release();
        if (fault is null) return null;
        if (fault is UnusableRateFileException known) throw known;
        if (fault is OperationCanceledException stop) throw new OperationCanceledException(stop.Message, stop);
        throw new UnusableRateFileException(fault.Message.ReplaceLineEndings(" ").TrimEnd('.'));
    }

    /// <summary>Sums up so many blocks from the first on, but for those that were; none of them is given back before.</summary>
    void SumUp(int blocks)
    {
        if (sum is null) return;
        lock (summing)
            for (; summed < blocks; summed++)
            {
                var block = ring[summed % Blocks];
                sum.Append(new ReadOnlySpan<byte>(block.Start + Headroom, block.Length));
            }
    }

    /// <summary>Gives the oldest block that was taken back to the reader.</summary>
    public void Release() => free.Release();

    void Read()
    {
        for (int i = 0; ; i++)
        {
            free.Wait();
            if (stopped) return;
            var block = ring[i % Blocks];
            block.Length = 0;
#pragma warning disable CA1031 // carried over to the scanning thread
            try
            {
                while (block.Length < size && source.Read(new(block.Start + Headroom + block.Length, size - block.Length)) is > 0 and int read) block.Length += read;
            }
            catch (Exception wrong)
            {
                fault = wrong;
                // what was read before the fault is scanned first
            }
#pragma warning restore CA1031
            if (stopped) return;
            bool last = block.Length < size;
            // one waits already, beside the one that is scanned
            bool ahead = full.CurrentCount > 0;
            full.Release();
            if (ahead) SumUp(i + 1);
            if (!last) continue;
            if (block.Length > 0)
            {
                free.Wait();
                if (stopped) return;
                ring[(i + 1) % Blocks].Length = 0;
                full.Release();
            }
            return;
        }
    }

    public void Dispose()
    {
        stopped = true;
        free.Release(Blocks);
        // a source that waits for the network is left to its thread, and so is what it may yet write to
        if (reader.Join(2000))
        {
            source.Dispose();
            memory.Return();
            free.Dispose();
            full.Dispose();
        }
    }

    /// <summary>Bytes from <see cref="Headroom"/> on.</summary>
    internal sealed class Block(Parquet.Cells<byte> memory, int first)
    {
        public volatile int Length;

        public byte* Start => (byte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref memory[first]);
    }
}
