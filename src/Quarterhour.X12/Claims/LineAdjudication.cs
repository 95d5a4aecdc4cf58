namespace Quarterhour.X12;

/// <summary>What another payer decided on a line, loop 2430.</summary>
public sealed record LineAdjudication
{
    /// <summary>SVD01: that payer's id, as in loop 2330B.</summary>
    public string Payer { get; set; } = "";

    /// <summary>SVD02: what it paid, in dollars.</summary>
    public decimal Paid { get; set; }

    /// <summary>SVD03: the procedure that it paid for.</summary>
    public Procedure? Procedure { get; set; }

    /// <summary>SVD04.</summary>
    public string RevenueCode { get; set; } = "";

    /// <summary>SVD05: units paid.</summary>
    public decimal? Units { get; set; }

    /// <summary>SVD06: the line with which this one was bundled.</summary>
    public string BundledInto { get; set; } = "";

    /// <summary>CAS.</summary>
    public Items<Adjustment> Adjustments { get => adjustments.List; init => adjustments = new(value); }
    Held<Adjustment> adjustments;

    /// <summary>DTP*573: when it paid.</summary>
    public Items<DateOf> Dates { get => dates.List; init => dates = new(value); }
    Held<DateOf> dates;

    /// <summary>AMT*EAF: what the patient still owes.</summary>
    public Items<AmountOf> Amounts { get => amounts.List; init => amounts = new(value); }
    Held<AmountOf> amounts;

    internal static LineAdjudication Read(TransactionReader reader, in Segment svd) => new()
    {
        Payer = reader.Text(svd, 1), Paid = svd.Amount(2) ?? 0, Procedure = Procedure.Read(reader, svd, 3), RevenueCode = reader.Text(svd, 4), Units = svd.Amount(5), BundledInto = reader.Text(svd, 6),
    };

    internal void Write(X12Writer writer)
    {
        writer.Start("SVD").Text(Payer).Amount(Paid);
        if (Procedure is null) writer.Text("");
        else Procedure.Write(writer);
        writer.Text(RevenueCode).Amount(Units).Text(BundledInto).End();
        Adjustment.Write(writer, Adjustments);
        foreach (var date in Dates) date.WriteDtp(writer);
        foreach (var amount in Amounts) amount.Write(writer);
    }
}
