namespace Quarterhour.Rates.Reading;

/// <summary>
/// Packed bytes of a file that another thread reads, and sums up, before they are asked for, so that whoever inflates does nothing else: to copy them out of the page cache and to sum them up takes a twentieth
/// of the time of inflating.
/// </summary>
/// <param name="inner">Is left open.</param>
sealed unsafe class ReadAhead(Stream inner) : GuardedStream
{
    readonly BlockRing ring = new(new LeftOpen(inner), holds: BlockRing.Content.Packed);
    BlockRing.Block? block;
    int used;

    /// <summary>The bytes that come next, as many as are at hand; valid until more is asked for. None at the end.</summary>
    /// <exception cref="UnusableRateFileException">The file can't be read further.</exception>
    public ReadOnlySpan<byte> Next()
    {
        if (block is null || used == block.Length)
        {
            if (block is not null) ring.Release();
            block = null;
            (block, used) = (ring.Take(), 0);
            if (block is null) return default;
        }
        var bytes = new ReadOnlySpan<byte>(block.Start + BlockRing.Headroom + used, block.Length - used);
        used = block.Length;
        return bytes;
    }

    protected override int ReadGuarded(Span<byte> buffer)
    {
        var next = Next();
        int read = Math.Min(next.Length, buffer.Length);
        next[..read].CopyTo(buffer);
        // the rest comes next
        used -= next.Length - read;
        return read;
    }

    /// <summary>Nothing more is read ahead: what comes behind is for whoever reads the inner stream. Waits for a read that goes on.</summary>
    public void Stop() => ring.Stop(Timeout.Infinite);

    protected override void Free() => ring.Dispose();

    /// <summary>Reads what somebody else closes, front to end only.</summary>
    internal sealed class LeftOpen(Stream inner) : ForwardStream
    {
        public override int Read(Span<byte> buffer) => inner.Read(buffer);
    }
}
