using Quarterhour.Billing.Tables;
using Quarterhour.Reference.BuiltIn;

namespace Quarterhour.Reference.Store;

/// <summary>The built-in tables with the imported ones over them: an imported release takes the place of a built-in one of the same days.</summary>
public static class ImportedTables
{
    /// <summary>Nothing is read until a rule asks for a table; without an import these are the built-in tables.</summary>
    /// <exception cref="UnusableFolderException">The folder's list is damaged.</exception>
    public static ReferenceTables Open(string dataFolder)
    {
        var folder = ReferenceFolder.Open(dataFolder);
        return folder.Tables.Count == 0 ? BuiltInTables.Open() : new(
            new(CodeRows.Read), new(FeeRows.Read), new(LocalityRows.Read), new(ZipRows.Read),
            new(() => PairsPack.Open(folder)), new(() => UnitLimitsPack.Open(folder)), new(() => AddOnsPack.Open(folder)), new(() => DiagnosesPack.Open(folder)), new(GuidePages.Read));
    }
}
