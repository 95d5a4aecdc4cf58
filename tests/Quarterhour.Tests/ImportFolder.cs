using System.Text;
using Quarterhour.Billing.Tables;
using Quarterhour.Reference.Import;
using Quarterhour.Reference.Store;

namespace Quarterhour.Tests;

/// <summary>A folder for a test that imports: files made there, and the tables that come of them. It is removed afterwards.</summary>
sealed class ImportFolder : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("quarterhour").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>The folder of all state.</summary>
    public string Data => Path.Combine(folder, "data");

    public string File(string name, string text) => File(name, Encoding.Latin1.GetBytes(text));

    public string File(string name, byte[] bytes)
    {
        string path = Path.Combine(folder, name);
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }

    public Importing Import(params IEnumerable<string> paths) => Import(new ImportHints(), paths);

    public Importing Import(ImportHints hints, params IEnumerable<string> paths)
    {
        var importing = new Importing(ReferenceFolder.Open(Data), hints, _ => { });
        importing.Import(paths);
        return importing;
    }

    /// <summary>What is wrong with a file that does not load.</summary>
    public string Wrong(string path)
    {
        var importing = Import(path);
        return importing.Imported.Count == 0 ? importing.PassedOver.Single(one => one.IsFault).Why : "it loaded";
    }

    public ReferenceTables Tables => ImportedTables.Open(Data);
}
