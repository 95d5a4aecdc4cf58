using System.IO.Compression;
using System.IO.Hashing;
using Xunit;

namespace Quarterhour.Rates.Reading;

/// <summary>What another thread reads ahead comes through whole, is summed up whole, and hurts nobody when it is left.</summary>
public sealed class ReadAheadTests
{
    /// <summary>Around the edges of blocks, and more than all blocks hold.</summary>
    static readonly int[] Lengths = [0, 1, BlockRing.BlockSize - 1, BlockRing.BlockSize, BlockRing.BlockSize + 1, 4 * BlockRing.BlockSize, 4 * BlockRing.BlockSize + 1, 9 * BlockRing.BlockSize + 77];

    static byte[] Made(int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    /// <summary>A text from gzip with zeros behind it.</summary>
    static byte[] Padded(ReadOnlySpan<byte> text, int zeros)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(text);
        packed.Write(new byte[zeros]);
        return packed.ToArray();
    }

    [Fact]
    public void Every_byte_comes_through_copied_or_in_place()
    {
        foreach (int length in Lengths)
        {
            byte[] bytes = Made(length);
            using var copied = new ReadAhead(new MemoryStream(bytes));
            var read = new MemoryStream();
            copied.CopyTo(read, 9973);
            Assert.Equal(bytes, read.ToArray());
            using var inPlace = new ReadAhead(new MemoryStream(bytes));
            read = new MemoryStream();
            for (var next = inPlace.Next(); !next.IsEmpty; next = inPlace.Next()) read.Write(next);
            Assert.Equal(bytes, read.ToArray());
            Assert.True(inPlace.Next().IsEmpty);
        }
    }

    /// <summary>The text may end long before the file: what stands behind belongs to the file's sum all the same, read ahead or not.</summary>
    [Fact]
    public void The_sum_is_that_of_the_whole_file()
    {
        string path = Path.GetTempFileName();
        try
        {
            foreach (int behind in Lengths)
            {
                byte[] packed = Padded("{}"u8, behind);
                File.WriteAllBytes(path, packed);
                using var source = RateSource.Open(path, checksum: true);
                var text = new MemoryStream();
                source.Text.CopyTo(text);
                Assert.Equal("{}"u8, text.ToArray());
                Assert.Equal(Convert.ToHexStringLower(XxHash128.Hash(packed)), source.Checksum);
                Assert.Equal(packed.Length, source.PackedRead);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>However far it was read ahead when the text ended.</summary>
    [Fact]
    public void Packed_bytes_are_those_of_the_whole_file()
    {
        string folder = Directory.CreateTempSubdirectory("ahead").FullName, path = Path.Combine(folder, "a.json.gz");
        try
        {
            foreach (int behind in Lengths)
            {
                byte[] packed = Padded("{\"reporting_entity_name\":\"Payer\",\"in_network\":[]}"u8, behind);
                File.WriteAllBytes(path, packed);
                Assert.Equal(packed.Length, new Files.RateRun().Run(RateSource.Open(path, checksum: true), folder).PackedBytes);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_fault_of_the_file_comes_behind_what_was_read()
    {
        byte[] bytes = Made(5 * BlockRing.BlockSize);
        using var ahead = new ReadAhead(new Failing(bytes));
        byte[] read = new byte[bytes.Length];
        ahead.ReadExactly(read);
        Assert.Equal(bytes, read);
        Assert.Equal("the disk is gone", Assert.Throws<UnusableRateFileException>(() => ahead.Read(read)).Message);
    }

    sealed class Failing(byte[] bytes) : ForwardStream
    {
        readonly MemoryStream there = new(bytes);

        public override int Read(Span<byte> buffer) => there.Read(buffer) is > 0 and int read ? read : throw new IOException("the disk is gone.");
    }

    /// <summary>Disposed of while a read hangs: it goes on working with what it has, which is freed behind it.</summary>
    [Fact]
    public async Task A_read_that_hangs_is_waited_for_by_nobody_and_frees_at_its_end()
    {
        using var gate = new ManualResetEventSlim();
        using var within = new ManualResetEventSlim();
        var stream = new Hanging(gate, within);
        var reading = Task.Run(() => stream.Read(new byte[8]), TestContext.Current.CancellationToken);
        within.Wait(TestContext.Current.CancellationToken);
        await stream.DisposeAsync();
        await stream.DisposeAsync();
        Assert.Equal(0, stream.Freed);
        gate.Set();
        Assert.Equal(3, await reading);
        Assert.Equal(1, stream.Freed);
        Assert.Throws<ObjectDisposedException>(() => stream.Read(new byte[8]));
        Assert.Equal(1, stream.Freed);
    }

    sealed class Hanging(ManualResetEventSlim gate, ManualResetEventSlim within) : GuardedStream
    {
        public int Freed { get; private set; }

        protected override int ReadGuarded(Span<byte> buffer)
        {
            within.Set();
            gate.Wait();
            Assert.Equal(0, Freed);
            return 3;
        }

        protected override void Free() => Freed++;
    }

    [Fact]
    public void Leaving_early_is_no_matter()
    {
        for (int taken = 0; taken < 12; taken++)
        {
            var inner = new MemoryStream(Made(20 * BlockRing.BlockSize));
            using var ahead = new ReadAhead(inner);
            for (int i = 0; i < taken; i++) Assert.False(ahead.Next().IsEmpty);
            ahead.Stop();
            // nothing reads any more
            long at = inner.Position;
            Assert.InRange(at, taken * (long)BlockRing.BlockSize, (taken + 4) * (long)BlockRing.BlockSize);
            Thread.Sleep(1);
            Assert.Equal(at, inner.Position);
        }
    }
}
