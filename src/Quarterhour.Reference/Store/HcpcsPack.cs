using Quarterhour.Billing;
using Quarterhour.Billing.Tables;
using Quarterhour.Reference.Import;

namespace Quarterhour.Reference.Store;

/// <summary>The imported lists of HCPCS Level II: the newest answers, since it keeps the days of codes that ended.</summary>
static class HcpcsPack
{
    public static HcpcsTable Open(ReferenceFolder folder)
    {
        if (folder.Of(HcpcsFiles.TableName).Where(table => !table.Release.IsCut).MaxBy(table => table.Release.From) is not { } newest) return HcpcsTable.None;
        var set = new CodeSet(folder.OpenPacked(newest));
        return new(newest.Release.Release, newest.Release.To ?? DateOnly.MinValue, code => Days(set, code));
    }

    static DaysInForce? Days(CodeSet set, ProcedureCode code)
    {
        Span<byte> five = stackalloc byte[5];
        code.WriteTo(five);
        return set.Find(five) is >= 0 and var at ? new(set.From(at), set.To(at)) : null;
    }
}
