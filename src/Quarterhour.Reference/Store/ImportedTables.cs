using Quarterhour.Billing.Tables;
using Quarterhour.Reference.BuiltIn;

namespace Quarterhour.Reference.Store;

/// <summary>The built-in tables with the imported ones over them: an imported release takes the place of a built-in one of the same days.</summary>
public static class ImportedTables
{
    /// <summary>Nothing is read until a rule asks for a table; without an import these are the built-in tables.</summary>
    /// <exception cref="UnusableFolderException">The folder's list is damaged.</exception>
    public static ReferenceTables Open(string dataFolder) => Over(ReferenceFolder.Open(dataFolder));

    /// <summary>The same of a folder that is open.</summary>
    public static ReferenceTables Over(ReferenceFolder folder) => folder.Tables.Count == 0 ? BuiltInTables.Open() : new(
        new(CodeRows.Read), new(() => FeesPack.Open(folder)), new(() => LocalitiesPack.Open(folder)), new(() => ZipPack.Open(folder)),
        new(() => PairsPack.Open(folder)), new(() => UnitLimitsPack.Open(folder)), new(() => AddOnsPack.Open(folder)), new(() => DiagnosesPack.Open(folder)), new(GuidePages.Read));
}
