using Quarterhour.Billing.Denials;
using Quarterhour.Practice.Rows;

namespace Quarterhour.Web.Receivables;

/// <summary>States and kinds as people read them: a word, and a color that is never alone.</summary>
static class ClaimWords
{
    public static string Of(ClaimState state) => state switch { ClaimState.Made => "not sent", ClaimState.PartlyDenied => "partly denied", ClaimState.Unclear => "unclear", _ => state.ToString().ToLowerInvariant() };

    public static string Color(ClaimState state) => state switch { ClaimState.Rejected or ClaimState.Denied => "error", ClaimState.PartlyDenied or ClaimState.Unclear or ClaimState.Reversed => "warning", ClaimState.Paid => "well", _ => "quiet" };

    public static string Of(string kind) => kind == PostingRow.Payment ? "paid" : Enum.TryParse<DifferenceKind>(kind, out var difference) ? Of(difference) : kind;

    static string Of(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Contract => "contract adjustment",
        DifferenceKind.Mppr => "multiple procedure reduction",
        DifferenceKind.Assistant => "assistant's reduction",
        DifferenceKind.Incentive => "quality program",
        DifferenceKind.Deductible => "patient: deductible",
        DifferenceKind.Coinsurance => "patient: coinsurance",
        DifferenceKind.Copayment => "patient: copayment",
        DifferenceKind.OtherPayer => "another payer's part",
        DifferenceKind.Denial => "refused",
        DifferenceKind.Underpayment => "underpaid",
        DifferenceKind.Overpayment => "overpaid",
        DifferenceKind.Takeback => "kept or taken back",
        DifferenceKind.Unknown => "not explained",
        _ => kind.ToString().ToLowerInvariant(),
    };

    public static string Dollars(long? cents) => cents is { } amount ? (amount / 100m).ToString("#,##0.00", System.Globalization.CultureInfo.InvariantCulture) : "○";

    public static string Amount(decimal amount) => amount.ToString("#,##0.00", System.Globalization.CultureInfo.InvariantCulture);
}
