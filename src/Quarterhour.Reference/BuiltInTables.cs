using Quarterhour.Billing.Tables;
using Quarterhour.Reference.BuiltIn;

namespace Quarterhour.Reference;

/// <summary>The tables that come with the program: made from CMS's and NCHS's public files by <c>tools/TableMaker</c>, embedded in this assembly.
/// <c>data/README.md</c> names each file and its source.</summary>
public static class BuiltInTables
{
    /// <summary>Nothing is read until a rule asks for a table.</summary>
    public static ReferenceTables Open() => new(
        new(CodeRows.Read), new(BuiltInFees.Read), new(LocalityRows.Read), new(ZipRows.Read),
        new(BuiltInPairs.Read), new(UnitLimitRows.Read), new(AddOnRows.Read), new(DiagnosisRows.Read), new(GuidePages.Read));
}
