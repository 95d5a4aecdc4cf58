namespace Quarterhour.X12;

/// <summary>A payment, the head and the end of an 835. Amounts are dollars. What stands behind the claims is there once all claims were read.</summary>
public sealed record Payment
{
    /// <summary>ST and the guide.</summary>
    public required Transaction Transaction { get; init; }

    /// <summary>BPR01: I with the remittance, H notification only, C and D with or without a bank, P prenotification.</summary>
    public string Handling { get; set; } = "";

    /// <summary>BPR02: what is paid.</summary>
    public decimal Amount { get; set; }

    /// <summary>BPR03: C credit, D debit.</summary>
    public string CreditOrDebit { get; set; } = "C";

    /// <summary>BPR04: ACH, CHK, FWT, NON.</summary>
    public string Method { get; set; } = "";

    /// <summary>BPR05 to BPR21: format, banks, accounts, the day of payment (BPR16) and so on.</summary>
    public Items<string> Banking { get => banking.List; init => banking = new(value); }
    Held<string> banking;

    /// <summary>BPR16: the day of payment; null when there is none that can be read.</summary>
    public DateOnly? Date => Banking.Count > 11 ? new DateOf("", Banking[11]).From : null;

    /// <summary>TRN02: the number by which the deposit and this remittance find each other.</summary>
    public string Trace { get; set; } = "";

    /// <summary>TRN01, TRN03 and TRN04.</summary>
    public string TraceType { get; set; } = "1";

    /// <summary>TRN03: the payer's id for the bank.</summary>
    public string TraceOriginator { get; set; } = "";

    /// <summary>TRN04.</summary>
    public string TraceFurther { get; set; } = "";

    /// <summary>REF of the head: EV receiver, F2 version.</summary>
    public Items<Reference> References { get => references.List; init => references = new(value); }
    Held<Reference> references;

    /// <summary>DTM of the head: 405 production.</summary>
    public Items<DateOf> Dates { get => dates.List; init => dates = new(value); }
    Held<DateOf> dates;

    /// <summary>Loop 1000A.</summary>
    public Party? Payer { get; set; }

    /// <summary>Loop 1000B.</summary>
    public Party? Payee { get; set; }

    /// <summary>PLB: what is paid or taken back outside of claims.</summary>
    public Items<ProviderAdjustment> ProviderAdjustments { get => providerAdjustments.List; init => providerAdjustments = new(value); }
    Held<ProviderAdjustment> providerAdjustments;

    /// <summary>CUR, RDM, and what has no place above.</summary>
    public Items<OtherSegment> Others { get => others.List; init => others = new(value); }
    Held<OtherSegment> others;

    /// <summary>What BPR02 should be: payments of these claims less provider adjustments.</summary>
    public decimal Expected(IEnumerable<ClaimPayment> claims) => claims.Sum(static claim => claim.Paid) - ProviderAdjustments.Sum(static one => one.Amount);

    internal void WriteHead(X12Writer writer)
    {
        writer.Begin(Transaction);
        writer.Start("BPR").Text(Handling).Amount(Amount).Text(CreditOrDebit).Text(Method);
        foreach (string one in Banking) writer.Text(one);
        writer.End();
        if (Trace.Length > 0) writer.Start("TRN").Text(TraceType).Text(Trace).Text(TraceOriginator).Text(TraceFurther).End();
        OtherSegment.Write(writer, Others, "CUR");
        foreach (var reference in References) reference.Write(writer);
        foreach (var date in Dates) date.WriteDtm(writer);
        Write(writer, Payer);
        Write(writer, Payee);
        OtherSegment.WriteRest(writer, Others, "CUR");
    }

    static void Write(X12Writer writer, Party? party)
    {
        if (party is null) return;
        party.WriteName(writer);
        party.WriteAddress(writer);
        party.WriteReferences(writer);
        party.WriteContacts(writer);
    }
}
