namespace Quarterhour.Tests;

/// <summary>The records on SQLite.</summary>
public sealed class SqliteStoreTests : StoreTests, IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("store").FullName;
    int files;

    protected override string Fresh() => Path.Combine(folder, $"{files++}.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
