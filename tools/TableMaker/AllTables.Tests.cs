using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.TableMaker;

public sealed class AllTablesTests
{
    [Fact]
    public void Data_is_what_the_files_of_CMS_say()
    {
        string cms = Shared.Path("data", "cms"), data = Repository.Path("data");
        // gzip is compared as text: compressors differ, also between versions of .NET
        foreach (var table in AllTables.Make(cms, data)) Assert.True(MadeTable.ReadText(Path.Combine(data, table.Name)) == table.Text, $"{table.Name} differs: run tools/TableMaker");
    }

    [Fact]
    public void Every_file_of_data_is_described_and_bears_no_quotes()
    {
        string data = Repository.Path("data"), readMe = File.ReadAllText(Path.Combine(data, "README.md"));
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
