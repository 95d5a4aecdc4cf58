using Quarterhour.Billing.Payers;

namespace Quarterhour.Billing.Edits;

public static partial class PayerKnown
{
    /// <summary>Refuses a visit whose payer has no profile.</summary>
    public static (Finding Finding, Reason Because) Unknown(string payer, PayerList payers) =>
        (Spelling.Nearest(payer, payers.All.Select(known => known.Id)) is { } nearest ? Finds.UnknownPayer(payer, nearest) : Finds.UnknownPayerNoneNear(payer), Because.Unknown(payer));
}
