using Xunit;

namespace Quarterhour.Reference.Packed;

public sealed class PackedFileTests : IDisposable
{
    readonly string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.pack");

    public void Dispose() => File.Delete(path);

    static PackedWriter Sample()
    {
        var writer = new PackedWriter();
        writer.Add<ushort>("odd", [1, 2, 3]);
        writer.Add<long>("long", [long.MinValue, 0, long.MaxValue]);
        writer.Add<int>("none", []);
        writer.Texts("words", ["", "é", "97110"]);
        return writer;
    }

    [Fact]
    public void What_was_written_is_read()
    {
        Sample().Save(path);
        var file = PackedFile.Open(path);
        Assert.Equal([1, 2, 3], file.Values<ushort>("odd").ToArray());
        Assert.Equal([long.MinValue, 0, long.MaxValue], file.Values<long>("long").ToArray());
        Assert.Empty(file.Values<int>("none").ToArray());
        var words = file.Texts("words");
        Assert.Equal(["", "é", "97110"], Enumerable.Range(0, words.Count).Select(number => words[number]));
        Assert.False(file.Has("other"));
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        Sample().Save(path);
        byte[] whole = File.ReadAllBytes(path);
        for (int length = 0; length < whole.Length; length++)
        {
            string cut = $"{path}.{length}";
            File.WriteAllBytes(cut, whole[..length]);
            Assert.Throws<UnusablePackedFileException>(() => PackedFile.Open(cut));
            File.Delete(cut);
        }
    }

    [Fact]
    public void A_byte_changed_anywhere_is_refused()
    {
        Sample().Save(path);
        byte[] whole = File.ReadAllBytes(path);
        for (int at = 0; at < whole.Length; at++)
        {
            string changed = $"{path}.{at}";
            whole[at] ^= 0x10;
            File.WriteAllBytes(changed, whole);
            whole[at] ^= 0x10;
            Assert.Throws<UnusablePackedFileException>(() => PackedFile.Open(changed));
            File.Delete(changed);
        }
    }

    [Fact]
    public void Another_width_another_name_and_another_file_are_refused()
    {
        Sample().Save(path);
        var file = PackedFile.Open(path);
        Assert.Contains("2 bytes", Assert.Throws<UnusablePackedFileException>(() => file.Values<int>("odd")).Message, StringComparison.Ordinal);
        Assert.Contains("missing", Assert.Throws<UnusablePackedFileException>(() => file.Values<int>("odder")).Message, StringComparison.Ordinal);
        File.WriteAllText(path + ".txt", "a text that is longer than any heading");
        Assert.Throws<UnusablePackedFileException>(() => PackedFile.Open(path + ".txt"));
        File.Delete(path + ".txt");
    }
}
