using Xunit;

namespace Quarterhour.TableMaker;

public sealed class AllTablesTests
{
    static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Quarterhour.slnx"))) folder = folder.Parent;
            return folder?.FullName ?? throw new DirectoryNotFoundException("Quarterhour.slnx is in no folder above the tests");
        }
    }

    [Fact]
    public void Data_is_what_the_files_of_CMS_say()
    {
        string cms = Path.Combine(Repository, "..", "shared", "data", "cms"), data = Path.Combine(Repository, "data");
        if (!Directory.Exists(cms)) Assert.Skip("../shared is not here");
        // gzip is compared as text: compressors differ, also between versions of .NET
        foreach (var table in AllTables.Make(cms, data)) Assert.True(MadeTable.ReadText(Path.Combine(data, table.Name)) == table.Text, $"{table.Name} differs: run tools/TableMaker");
    }

    [Fact]
    public void Every_file_of_data_is_described_and_bears_no_quotes()
    {
        string data = Path.Combine(Repository, "data"), readMe = File.ReadAllText(Path.Combine(data, "README.md"));
        foreach (string path in Directory.EnumerateFiles(data))
        {
            string name = Path.GetFileName(path);
            if (name == "README.md") continue;
            Assert.Contains($"`{name}`", readMe, StringComparison.Ordinal);
            string text = MadeTable.ReadText(path);
            Assert.False(text.AsSpan().ContainsAny('"', '\r'), name);
            Assert.EndsWith("\n", text, StringComparison.Ordinal);
        }
    }
}
