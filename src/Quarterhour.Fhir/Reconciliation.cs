using Quarterhour.X12;
using F = Hl7.Fhir.Model;

namespace Quarterhour.Fhir;

/// <summary>A payment as PaymentReconciliation: a detail for each claim, and one for each adjustment outside of claims, which together make its amount where the 835 balances.</summary>
static class Reconciliation
{
    public static F.PaymentReconciliation Of(Payment payment, IReadOnlyList<ClaimPayment> claims, ClaimResources resources)
    {
        string day = FhirTerms.Day(payment.Date ?? resources.Created);
        var made = new F.PaymentReconciliation
        {
            Status = F.FinancialResourceStatusCodes.Active, Created = FhirTerms.Day(resources.Created), PaymentDate = day, PaymentAmount = FhirTerms.Dollars(payment.Amount), Outcome = F.ClaimProcessingCodes.Complete,
            PaymentIdentifier = payment.Trace.Length > 0 ? new(null, payment.Trace) : null,
            PaymentIssuer = payment.Payer is { } payer ? resources.Refer(() => FhirParties.Organization(payer.Name), "Organization", $"issuer-{(payer.Id.Length > 0 ? payer.Id : payer.Name)}") : null,
        };
        foreach (var claim in claims)
            made.Detail.Add(new()
            {
                Type = new(FhirTerms.Terminology + "payment-type", "payment"), Identifier = claim.PayerNumber.Length > 0 ? new(null, claim.PayerNumber) : null,
                Request = new() { Type = "Claim", Identifier = new(null, claim.Id) }, Date = day, Amount = FhirTerms.Dollars(claim.Paid),
            });
        foreach (var one in payment.ProviderAdjustments)
            made.Detail.Add(new()
            {
                Type = new() { Coding = { new(FhirTerms.Terminology + "payment-type", "adjustment") }, Text = one.Reason }, Identifier = one.Number.Length > 0 ? new(null, one.Number) : null, Date = day, Amount = FhirTerms.Dollars(-one.Amount),
            });
        return made;
    }
}
