using Quarterhour.Billing.Guide;

namespace Quarterhour.Billing.Tables;

/// <summary>Every table that the rules read. Each is opened when a rule first asks for it.</summary>
public sealed class ReferenceTables(Lazy<CodeCatalogue> codes, Lazy<FeeTable> fees, Lazy<LocalityTable> localities, Lazy<ZipTable> zips,
    Lazy<PairTable> pairs, Lazy<UnitLimitTable> unitLimits, Lazy<AddOnTable> addOns, Lazy<DiagnosisTable> diagnoses, Lazy<GuideBook> guide, Lazy<HcpcsTable>? hcpcs = null,
    Lazy<OwnFees>? ownFees = null, Lazy<IReadOnlyDictionary<string, PairRows>>? ownPairs = null)
{
    public CodeCatalogue Codes => codes.Value;

    public FeeTable Fees => fees.Value;

    public LocalityTable Localities => localities.Value;

    public ZipTable Zips => zips.Value;

    public PairTable Pairs => pairs.Value;

    public UnitLimitTable UnitLimits => unitLimits.Value;

    public AddOnTable AddOns => addOns.Value;

    public DiagnosisTable Diagnoses => diagnoses.Value;

    public GuideBook Guide => guide.Value;

    public HcpcsTable Hcpcs => hcpcs?.Value ?? HcpcsTable.None;

    /// <summary>The user's own fee schedules.</summary>
    public OwnFees OwnFees => ownFees?.Value ?? OwnFees.None;

    /// <summary>Payers' own pair lists, by the payer's id; null where there is none.</summary>
    public IReadOnlyDictionary<string, PairRows>? OwnPairs => ownPairs?.Value;

    /// <summary>True for a code that any of the loaded tables lists, on whatever day.</summary>
    public bool Know(ProcedureCode code)
    {
        if (Codes.Find(code) is not null || Hcpcs.Find(code) is not null) return true;
        foreach (var book in Fees.Books) if (book.Rows.Find(code, default) is not null) return true;
        foreach (var release in UnitLimits.Releases) if (release.Codes.Find(code) >= 0) return true;
        return false;
    }
}
