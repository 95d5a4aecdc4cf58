namespace Quarterhour.X12;

/// <summary>What was paid for a line, loop 2110. Amounts are dollars.</summary>
public sealed record ServicePayment
{
    /// <summary>SVC01: the procedure that was paid.</summary>
    public Procedure? Procedure { get; set; }

    /// <summary>SVC02.</summary>
    public decimal Charge { get; set; }

    /// <summary>SVC03.</summary>
    public decimal Paid { get; set; }

    /// <summary>SVC04.</summary>
    public string RevenueCode { get; set; } = "";

    /// <summary>SVC05: units paid; null means one.</summary>
    public decimal? Units { get; set; }

    /// <summary>SVC06: the procedure that was sent, when another was paid (bundled or changed).</summary>
    public Procedure? Submitted { get; set; }

    /// <summary>SVC07: units sent.</summary>
    public decimal? SubmittedUnits { get; set; }

    /// <summary>DTM: 472 service, 150 and 151 a period.</summary>
    public Items<DateOf> Dates { get => dates.List; init => dates = new(value); }
    Held<DateOf> dates;

    /// <summary>CAS.</summary>
    public Items<Adjustment> Adjustments { get => adjustments.List; init => adjustments = new(value); }
    Held<Adjustment> adjustments;

    /// <summary>REF: 6R the number of our line.</summary>
    public Items<Reference> References { get => references.List; init => references = new(value); }
    Held<Reference> references;

    /// <summary>AMT: B6 allowed.</summary>
    public Items<AmountOf> Amounts { get => amounts.List; init => amounts = new(value); }
    Held<AmountOf> amounts;

    /// <summary>QTY.</summary>
    public Items<QuantityOf> Quantities { get => quantities.List; init => quantities = new(value); }
    Held<QuantityOf> quantities;

    /// <summary>LQ: remark codes with the list that they are from: HE, or RX for pharmacies.</summary>
    public Items<(string List, string Code)> Remarks { get => remarks.List; init => remarks = new(value); }
    Held<(string List, string Code)> remarks;

    /// <summary>What the guide does not have here.</summary>
    public Items<OtherSegment> Others { get => others.List; init => others = new(value); }
    Held<OtherSegment> others;

    /// <summary>REF*6R: the number that we gave the line; null when it did not come back.</summary>
    public string? ControlNumber => References.Find(static one => one.Code == "6R")?.Value;

    /// <summary>The day of service; null where only the claim has it.</summary>
    public DateOnly? ServiceDate => Dates.Find(static date => date.Code is "472" or "150")?.From;

    /// <summary>Charge less adjustments less payment: 0 when the line balances.</summary>
    public decimal Imbalance => Charge - Adjustments.Sum(static one => one.Amount) - Paid;

    internal static ServicePayment Read(TransactionReader reader, in Segment svc) => new()
    {
        Procedure = Procedure.Read(reader, svc, 1), Charge = svc.Amount(2) ?? 0, Paid = svc.Amount(3) ?? 0, RevenueCode = reader.Text(svc, 4), Units = svc.Amount(5),
        Submitted = Procedure.Read(reader, svc, 6), SubmittedUnits = svc.Amount(7),
    };

    internal void Write(X12Writer writer)
    {
        writer.Start("SVC");
        if (Procedure is null) writer.Text("");
        else Procedure.Write(writer);
        writer.Amount(Charge).Amount(Paid).Text(RevenueCode).Amount(Units);
        if (Submitted is null) writer.Text("");
        else Submitted.Write(writer);
        writer.Amount(SubmittedUnits).End();
        foreach (var date in Dates) date.WriteDtm(writer);
        Adjustment.Write(writer, Adjustments);
        foreach (var reference in References) reference.Write(writer);
        foreach (var amount in Amounts) amount.Write(writer);
        foreach (var quantity in Quantities) quantity.Write(writer);
        foreach (var (list, code) in Remarks) writer.Start("LQ").Text(list).Text(code).End();
        OtherSegment.WriteRest(writer, Others);
    }
}
