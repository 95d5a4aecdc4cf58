namespace Quarterhour.X12;

/// <summary>Reads payments and their claims one at a time, whatever the size of the file; other transactions are passed over.</summary>
/// <example><code>
/// using var remittance = RemittanceReader.Open("remit.835", new CheckOptions());
/// while (remittance.ReadPayment() is { } payment)
///     while (remittance.ReadClaim() is { } claim)
///         Console.WriteLine($"{payment.Trace} {claim.Id} {claim.Paid} {claim.Imbalance}");
/// </code></example>
public sealed class RemittanceReader(X12Reader source, CheckOptions? checks = null) : TransactionReader(source, checks)
{
    Payment? payment;
    ClaimGroup? group;

    /// <summary>Reads a file.</summary>
    public static RemittanceReader Open(string path, CheckOptions? checks = null) => new(X12Reader.Open(path, new(checks?.Profile, checks?.MostFindings ?? 10_000)), checks);

    /// <summary>Reads a stream.</summary>
    public static RemittanceReader Open(Stream stream, CheckOptions? checks = null) => new(X12Reader.Open(stream, new(checks?.Profile, checks?.MostFindings ?? 10_000)), checks);

    /// <summary>The next payment with all that stands before its claims; claims of the one before that were not read are passed over. Null at the end.</summary>
    public Payment? ReadPayment()
    {
        while (payment is not null && ReadClaim() is not null) { }
        while (Next())
            if (Source.Segment.Code == Tag.ST && Source.Transaction is { Set: "835" } transaction)
            {
                payment = new() { Transaction = transaction };
                group = null;
                Head(payment);
                return payment;
            }
        return null;
    }

    void Head(Payment head)
    {
        Party? party = null;
        while (Next())
        {
            var segment = Source.Segment;
            switch (segment.Code)
            {
                case Tag.BPR:
                    (head.Handling, head.Amount, head.CreditOrDebit, head.Method) = (Text(segment, 1), segment.Amount(2) ?? 0, Text(segment, 3), Text(segment, 4));
                    for (int i = 5; i <= segment.Count; i++) head.Banking.Add(Text(segment, i));
                    while (head.Banking is [.., ""]) head.Banking.RemoveAt(head.Banking.Count - 1);
                    continue;
                case Tag.TRN:
                    (head.TraceType, head.Trace, head.TraceOriginator, head.TraceFurther) = (Text(segment, 1), Text(segment, 2), Text(segment, 3), Text(segment, 4));
                    continue;
                case Tag.N1:
                    party = Party.ReadN1(this, segment);
                    if (party.Code == "PE") head.Payee = party;
                    else head.Payer = party;
                    continue;
                case Tag.DTM: head.Dates.Add(DateOf.ReadDtm(this, segment)); continue;
                case Tag.LX or Tag.CLP or Tag.PLB or Tag.SE or Tag.ST or Tag.GE or Tag.IEA:
                    Hold();
                    return;
            }
            if (party is not null && party.Take(this, segment)) continue;
            if (segment.Code == Tag.REF) head.References.Add(X12.Reference.Read(this, segment));
            else head.Others.Add(OtherSegment.Read(this, segment));
        }
    }

    /// <summary>The next claim of the payment; null behind its last, when the payment has its provider adjustments.</summary>
    public ClaimPayment? ReadClaim()
    {
        while (payment is not null && Next())
        {
            var segment = Source.Segment;
            switch (segment.Code)
            {
                case Tag.LX: group = new(Text(segment, 1)); break;
                case Tag.TS2 or Tag.TS3 when group is not null: group.Totals.Add(OtherSegment.Read(this, segment)); break;
                case Tag.PLB: ProviderAdjustment.Read(this, segment, payment.ProviderAdjustments); break;
                case Tag.CLP:
                    var claim = new ClaimPayment { Payment = payment, Group = group };
                    claim.ReadClp(this, segment);
                    Rest(claim);
                    return claim;
                case Tag.SE:
                    payment = null;
                    return null;
                case Tag.ST or Tag.GE or Tag.IEA or Tag.ISA:
                    Hold();
                    payment = null;
                    return null;
                default: payment.Others.Add(OtherSegment.Read(this, segment)); break;
            }
        }
        return null;
    }

    void Rest(ClaimPayment claim)
    {
        ServicePayment? line = null;
        while (Next())
        {
            var segment = Source.Segment;
            switch (segment.Code)
            {
                case Tag.CLP or Tag.LX or Tag.PLB or Tag.SE or Tag.ST or Tag.GE or Tag.IEA or Tag.ISA:
                    Hold();
                    return;
                case Tag.SVC: claim.Lines.Add(line = ServicePayment.Read(this, segment)); break;
                case Tag.CAS: Adjustment.Read(this, segment, line?.Adjustments ?? claim.Adjustments); break;
                case Tag.DTM: (line?.Dates ?? claim.Dates).Add(DateOf.ReadDtm(this, segment)); break;
                case Tag.REF: (line?.References ?? claim.References).Add(X12.Reference.Read(this, segment)); break;
                case Tag.AMT: (line?.Amounts ?? claim.Amounts).Add(AmountOf.Read(this, segment)); break;
                case Tag.QTY: (line?.Quantities ?? claim.Quantities).Add(QuantityOf.Read(this, segment)); break;
                case Tag.LQ when line is not null: line.Remarks.Add((Text(segment, 1), Text(segment, 2))); break;
                case Tag.NM1 when line is null: claim.Parties.Add(Party.ReadNm1(this, segment)); break;
                case Tag.PER when line is null: claim.Contacts.Add(Contact.Read(this, segment)); break;
                case Tag.MIA or Tag.MOA when line is null: claim.Remarks.Add(OtherSegment.Read(this, segment)); break;
                default: (line?.Others ?? claim.Others).Add(OtherSegment.Read(this, segment)); break;
            }
        }
    }
}
