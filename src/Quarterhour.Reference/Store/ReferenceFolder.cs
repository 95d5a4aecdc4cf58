using System.Globalization;
using System.Text.Json;
using Quarterhour.Billing.Tables;
using Quarterhour.Reference.Import;
using Quarterhour.Reference.Packed;

namespace Quarterhour.Reference.Store;

/// <summary>The folder's list can't be read.</summary>
public sealed class UnusableFolderException(string message) : Exception(message);

/// <summary>The imported tables: packed files that are never changed, and a list of those in use, <c>tables.json</c>, which is replaced by a rename.
/// A process that dies at any moment leaves the old list, and so the old tables; whoever has a packed file open keeps it.</summary>
public sealed class ReferenceFolder
{
    const string List = "tables.json", Pattern = "*.pack";
    const int Version = 1;

    readonly string folder;

    /// <summary>What the list on the disk names.</summary>
    IReadOnlyList<StoredTable> listed;

    ReferenceFolder(string folder, IReadOnlyList<StoredTable> tables) => (this.folder, Tables, listed) = (folder, tables, tables);

    /// <summary>The tables in use, in the order of their keys.</summary>
    public IReadOnlyList<StoredTable> Tables { get; private set; }

    /// <summary>The loaded releases of a table.</summary>
    public IEnumerable<StoredTable> Of(string table) => Tables.Where(stored => stored.Release.Table == table);

    /// <summary>The folder of tables within the folder of all state.</summary>
    public static string Within(string dataFolder) => Path.Combine(dataFolder, "reference");

    /// <summary>Opens the list; an empty one where nothing was imported.</summary>
    /// <exception cref="UnusableFolderException">The list is damaged or of another version.</exception>
    public static ReferenceFolder Open(string dataFolder)
    {
        string within = Within(dataFolder), list = Path.Combine(within, List);
        return new(within, File.Exists(list) ? Read(list) : []);
    }

    /// <summary>Opens a table's packed file.</summary>
    /// <exception cref="UnusablePackedFileException">It is damaged or missing.</exception>
    public PackedFile OpenPacked(StoredTable table)
    {
        string path = Path.Combine(folder, table.File);
        return File.Exists(path) ? PackedFile.Open(path) : throw new UnusablePackedFileException(path, "it is missing");
    }

    /// <summary>The same, held from now on and read when it is first needed: an import may take it out of the folder meanwhile.</summary>
    /// <exception cref="UnusablePackedFileException">It is missing.</exception>
    internal Func<PackedFile> LaterPacked(StoredTable table)
    {
        string path = Path.Combine(folder, table.File);
        return File.Exists(path) ? PackedFile.Later(path) : throw new UnusablePackedFileException(path, "it is missing");
    }

    /// <summary>What its packed file says it holds.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    internal ulong ChecksumOf(StoredTable table) => PackedFile.ToldChecksum(Path.Combine(folder, table.File));

    /// <summary>False for a table whose packed file is missing or damaged: importing it again makes it anew.</summary>
    public bool IsWhole(StoredTable table)
    {
        try
        {
            OpenPacked(table);
            return true;
        }
        catch (UnusablePackedFileException)
        {
            return false;
        }
    }

    /// <summary>A file that was made of tables and can be made again; null where it is not there, can't be read or is damaged.</summary>
    internal PackedFile? OpenMade(string name)
    {
        string path = Path.Combine(folder, name);
        try
        {
            return File.Exists(path) ? PackedFile.Open(path) : null;
        }
        catch (Exception wrong) when (wrong is UnusablePackedFileException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes a file that was made of tables, in the place of those of its kind that were made of others.</summary>
    /// <exception cref="UnusableFolderException">The folder can't be written.</exception>
    internal void SaveMade(string name, string pattern, PackedWriter packed)
    {
        SweepMade(pattern, name);
        Write(name, packed);
        // whoever watches the list opens the tables anew
        File.SetLastWriteTimeUtc(Path.Combine(folder, List), File.GetLastWriteTimeUtc(Path.Combine(folder, name)));
    }

    /// <summary>Removes what was made of other tables.</summary>
    internal void SweepMade(string pattern, string? kept)
    {
        if (Directory.Exists(folder)) Sweep(Directory.EnumerateFiles(folder, pattern).Concat(Directory.EnumerateFiles(folder, pattern + ".new")), kept is null ? [] : [kept]);
    }

    /// <summary>Writes a packed table beside those in use. It is among <see cref="Tables"/> from now on, and in use for others once <see cref="Use"/> says so.</summary>
    /// <exception cref="UnusableFolderException">The folder can't be written.</exception>
    public void Save(StoredTable table, PackedWriter packed)
    {
        Write(table.File, packed);
        Tables = With([table]);
    }

    void Write(string name, PackedWriter packed)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, name);
        try
        {
            packed.Save(path + ".new");
            File.Move(path + ".new", path, overwrite: true);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            File.Delete(path + ".new");
            throw new UnusableFolderException($"{folder} can't be written: {wrong.Message.ReplaceLineEndings(" ").TrimEnd('.')}; make room there, or name another folder with --data. The tables before stay in use");
        }
    }

    /// <summary>Puts tables in use, all at once, each in the place of the one of its key.</summary>
    /// <exception cref="UnusableFolderException">The folder can't be written.</exception>
    public void Use(IReadOnlyList<StoredTable> tables)
    {
        Tables = With(tables);
        if (!Tables.SequenceEqual(listed)) WriteList();
        listed = Tables;
        if (Directory.Exists(folder)) Sweep(Directory.EnumerateFiles(folder, Pattern).Concat(Directory.EnumerateFiles(folder, Pattern + ".new")), [.. Tables.Select(static table => table.File)]);
    }

    IReadOnlyList<StoredTable> With(IReadOnlyList<StoredTable> tables)
    {
        var keys = tables.Select(table => table.Release.Key).ToHashSet(StringComparer.Ordinal);
        return [.. Tables.Where(table => !keys.Contains(table.Release.Key)).Concat(tables).OrderBy(table => table.Release.Key, StringComparer.Ordinal)];
    }

    void WriteList()
    {
        string list = Path.Combine(folder, List);
        using (var file = new FileStream(list + ".new", FileMode.Create, FileAccess.Write))
        {
            Write(file);
            file.Flush(flushToDisk: true);
        }
        File.Move(list + ".new", list, overwrite: true);
    }

    /// <summary>Removes what is not to be kept; what another process still reads stays until the next time where the system can't remove open files.</summary>
    static void Sweep(IEnumerable<string> paths, params IEnumerable<string> kept)
    {
        var named = kept.ToHashSet(StringComparer.Ordinal);
        foreach (string path in paths.ToList())
            if (!named.Contains(Path.GetFileName(path)))
                try
                {
                    File.Delete(path);
                }
                catch (IOException)
                {
                    // another process has it open
                }
    }

    /// <summary>Keeps other imports out until it is disposed.</summary>
    /// <exception cref="UnusableFolderException">Another import is running.</exception>
    public static IDisposable Lock(string dataFolder)
    {
        string within = Within(dataFolder);
        try
        {
            Directory.CreateDirectory(within);
            return new FileStream(Path.Combine(within, "import.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException wrong) when (wrong.HResult == Taken || OperatingSystem.IsWindows())
        {
            throw new UnusableFolderException($"{within}: another import is running there; wait for it");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new UnusableFolderException($"{within} can't be written: {wrong.Message.ReplaceLineEndings(" ").TrimEnd('.')}; change its permissions, or name another folder with --data");
        }
    }

    /// <summary>What the system says of a file that another process has locked: EWOULDBLOCK, 11 on Linux and 35 on macOS.</summary>
    static readonly int Taken = OperatingSystem.IsMacOS() ? 35 : 11;

    void Write(Stream file)
    {
        using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("version", Version);
        json.WriteStartArray("tables");
        foreach (var (release, rows, rejected, source, sha256, packed) in Tables)
        {
            json.WriteStartObject();
            json.WriteString("table", release.Table);
            json.WriteString("release", release.Release);
            WriteDay(json, "from", release.From);
            WriteDay(json, "to", release.To);
            json.WriteString("setting", release.Setting?.ToString().ToLowerInvariant());
            json.WriteNumber("part", release.Part);
            json.WriteBoolean("cut", release.IsCut);
            json.WriteNumber("rows", rows);
            json.WriteNumber("rejected", rejected);
            json.WriteString("source", source);
            json.WriteString("sha256", sha256);
            json.WriteString("file", packed);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void WriteDay(Utf8JsonWriter json, string name, DateOnly? day)
    {
        if (day is { } given) json.WriteString(name, given.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        else json.WriteNull(name);
    }

    static IReadOnlyList<StoredTable> Read(string list)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(list));
            int version = document.RootElement.GetProperty("version").GetInt32();
            if (version != Version) throw new UnusableFolderException($"{list}: written by version {version} of the list; this program reads version {Version}. Import the tables again into a new folder");
            return [.. document.RootElement.GetProperty("tables").EnumerateArray().Select(Read)];
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new UnusableFolderException($"{list}: damaged ({wrong.Message.ReplaceLineEndings(" ").TrimEnd('.')}). Move the folder away and import the tables again");
        }
    }

    static StoredTable Read(JsonElement one) => new(
        new(one.GetProperty("table").GetString()!, one.GetProperty("release").GetString()!, Day(one, "from"), Day(one, "to"),
            one.GetProperty("setting").GetString() is { } setting ? Enum.Parse<Setting>(setting, ignoreCase: true) : null, one.GetProperty("part").GetInt32(), one.GetProperty("cut").GetBoolean()),
        one.GetProperty("rows").GetInt32(), one.GetProperty("rejected").GetInt32(), one.GetProperty("source").GetString()!, one.GetProperty("sha256").GetString()!, one.GetProperty("file").GetString()!);

    static DateOnly? Day(JsonElement one, string name) => one.GetProperty(name).GetString() is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
}
