using Quarterhour.Billing.Tables;
using Quarterhour.Reference.BuiltIn;

namespace Quarterhour.Reference.Store;

/// <summary>The built-in tables with the imported ones over them: an imported release takes the place of a built-in one of the same days.</summary>
public static class ImportedTables
{
    /// <summary>Nothing is read until a rule asks for a table; without an import these are the built-in tables.</summary>
    /// <exception cref="UnusableFolderException">The folder's list is damaged.</exception>
    /// <param name="qualifying">From 2026 on with the fee schedule for qualifying participants (QPP).</param>
    public static ReferenceTables Open(string dataFolder, bool qualifying = false) => Over(ReferenceFolder.Open(dataFolder), qualifying);

    /// <summary>The same of a folder that is open.</summary>
    public static ReferenceTables Over(ReferenceFolder folder, bool qualifying = false) => folder.Tables.Count == 0 && !qualifying ? BuiltInTables.Open() : new(
        new(CodeRows.Read), new(() => FeesPack.Open(folder, qualifying)), new(() => LocalitiesPack.Open(folder)), new(() => ZipPack.Open(folder)),
        new(() => PairsPack.Open(folder)), new(() => UnitLimitsPack.Open(folder)), new(() => AddOnsPack.Open(folder)), new(() => DiagnosesPack.Open(folder)), new(GuidePages.Read),
        new(() => HcpcsPack.Open(folder)), new(() => new(OwnFeesPack.Open(folder))), folder.Of(OwnPairsPack.Table).Any() ? new(() => OwnPairsPack.Open(folder)) : null);
}
