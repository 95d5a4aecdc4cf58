using System.IO.Compression;
using System.Text;

namespace Quarterhour.TableMaker;

/// <summary>A table as text: fields between commas, never quoted, lines end with LF.</summary>
sealed class MadeTable(string name)
{
    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    readonly StringBuilder text = new();

    public string Name => name;

    public int Rows { get; private set; }

    public string Text => text.ToString();

    public MadeTable Heading(string line)
    {
        text.Append(line).Append('\n');
        return this;
    }

    public void Add(params ReadOnlySpan<string> fields)
    {
        for (int i = 0; i < fields.Length; i++)
        {
            // the program's readers split at commas and know no quotes
            if (fields[i].AsSpan().ContainsAny(",\"\r\n")) throw new InvalidDataException($"{name}: \"{fields[i]}\" can't stand in a table without quotes");
            if (i > 0) text.Append(',');
            text.Append(fields[i]);
        }
        text.Append('\n');
        Rows++;
    }

    /// <summary>Leaves the file alone when it says the same: two versions of a compressor may write the same text with different bytes.</summary>
    /// <returns>True when the file was written.</returns>
    public bool WriteTo(string folder)
    {
        string path = Path.Combine(folder, name);
        if (File.Exists(path) && string.Equals(ReadText(path), Text, StringComparison.Ordinal)) return false;
        byte[] bytes = Utf8.GetBytes(Text);
        using var file = File.Create(path);
        if (!name.EndsWith(".gz", StringComparison.Ordinal)) file.Write(bytes);
        else
        {
            // .NET's gzip header bears no time
            using var gzip = new GZipStream(file, CompressionLevel.SmallestSize);
            gzip.Write(bytes);
        }
        return true;
    }

    public static string ReadText(string path)
    {
        using var file = File.OpenRead(path);
        using Stream plain = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(plain, Utf8);
        return reader.ReadToEnd();
    }
}
