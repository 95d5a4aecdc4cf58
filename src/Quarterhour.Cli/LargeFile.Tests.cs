using Microsoft.Win32.SafeHandles;
using Xunit;

namespace Quarterhour.Cli;

public sealed class LargeFileTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4 << 20)]
    [InlineData((4 << 20) + 1)]
    [InlineData((68 << 20) - 1)]
    [InlineData((68 << 20) + 4097)]
    public void Holds_what_was_written(int length) => Written(Path.GetTempPath(), length);

    [Fact]
    public void A_file_system_in_memory_does_as_well()
    {
        if (Directory.Exists("/dev/shm")) Written("/dev/shm", (68 << 20) + 5);
    }

    [Fact]
    public void Writing_goes_on_behind_a_flush()
    {
        string path = Path.GetTempFileName();
        try
        {
            using (var file = Open(path))
            using (var large = new LargeFile(file))
            {
                large.Write("bills"u8);
                large.Flush();
                large.Write(" and more"u8);
                large.Flush();
            }
            Assert.Equal("bills and more", File.ReadAllText(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_full_disk_is_known_at_the_latest_by_the_flush()
    {
        if (!OperatingSystem.IsLinux()) return;
        using var file = Open("/dev/full");
        using var large = new LargeFile(file);
        Assert.Throws<IOException>(() =>
        {
            large.Write("bills"u8);
            large.Flush();
        });
    }

    [Fact]
    public void A_full_disk_is_known_with_the_next_block()
    {
        if (!OperatingSystem.IsLinux()) return;
        using var file = Open("/dev/full");
        using var large = new LargeFile(file);
        var block = new byte[4 << 20];
        large.Write(block);
        Assert.Throws<IOException>(() => large.Write(block));
    }

    static void Written(string folder, int length)
    {
        string path = Path.Combine(folder, Path.GetRandomFileName());
        var random = new Random(length);
        var bytes = new byte[length];
        random.NextBytes(bytes);
        try
        {
            using (var file = Open(path))
            using (var large = new LargeFile(file))
            {
                for (int at = 0; at < length;)
                {
                    int taken = Math.Min(random.Next(1, 3_000_000), length - at);
                    large.Write(bytes.AsSpan(at, taken));
                    at += taken;
                }
                large.Flush();
            }
            Assert.True(bytes.AsSpan().SequenceEqual(File.ReadAllBytes(path)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    static SafeFileHandle Open(string path) => File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write);
}
