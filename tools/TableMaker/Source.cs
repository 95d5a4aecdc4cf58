using System.IO.Compression;
using System.Text;
using CsvHelper;

namespace Quarterhour.TableMaker;

/// <summary>The folder of CMS's files. File names are relative to it, with forward slashes, as the tables cite them.</summary>
sealed class Source(string folder)
{
    public string PathOf(string file) => Path.Combine(folder, file);

    public Stream Open(string file)
    {
        var stream = File.OpenRead(PathOf(file));
        return file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }

    /// <summary>CMS writes Latin-1; what is cut from it is ASCII, so that it reads the UTF-8 files too.</summary>
    public StreamReader Text(string file) => new(Open(file), Encoding.Latin1);

    /// <summary>The records of a CSV file; fields may be quoted and hold line breaks.</summary>
    public IEnumerable<string[]> Records(string file)
    {
        using var reader = CsvReader.Create(Text(file), new CsvReaderOptions { Separator = ',', HasHeader = false });
        while (reader.Read())
        {
            string[] record = new string[reader.FieldCount];
            for (int i = 0; i < record.Length; i++) record[i] = reader.GetString(i);
            yield return record;
        }
    }

    /// <summary>Files of a sub-folder whose names begin and end as told, in the order of their names.</summary>
    public IReadOnlyList<string> Files(string subfolder, string begins, string ends) =>
        [.. Directory.EnumerateFiles(Path.Combine(folder, subfolder))
            .Select(path => Path.GetFileName(path))
            .Where(name => name.StartsWith(begins, StringComparison.Ordinal) && name.EndsWith(ends, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => $"{subfolder}/{name}")];
}
