using Quarterhour.Billing.Tables;
using Quarterhour.Reference.Import;
using Quarterhour.Reference.Packed;
using Quarterhour.Reference.Store;

namespace Quarterhour.TableMaker;

/// <summary>CMS's files as the program's own importers read them, so that what is odd about a layout is written once.</summary>
sealed class ImportedFiles(Source source) : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("table-maker").FullName;
    readonly Dictionary<string, string> cited = new(StringComparer.Ordinal);

    /// <summary>Imports files and opens the tables that they make, over the built-in ones.</summary>
    /// <param name="files">As the tables cite them.</param>
    /// <exception cref="InvalidDataException">One of them can't be imported whole.</exception>
    public ReferenceTables Tables(IEnumerable<string> files)
    {
        foreach (string file in files) Import(file, release: null);
        return ImportedTables.Open(folder);
    }

    /// <summary>Imports one file and opens its table.</summary>
    /// <param name="file">As the tables cite it.</param>
    /// <param name="release">Where the file does not tell it.</param>
    /// <exception cref="InvalidDataException">The file can't be imported whole.</exception>
    public PackedFile Open(string file, string? release = null) => ReferenceFolder.Open(folder).OpenPacked(Import(file, release));

    StoredTable Import(string file, string? release)
    {
        cited[Path.GetFileName(file)] = file;
        var importing = new Importing(ReferenceFolder.Open(folder), new(release), _ => { });
        importing.Import(source.PathOf(file));
        if (importing.Imported is not [{ Rejected.Count: 0 } one]) throw new InvalidDataException($"{file}: {string.Join("; ", importing.PassedOver.Select(wrong => wrong.Why).Concat(importing.Imported.SelectMany(made => made.Rejected.Rows).Select(row => row.Why)))}");
        return one.Table;
    }

    /// <summary>The file as the tables cite it; null for what is built in.</summary>
    public string? Cited(string file) => cited.GetValueOrDefault(file);

    public void Dispose()
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // the system keeps files that are mapped; they lie in the folder for temporary files
        }
    }
}
