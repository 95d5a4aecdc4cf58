namespace Quarterhour.X12;

/// <summary>What was decided on a claim, loop 2100. Amounts are dollars.</summary>
public sealed record ClaimPayment
{
    /// <summary>The payment in which it stands.</summary>
    public required Payment Payment { get; init; }

    /// <summary>LX; null where it is missing.</summary>
    public ClaimGroup? Group { get; init; }

    /// <summary>CLP01: our number, CLM01 of the claim.</summary>
    public string Id { get; set; } = "";

    /// <summary>CLP02: 1, 2, 3 processed as primary, secondary, tertiary; 4 denied; 19, 20, 21 forwarded; 22 reversal; 23, 25.</summary>
    public string Status { get; set; } = "";

    /// <summary>CLP03.</summary>
    public decimal Charge { get; set; }

    /// <summary>CLP04.</summary>
    public decimal Paid { get; set; }

    /// <summary>CLP05: what the patient owes, as the payer says.</summary>
    public decimal? PatientOwes { get; set; }

    /// <summary>CLP06: MB, 12, HM and so on.</summary>
    public string FilingCode { get; set; } = "";

    /// <summary>CLP07: the payer's number of the claim, which REF*F8 of a replacement names.</summary>
    public string PayerNumber { get; set; } = "";

    /// <summary>CLP08.</summary>
    public string PlaceOfService { get; set; } = "";

    /// <summary>CLP09.</summary>
    public string Frequency { get; set; } = "";

    /// <summary>CLP10 to CLP14: discharge status, DRG, its weight and share.</summary>
    public Items<string> Further { get => further.List; init => further = new(value); }
    Held<string> further;

    /// <summary>CAS at claim level; what the lines have stands there.</summary>
    public Items<Adjustment> Adjustments { get => adjustments.List; init => adjustments = new(value); }
    Held<Adjustment> adjustments;

    /// <summary>NM1: QC patient, IL insured, 74 corrected, 82 rendering, TT crossover.</summary>
    public Items<Party> Parties { get => parties.List; init => parties = new(value); }
    Held<Party> parties;

    /// <summary>MIA and MOA: remarks and figures.</summary>
    public Items<OtherSegment> Remarks { get => remarks.List; init => remarks = new(value); }
    Held<OtherSegment> remarks;

    /// <summary>REF.</summary>
    public Items<Reference> References { get => references.List; init => references = new(value); }
    Held<Reference> references;

    /// <summary>DTM: 232 and 233 the claim's days, 050 received.</summary>
    public Items<DateOf> Dates { get => dates.List; init => dates = new(value); }
    Held<DateOf> dates;

    /// <summary>PER.</summary>
    public Items<Contact> Contacts { get => contacts.List; init => contacts = new(value); }
    Held<Contact> contacts;

    /// <summary>AMT: AU coverage, I interest.</summary>
    public Items<AmountOf> Amounts { get => amounts.List; init => amounts = new(value); }
    Held<AmountOf> amounts;

    /// <summary>QTY.</summary>
    public Items<QuantityOf> Quantities { get => quantities.List; init => quantities = new(value); }
    Held<QuantityOf> quantities;

    /// <summary>Loop 2110.</summary>
    public Items<ServicePayment> Lines { get => lines.List; init => lines = new(value); }
    Held<ServicePayment> lines;

    /// <summary>What the guide does not have here.</summary>
    public Items<OtherSegment> Others { get => others.List; init => others = new(value); }
    Held<OtherSegment> others;

    /// <summary>A payment that was made before and is taken back.</summary>
    public bool IsReversal => Status == "22";

    /// <summary>CLP02 is 4.</summary>
    public bool IsDenied => Status == "4";

    /// <summary>The first party with this role.</summary>
    public Party? PartyAs(string code) => Parties.Find(one => one.Code == code);

    /// <summary>Charge less all adjustments, claim's and lines', less payment: 0 when the claim balances. Never spread over lines.</summary>
    public decimal Imbalance => Charge - Adjustments.Sum(static one => one.Amount) - Lines.Sum(static line => line.Adjustments.Sum(static one => one.Amount)) - Paid;

    internal void ReadClp(TransactionReader reader, in Segment clp)
    {
        (Id, Status, Charge, Paid, PatientOwes) = (reader.Text(clp, 1), reader.Text(clp, 2), clp.Amount(3) ?? 0, clp.Amount(4) ?? 0, clp.Amount(5));
        (FilingCode, PayerNumber, PlaceOfService, Frequency) = (reader.Text(clp, 6), reader.Text(clp, 7), reader.Text(clp, 8), reader.Text(clp, 9));
        for (int i = 10; i <= clp.Count; i++) Further.Add(reader.Text(clp, i));
        while (Further is [.., ""]) Further.RemoveAt(Further.Count - 1);
    }

    internal void Write(X12Writer writer)
    {
        writer.Start("CLP").Text(Id).Text(Status).Amount(Charge).Amount(Paid).Amount(PatientOwes).Text(FilingCode).Text(PayerNumber).Text(PlaceOfService).Text(Frequency);
        foreach (string one in Further) writer.Text(one);
        writer.End();
        Adjustment.Write(writer, Adjustments);
        foreach (var party in Parties) party.WriteName(writer);
        foreach (var remark in Remarks) remark.Write(writer);
        foreach (var reference in References) reference.Write(writer);
        foreach (var date in Dates) date.WriteDtm(writer);
        foreach (var contact in Contacts) contact.Write(writer);
        foreach (var amount in Amounts) amount.Write(writer);
        foreach (var quantity in Quantities) quantity.Write(writer);
        OtherSegment.WriteRest(writer, Others);
        foreach (var line in Lines) line.Write(writer);
    }
}
