using Xunit;

namespace Quarterhour.Rates.Reading;

/// <summary>Whoever is slower, and wherever it ends: every byte comes through, in order.</summary>
public sealed class BlockRingTests
{
    const int Size = 4096;

    /// <summary>Gives some bytes at a time, now and then after a pause, and ends in a fault or not at all.</summary>
    sealed class Uneven(byte[] bytes, int seed, Exception? fault = null, bool stalls = false) : ForwardStream
    {
        readonly Random dice = new(seed);
        readonly ManualResetEventSlim never = new(false);
        int at;

        public bool Closed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            Closed = true;
            base.Dispose(disposing);
        }

        public override int Read(Span<byte> buffer)
        {
            if (dice.Next(40) == 0) Thread.Sleep(dice.Next(4));
            int now = Math.Min(buffer.Length, Math.Min(bytes.Length - at, 1 + dice.Next(3 * Size)));
            if (now == 0 && fault is not null) throw fault;
            if (now == 0 && stalls) never.Wait(1500);
            bytes.AsSpan(at, now).CopyTo(buffer);
            at += now;
            return now;
        }
    }

    public static TheoryData<string> Contents => [.. Enum.GetNames<BlockRing.Content>()];

    static BlockRing.Content Parsed(string name) => Enum.Parse<BlockRing.Content>(name);

    static byte[] Made(int length, int seed)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>As the scanning thread does: the block before is given back after the next one was taken.</summary>
    static unsafe void Drain(BlockRing ring, List<byte> into, Random dice)
    {
        for (bool first = true; ring.Take() is { } block; first = false)
        {
            into.AddRange(new ReadOnlySpan<byte>(block.Start + BlockRing.Headroom, block.Length));
            if (!first) ring.Release();
            if (dice.Next(40) == 0) Thread.Sleep(dice.Next(4));
        }
        Assert.Null(ring.Take());
    }

    [Theory, MemberData(nameof(Contents))]
    public void Every_byte_comes_through_in_order(string holds)
    {
        for (int seed = 0; seed < 60; seed++)
        {
            byte[] bytes = Made(seed % 3 == 0 ? seed / 3 * Size : new Random(seed).Next(150 * Size), seed);
            var sum = new System.IO.Hashing.XxHash128();
            var read = new List<byte>();
            using (var ring = new BlockRing(new Uneven(bytes, seed), Size, sum, Parsed(holds))) Drain(ring, read, new(seed));
            Assert.Equal(bytes, read.ToArray());
            Assert.Equal(System.IO.Hashing.XxHash128.Hash(bytes), sum.GetCurrentHash());
        }
    }

    [Theory, MemberData(nameof(Contents))]
    public void A_fault_is_told_behind_what_was_read(string holds)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            byte[] bytes = Made(seed * 3000, seed);
            var read = new List<byte>();
            using var ring = new BlockRing(new Uneven(bytes, seed, new IOException("the disk is gone.")), Size, null, Parsed(holds));
            Assert.Equal("the disk is gone", Assert.Throws<UnusableRateFileException>(() => Drain(ring, read, new(seed))).Message);
            Assert.Equal(bytes, read.ToArray());
        }
    }

    /// <summary>Few blocks that came are scanned although no more come; who waits is told to stop.</summary>
    [Theory, MemberData(nameof(Contents))]
    public void Waiting_ends_when_told_to(string holds)
    {
        using var stop = new CancellationTokenSource();
        byte[] bytes = Made(3 * Size, 1);
        using var ring = new BlockRing(new Uneven(bytes, 1, stalls: true), Size, null, Parsed(holds), stop.Token);
        for (int block = 0; block < 3; block++) Assert.Equal(Size, ring.Take()!.Length);
        stop.CancelAfter(50);
        Assert.ThrowsAny<OperationCanceledException>(() => ring.Take());
    }

    /// <summary>The reader waits for room then.</summary>
    [Theory, MemberData(nameof(Contents))]
    public void Leaving_early_leaves_no_thread_behind(string holds)
    {
        for (int taken = 0; taken < 20; taken++)
        {
            var source = new Uneven(Made(200 * Size, taken), taken);
            using (var ring = new BlockRing(source, Size, null, Parsed(holds)))
                for (int block = 0; block < taken; block++)
                {
                    ring.Take();
                    ring.Release();
                }
            // which is done behind a reader that has ended, and not where it is left to itself
            Assert.True(source.Closed, $"the reader did not end after {taken} blocks");
        }
    }
}
