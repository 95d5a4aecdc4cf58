using System.Collections.Frozen;

namespace Quarterhour.Billing.Tables;

/// <summary>The therapy codes that the program knows.</summary>
public sealed class CodeCatalogue(IReadOnlyList<TherapyCode> codes)
{
    readonly FrozenDictionary<ProcedureCode, TherapyCode> byCode = codes.ToFrozenDictionary(code => code.Code);

    public IReadOnlyList<TherapyCode> All => codes;

    public TherapyCode? Find(ProcedureCode code) => byCode.GetValueOrDefault(code);
}
