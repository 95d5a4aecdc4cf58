using Quarterhour.Reference.Import;
using Quarterhour.Reference.Packed;
using Quarterhour.Reference.Store;

namespace Quarterhour.TableMaker;

/// <summary>CMS's files as the program's own importers read them, so that what is odd about a layout is written once.</summary>
sealed class ImportedFiles(string cms) : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("table-maker").FullName;

    /// <param name="file">Relative to CMS's folder.</param>
    /// <param name="release">Where the file does not tell it.</param>
    /// <exception cref="InvalidDataException">The file can't be imported whole.</exception>
    public PackedFile Open(string file, string? release = null)
    {
        var importing = new Importing(ReferenceFolder.Open(folder), new(release), _ => { });
        importing.Import(Path.Combine(cms, file));
        if (importing.Imported is not [{ Rejected.Count: 0 } one]) throw new InvalidDataException($"{file}: {string.Join("; ", importing.PassedOver.Select(wrong => wrong.Why).Concat(importing.Imported.SelectMany(made => made.Rejected.Rows).Select(row => row.Why)))}");
        return ReferenceFolder.Open(folder).OpenPacked(one.Table);
    }

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
