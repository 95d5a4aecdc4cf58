using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;

namespace Quarterhour.Billing.Edits;

public static partial class Coverage
{
    /// <summary>Refuses a code that the payer's terms do not cover; null when nothing speaks against it.</summary>
    public static (Finding Finding, Reason Because)? Check(TherapyCode code, Terms terms, DateOnly date, FeeTable fees)
    {
        string payer = terms.Payer.Name;
        if (Refusal(code, terms, date, fees, payer) is not { } finding) return null;
        return (finding with { Code = code.Code }, Because.Refused(code.Code, payer));
    }

    /// <summary>The same for a code outside the therapy catalogue. Status E and X say only that another Medicare fee schedule pays it, so they refuse nothing here.</summary>
    public static Finding? OfAnyCode(ProcedureCode code, Terms terms, DateOnly date, FeeTable fees)
    {
        string payer = terms.Payer.Name;
        if (terms.NotCovered.Contains(code)) return Finds.NotCoveredProfile(code, payer, terms.SourceOf("not_covered"));
        if (!terms.MedicareCoverage || fees.Find(code, date) is not { Values: { } values, Release: var release }) return null;
        return values.Status switch
        {
            'B' or 'P' => Finds.NotCoveredBundled(code, "" + values.Status, release.Name, payer),
            'I' or 'N' => Finds.NotCoveredStatus(code, payer, "" + values.Status, release.Name),
            _ => null,
        };
    }

    /// <summary>The payer's benefit leaves the service out, so that a claim for a denial makes sense; a bundled or wrongly coded one is none of it.</summary>
    internal static bool Excludes(Finding finding) => ReferenceEquals(finding.Template, Finds.notCoveredStatusWords) || ReferenceEquals(finding.Template, Finds.notCoveredProfileWords);

    /// <summary>No benefit at all, by the fee schedule's status, as against a policy of the payer.</summary>
    internal static bool ByStatute(Finding finding) => ReferenceEquals(finding.Template, Finds.notCoveredStatusWords);

    static Finding? Refusal(TherapyCode code, Terms terms, DateOnly date, FeeTable fees, string payer)
    {
        if (terms.NotCovered.Contains(code.Code)) return Finds.NotCoveredProfile(code.Code, payer, terms.SourceOf("not_covered"));
        if (!terms.MedicareCoverage || fees.Find(code.Code, date) is not { Values: { } values, Release: var release }) return null;
        // the usual case makes no text
        if (values.Status is not ('B' or 'P' or 'I' or 'N' or 'X' or 'E')) return null;
        string status = values.Status.ToString();
        if (values.Status is 'B' or 'P') return Finds.NotCoveredBundled(code.Code, status, release.Name, payer);
        return code.ReplacedBy.Count > 0 ? Finds.NotCoveredInstead(code.Code, payer, status, release.Name, Units.Remainders.Listed(code.ReplacedBy, "or")) : Finds.NotCoveredStatus(code.Code, payer, status, release.Name);
    }
}
