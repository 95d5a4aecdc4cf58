namespace Quarterhour.X12;

/// <summary>Writes payments and their claims.</summary>
public sealed class RemittanceWriter(X12Writer writer)
{
    ClaimGroup? group;

    /// <summary>Begins a payment.</summary>
    public void Begin(Payment payment)
    {
        ArgumentNullException.ThrowIfNull(payment);
        group = null;
        payment.WriteHead(writer);
    }

    /// <summary>Writes a claim of the payment that was begun.</summary>
    public void Write(ClaimPayment claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        if (claim.Group is { } begins && !ReferenceEquals(begins, group))
        {
            writer.Start("LX").Text(begins.Number).End();
            OtherSegment.WriteRest(writer, begins.Totals);
        }
        group = claim.Group;
        claim.Write(writer);
    }

    /// <summary>Ends the payment: its provider adjustments are written now.</summary>
    public void End(Payment payment)
    {
        ArgumentNullException.ThrowIfNull(payment);
        ProviderAdjustment.Write(writer, payment.ProviderAdjustments);
        writer.EndTransaction();
    }
}
