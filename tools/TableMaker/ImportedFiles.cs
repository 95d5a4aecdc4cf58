using Quarterhour.Billing.Tables;
using Quarterhour.Reference.Import;
using Quarterhour.Reference.Store;

namespace Quarterhour.TableMaker;

/// <summary>Files of fees and places as the program itself imports them, so that there is one reading of each layout.</summary>
sealed class ImportedFiles : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("quarterhour").FullName;
    readonly Dictionary<string, string> files = new(StringComparer.Ordinal);

    /// <param name="source">CMS's files.</param>
    /// <param name="names">Those to import, as the tables cite them.</param>
    /// <exception cref="InvalidDataException">One of them does not load whole.</exception>
    public ImportedFiles(Source source, IEnumerable<string> names)
    {
        var importing = new Importing(ReferenceFolder.Open(folder), new(), _ => { });
        foreach (string name in names)
        {
            files.Add(Path.GetFileName(name), name);
            importing.Import(source.PathOf(name));
        }
        if (importing.PassedOver.Count > 0) throw new InvalidDataException(importing.PassedOver[0].Why);
        if (importing.Imported.FirstOrDefault(one => one.Rejected.Count > 0) is { } partly) throw new InvalidDataException($"{partly.Table.Source}: {partly.Rejected.Rows[0].Why}");
        Tables = ImportedTables.Open(folder);
    }

    public ReferenceTables Tables { get; }

    /// <summary>The file as the tables cite it; null for what is built in.</summary>
    public string? Cited(string file) => files.GetValueOrDefault(file);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
