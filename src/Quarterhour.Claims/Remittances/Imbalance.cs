using Quarterhour.X12;

namespace Quarterhour.Claims.Remittances;

/// <summary>A sum of a remittance that does not come out.</summary>
/// <param name="Level">line, claim or payment.</param>
/// <param name="Where">The claim's number, with the line behind it, or the payment's trace.</param>
/// <param name="Expected">What it should be, from charges and adjustments; dollars.</param>
/// <param name="Found">What stands there.</param>
public sealed record Imbalance(string Level, string Where, decimal Expected, decimal Found)
{
    /// <summary>A claim and its lines. Negative for a reversal, as it stands.</summary>
    public static IEnumerable<Imbalance> Of(ClaimPayment claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        for (int i = 0; i < claim.Lines.Count; i++)
            if (claim.Lines[i] is { Imbalance: not 0 } line) yield return new("line", $"{claim.Id} line {i + 1}", line.Paid + line.Imbalance, line.Paid);
        if (claim.Imbalance != 0) yield return new("claim", claim.Id, claim.Paid + claim.Imbalance, claim.Paid);
    }

    /// <summary>A payment whose claims were all read; null where it comes out.</summary>
    /// <param name="payment">The payment.</param>
    /// <param name="claims">What its claims were paid, together.</param>
    public static Imbalance? Of(Payment payment, decimal claims)
    {
        ArgumentNullException.ThrowIfNull(payment);
        decimal expected = claims - payment.ProviderAdjustments.Sum(static one => one.Amount);
        return expected == payment.Amount ? null : new("payment", payment.Trace, expected, payment.Amount);
    }
}
