using System.IO.Compression;
using System.IO.Hashing;
using Xunit;

namespace Quarterhour.Rates.Reading;

public sealed class RateSourceTests
{
    /// <summary>Of which one file is read, and that behind its directory.</summary>
    [Fact]
    public void The_sum_of_an_archive_is_that_of_all_of_it()
    {
        byte[] made = new byte[300_000];
        new Random(3).NextBytes(made);
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
            foreach (string name in (string[])["other.txt", "a.json", "more.txt"])
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(made);
            }
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, zip.ToArray());
            using var source = RateSource.Open(path, entry: "a.json", checksum: true);
            var text = new MemoryStream();
            source.Text.CopyTo(text);
            Assert.Equal(made, text.ToArray());
            Assert.Equal((Convert.ToHexStringLower(XxHash128.Hash(zip.ToArray())), zip.Length), (source.Checksum, source.PackedRead));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
