using System.Text;
using System.Text.Json;
using Quarterhour.Rates.Reading;

namespace Quarterhour.Rates.Files;

/// <summary>Where one file's tables go: <c>TABLE/NAME.parquet</c> beside those of other files, and <c>manifests/NAME.json</c>, which is written last and says that the rest is whole.</summary>
sealed class RateFolder(string folder, string source)
{
    static readonly JsonWriterOptions Form = new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>The file's name without its folders.</summary>
    public string File { get; } = source == "standard input" ? source : source[(source.LastIndexOfAny(['/', '\\']) + 1)..];

    /// <summary>Two files of one name in different places do not meet.</summary>
    public string Name => NameOf(source);

    public string Staging => Path.Combine(folder, ".part-" + Name);

    public string Manifest => ManifestOf(folder, source);

    public static string ManifestOf(string folder, string source) => Path.Combine(folder, "manifests", NameOf(source) + ".json");

    static string NameOf(string source)
    {
        string file = source[(source.LastIndexOfAny(['/', '\\']) + 1)..];
        foreach (string ending in new[] { ".gz", ".zip", ".json" })
            if (file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) file = file[..^ending.Length];
        var plain = new StringBuilder();
        foreach (char one in file) plain.Append(char.IsAsciiLetterOrDigit(one) || one is '-' or '_' or '.' ? one : '-');
        string whole = RateSource.IsAddress(source) || source == "standard input" ? source : Path.GetFullPath(source);
        return $"{plain.ToString()[..Math.Min(plain.Length, 120)]}-{Convert.ToHexStringLower(Sha256.Hash(Encoding.UTF8.GetBytes(whole)))[..8]}";
    }

    public void Begin()
    {
        try
        {
            Directory.CreateDirectory(folder);
            // what a killed run left; what can't be taken away would be met later
            if (Directory.Exists(Staging)) Directory.Delete(Staging, recursive: true);
            Directory.CreateDirectory(Staging);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UnusableRateFileException($"the folder {folder} can't be written: {fault.Message.ReplaceLineEndings(" ").TrimEnd('.')}; name another with --out");
        }
    }

    /// <summary>Takes away what is half-written.</summary>
    public void Clear()
    {
        try
        {
            if (Directory.Exists(Staging)) Directory.Delete(Staging, recursive: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // the next run takes it away
        }
    }

    public void Commit(RateResult result, RateSource read, Wanted? wanted)
    {
        // the old manifest goes first, so that it never speaks for new tables
        Directory.CreateDirectory(Path.GetDirectoryName(Manifest)!);
        System.IO.File.Delete(Manifest);
        var sizes = new List<(string Name, long Rows, long Bytes)>();
        foreach (var (name, rows) in result.Tables)
        {
            string made = Path.Combine(Staging, name + ".parquet"), place = Path.Combine(folder, name, Name + ".parquet");
            sizes.Add((name, rows, new FileInfo(made).Length));
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            Replacing.Move(made, place);
        }
        string part = Path.Combine(Staging, "manifest.json");
        using (var stream = new FileStream(part, FileMode.CreateNew, FileAccess.Write))
        using (var json = new Utf8JsonWriter(stream, Form)) Write(json, result, read, wanted, sizes);
        System.IO.File.Move(part, Manifest, overwrite: true);
        result.Manifest = Manifest;
    }

    void Write(Utf8JsonWriter json, RateResult result, RateSource read, Wanted? wanted, List<(string Name, long Rows, long Bytes)> tables)
    {
        json.WriteStartObject();
        json.WriteNumber("layout", 1);
        json.WriteString("source", read.Name);
        json.WriteString("format", read.Format);
        json.WriteNumber("packed_bytes", result.PackedBytes);
        json.WriteString("xxh128", result.Checksum);
        if (read.EntityTag is { } tag) json.WriteString("entity_tag", tag);
        json.WriteNumber("bytes", result.Bytes);
        json.WriteString("kind", KindName(result.Facts.Kind));
        foreach (string name in FileFacts.Names)
            if (result.Facts[name] is { } value) json.WriteString(name, value);
        if (wanted is not null) json.WriteString("wanted", wanted.ToString());
        result.WriteCounts(json);
        json.WriteStartObject("tables");
        foreach (var (name, rows, bytes) in tables)
        {
            json.WriteStartObject(name);
            json.WriteNumber("rows", rows);
            json.WriteNumber("bytes", bytes);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static string KindName(FileKind kind) => kind switch
    {
        FileKind.InNetwork => "in-network-rates",
        FileKind.AllowedAmounts => "allowed-amounts",
        FileKind.TableOfContents => "table-of-contents",
        FileKind.ProviderReference => "provider-reference",
        _ => "unknown",
    };
}
