using System.IO.Enumeration;
using System.Security.Cryptography;
using Quarterhour.Reference.Packed;
using Quarterhour.Reference.Store;

namespace Quarterhour.Reference.Import;

/// <summary>A table of a file, and what became of it.</summary>
/// <param name="Table">The table as it stands in the folder now.</param>
/// <param name="Kind">For people.</param>
/// <param name="Rejected">Rows that could not be used.</param>
/// <param name="Unchanged">The same table was loaded already.</param>
public sealed record ImportedTable(StoredTable Table, string Kind, Rejections Rejected, bool Unchanged);

/// <summary>A text that is no table, or a file that could not be loaded.</summary>
/// <param name="Place">The file, and the member of an archive.</param>
/// <param name="Why">What is wrong, and what to do.</param>
/// <param name="IsFault">False for what belongs to a download and holds no table: a layout, a notice, a PDF.</param>
public readonly record struct PassedOver(string Place, string Why, bool IsFault);

/// <summary>How far an import is.</summary>
/// <param name="Place">The text that is being read.</param>
/// <param name="Rows">Rows read of it.</param>
/// <param name="Bytes">Bytes read of it.</param>
/// <param name="Length">Its bytes; 0 where not known.</param>
public readonly record struct ImportProgress(string Place, long Rows, long Bytes, long Length);

/// <summary>Loads public files into the folder of tables, each file whole or not at all. The tables of one run are put in use together, at its end:
/// a process that dies before leaves the tables before, and never the parts of one release beside those of another.</summary>
public sealed class Importing(ReferenceFolder folder, ImportHints hints, Action<ImportProgress> progress)
{
    /// <summary>More unusable rows than one in this many, and the file is not what it seems to be: columns that changed places, another layout.</summary>
    const int MostRejected = 10;

    readonly List<ImportedTable> imported = [];

    /// <summary>The tables in use before this run.</summary>
    readonly IReadOnlyList<StoredTable> before = folder.Tables;

    readonly List<PassedOver> passedOver = [];

    public IReadOnlyList<ImportedTable> Imported => imported;

    public IReadOnlyList<PassedOver> PassedOver => passedOver;

    /// <summary>Loads files, and every file of folders and the folders below them.</summary>
    public void Import(params IEnumerable<string> paths)
    {
        foreach (string path in paths) ImportPath(path);
        // a download holds the same table as CSV, text and workbook: one is kept, the same one each time
        folder.Use([.. imported.Select(one => one.Table).GroupBy(table => table.Release.Key).Select(same => same.OrderByDescending(table => table.Rows).ThenBy(table => table.Source, StringComparer.Ordinal).First())]);
        PairIndexPack.Make(folder);
    }

    void ImportPath(string path)
    {
        if (!Directory.Exists(path))
        {
            ImportFile(path, named: true);
            return;
        }
        string[] files;
        try
        {
            files = Below(path);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            // none of it, rather than a part of which nobody knows what is missing
            passedOver.Add(new(path, $"the folder, or one below it, can't be read: {wrong.Message.ReplaceLineEndings(" ").TrimEnd('.')}; change its permissions, or name the files. Nothing of it was loaded", IsFault: true));
            return;
        }
        if (files.Length == 0) passedOver.Add(new(path, "the folder holds no file; check the name", IsFault: true));
        foreach (string file in files.Order(StringComparer.Ordinal)) ImportFile(file, named: false);
    }

    /// <summary>The files of a folder and of those below it; links to folders are not followed, since they may lead in circles; hidden files are no tables.</summary>
    static string[] Below(string path) => [.. new FileSystemEnumerable<string>(path, (ref FileSystemEntry entry) => entry.ToFullPath(), new() { RecurseSubdirectories = true, IgnoreInaccessible = false })
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
        ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
    }];

    /// <param name="named">The person named this file, so one without a table is a fault.</param>
    void ImportFile(string path, bool named)
    {
        string place = Path.GetFileName(path);
        try
        {
            List<(ImportedTable Table, PackedWriter? Packed)> made = [];
            int found = 0, told = passedOver.Count;
            foreach (var text in SourceFiles.In(path))
            {
                place = text.Place;
                if (TableKinds.Recognize(text, hints) is { } known)
                {
                    found++;
                    made.Add(Make(text, known));
                }
                else passedOver.Add(new(place, TableKinds.WhyNot(text), IsFault: false));
            }
            if (found == 0 && passedOver.Count == told) passedOver.Add(new(place, "it holds no file; download it again", named));
            else if (found == 0 && named) passedOver[^1] = passedOver[^1] with { IsFault = true };
            foreach (var (table, packed) in made) if (packed is not null) folder.Save(table.Table, packed);
            imported.AddRange(made.Select(one => one.Table));
        }
        catch (UnusableTableException wrong)
        {
            passedOver.Add(new(place, wrong.Message, IsFault: true));
        }
    }

    (ImportedTable, PackedWriter?) Make(TableText text, Recognition known)
    {
        string sha256 = Checksum(text);
        if (folder.Tables.FirstOrDefault(table => table.Release with { IsCut = false } == known.Release && table.Sha256 == sha256) is { } same && folder.IsWhole(same))
            return (new(same, known.Kind.Name, new(), Unchanged: true), null);
        var (packed, rejected) = (new PackedWriter(), new Rejections());
        int rows = known.Load(new(text, packed, rejected, (count, bytes) => progress(new(text.Place, count, bytes, text.Length)), () => ImportedTables.Over(folder)));
        if (!known.Kind.IsOwn && rejected.Count > (rows + rejected.Count) / MostRejected)
            throw new UnusableTableException($"{text.Place}:{rejected.Rows[0].Line}: {rejected.Rows[0].Why}; {rejected.Count} of {rows + rejected.Count} rows can't be used, so this is not {known.Kind.Name} in a layout that is known. Nothing of it was loaded");
        if (rows == 0) throw new UnusableTableException($"{text.Place}: {known.Kind.Name} without a row; download it again");
        foreach (string unused in hints.NotUsedFor(known.Release)) rejected.Note(unused);
        var release = known.Release with { IsCut = rows < known.Kind.FewestOfAWhole };
        if (release.IsCut && before.FirstOrDefault(table => table.Release.Key == release.Key && table.Source != text.Place) is { } other)
            rejected.Note($"it takes the place of {other.Source} ({other.Rows} rows), another cut of {release.Release}; to have both, put their rows into one file");
        string file = $"{release.Key}-{sha256[..12]}.pack";
        return (new(new(release, rows, rejected.Count, text.Place, sha256, file), known.Kind.Name, rejected, Unchanged: false), packed);
    }

    static string Checksum(TableText text)
    {
        try
        {
            using var stream = text.Open();
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception wrong) when (wrong is InvalidDataException or IOException)
        {
            throw new UnusableTableException($"{text.Place}: it is damaged or cut short ({wrong.Message.TrimEnd('.')}); download it again");
        }
    }
}
