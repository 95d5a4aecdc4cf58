using System.IO.Compression;
using Xunit;

namespace Quarterhour.Rates.Reading;

public sealed class IsalInflateTests
{
    [Fact]
    public void What_the_library_is_tried_with_is_gzip()
    {
        using var text = new GZipStream(new MemoryStream([.. IsalInflate.Member, .. IsalInflate.Member]), CompressionMode.Decompress);
        var inflated = new MemoryStream();
        text.CopyTo(inflated);
        Assert.True(IsalInflate.Known.SequenceEqual(inflated.ToArray()));
    }

    [Fact]
    public void Members_of_any_length_are_inflated_and_padding_is_left()
    {
        var random = new Random(42);
        var packed = new MemoryStream();
        var expected = new MemoryStream();
        foreach (int length in (int[])[0, 1, 12, 70_000, 0, 3_000_000])
        {
            byte[] part = new byte[length];
            for (int i = 0; i < length; i++) part[i] = (byte)"0123456789,[]"[random.Next(13)];
            expected.Write(part);
            using var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true);
            gzip.Write(part);
            gzip.Dispose();
            // what the framework writes for nothing is nothing
            if (length == 0) packed.Write([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        }
        packed.Write(new byte[600]);
        packed.Position = 0;
        // with the library where it is
        using var source = RateSource.Open("-", packed);
        var inflated = new MemoryStream();
        source.Text.CopyTo(inflated, 9973);
        Assert.True(expected.ToArray().AsSpan().SequenceEqual(inflated.ToArray()));
    }
}
