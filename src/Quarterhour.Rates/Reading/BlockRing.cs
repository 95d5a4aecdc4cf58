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

    /// <summary>What the blocks hold.</summary>
    internal enum Content
    {
        /// <summary>Text as it is stored: reading and scanning take about as long.</summary>
        Plain,

        /// <summary>Text that takes much longer to inflate than to scan.</summary>
        Inflated,

        /// <summary>Bytes that take much longer to inflate than to read.</summary>
        Packed,
    }

    const int BlocksOfOthers = 4, BlocksOfInflated = 24, Aligned = 64;

    /// <summary>Four of them fill one large page. Of inflated text more may wait, so that inflating goes on while others need both processors.</summary>
    public const int BlockSize = (512 << 10) - Headroom - Padding;

    readonly Stream source;
    readonly Turns given, filled;

    /// <summary>By their order in the text.</summary>
    readonly Block[] ring;

    /// <summary>What was given back last is the nearest, and is filled first: as many are used as are needed.</summary>
    readonly Stack<Block> free = [];
    readonly Parquet.Cells<byte> memory;
    readonly Thread reader;
    readonly CancellationToken cancellation;
    readonly int size;
    readonly XxHash128? sum;
    readonly bool owned;
    readonly Lock summing = new();
    int taken, released, summed;
    volatile bool stopped;
    volatile Exception? fault;

    /// <param name="source">The text; the ring closes it.</param>
    /// <param name="size">Bytes a block.</param>
    /// <param name="sum">Gets all bytes, by whichever thread would wait otherwise: reading a file that lies in memory takes longer than scanning it, and shorter than making rows of it.</param>
    /// <param name="holds">Says how many may wait, and how long who waits.</param>
    /// <param name="cancellation">Ends the waiting for a source that sends nothing.</param>
    public BlockRing(Stream source, int size = BlockSize, XxHash128? sum = null, Content holds = Content.Plain, CancellationToken cancellation = default)
    {
        (this.source, this.size, this.sum, this.cancellation, owned) = (source, size, sum, cancellation, holds == Content.Inflated);
        int room = (Headroom + size + Padding + Aligned - 1) / Aligned * Aligned;
        ring = new Block[holds == Content.Inflated ? BlocksOfInflated : BlocksOfOthers];
        given = new(holds == Content.Plain ? 1 : ring.Length / 3 + 1);
        filled = new(holds == Content.Inflated ? ring.Length / 3 : 1);
        memory = Parquet.Pools.Take<byte>(ring.Length * room);
        for (int i = ring.Length - 1; i >= 0; i--) free.Push(new(memory, i * room));
        reader = new(Read) { IsBackground = true, Name = holds == Content.Packed ? "rates file" : "rates reader" };
        reader.Start();
    }

    /// <summary>The next block, or null at the end of the text. It stays the caller's until <see cref="Release"/>.</summary>
    /// <exception cref="UnusableRateFileException">The source can't be read or unpacked further.</exception>
    /// <exception cref="OperationCanceledException">Reading was told to stop, here or elsewhere.</exception>
    public Block? Take()
    {
        filled.Wait(taken + 1, cancellation);
        if (filled.Done <= taken) throw new OperationCanceledException("reading was stopped");
        var block = ring[taken++ % ring.Length];
        if (block.Length > 0)
        {
            SumUp(taken);
            return block;
        }
        taken--;
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
                var block = ring[summed % ring.Length];
                sum.Append(new ReadOnlySpan<byte>(block.Start + Headroom, block.Length));
            }
    }

    /// <summary>Gives the oldest block that was taken back to the reader.</summary>
    public void Release()
    {
        var block = ring[released++ % ring.Length];
        // the copy of a file that lies in memory did not gain by it
        if (owned) block.Own();
        lock (free) free.Push(block);
        given.Add();
    }

    void Read()
    {
        for (int i = 0; ; i++)
        {
            if (Next(i) is not { } block) return;
#pragma warning disable CA1031 // carried over to the scanning thread
            try
            {
                while (block.Length < size && !stopped && source.Read(new(block.Start + Headroom + block.Length, size - block.Length)) is > 0 and int read) block.Length += read;
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
            bool ahead = filled.Done > Volatile.Read(ref taken);
            filled.Add();
            if (ahead) SumUp(i + 1);
            if (!last) continue;
            if (block.Length > 0)
            {
                if (Next(i + 1) is null) return;
                filled.Add();
            }
            filled.End();
            return;
        }
    }

    /// <summary>A block that nobody uses, blank, as that of a place in the text; null when nobody wants more.</summary>
    Block? Next(int place)
    {
        given.Wait(place + 1 - ring.Length);
        lock (free)
        {
            if (stopped || !free.TryPop(out var block)) return null;
            block.Length = 0;
            return ring[place % ring.Length] = block;
        }
    }

    /// <summary>Has the reading thread end after the read that it is within. What was not taken by then can't be.</summary>
    /// <param name="longest">Milliseconds to wait for that.</param>
    /// <returns>It has ended.</returns>
    public bool Stop(int longest)
    {
        stopped = true;
        given.End();
        filled.End();
        return reader.Join(longest);
    }

    public void Dispose()
    {
        // a source that waits for the network is left to its thread, and so is what it may yet write to
        if (Stop(2000))
        {
            source.Dispose();
            memory.Return();
            given.Dispose();
            filled.Dispose();
        }
    }

    /// <summary>Bytes from <see cref="Headroom"/> on.</summary>
    internal sealed class Block(Parquet.Cells<byte> memory, int first)
    {
        public volatile int Length;

        public byte* Start => (byte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref memory[first]);

        /// <summary>
        /// Writes to every line of the memory, by the thread that has read it. A line that two processors have read is dearer to write to than one that only the other has, since both are to agree
        /// first: inflating 1 GiB into lines that were only read took 614 ms, into such 555, into those that nobody reads 545.
        /// </summary>
        public void Own()
        {
            byte* text = Start + Headroom;
            for (int i = 0; i < Length; i += Aligned) Volatile.Write(ref text[i], 0);
        }
    }
}
