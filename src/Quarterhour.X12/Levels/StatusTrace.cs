namespace Quarterhour.X12;

/// <summary>A batch or a claim asked about or answered, loop 2200, under its trace number.</summary>
/// <param name="Type">TRN01: 1 the sender's own, 2 the number that is answered.</param>
/// <param name="Number">TRN02: for a claim in a 277CA this is CLM01, for the batch BHT03.</param>
public sealed record StatusTrace(string Type, string Number)
{
    /// <summary>STC.</summary>
    public Items<ClaimStatus> Statuses { get => statuses.List; init => statuses = new(value); }
    Held<ClaimStatus> statuses;

    /// <summary>REF: 1K the payer's number of the claim, D9 the clearinghouse's.</summary>
    public Items<Reference> References { get => references.List; init => references = new(value); }
    Held<Reference> references;

    /// <summary>DTP.</summary>
    public Items<DateOf> Dates { get => dates.List; init => dates = new(value); }
    Held<DateOf> dates;

    /// <summary>QTY: 90 and AA accepted and rejected, QA and QC.</summary>
    public Items<QuantityOf> Quantities { get => quantities.List; init => quantities = new(value); }
    Held<QuantityOf> quantities;

    /// <summary>AMT: YU and YY accepted and rejected, T3 charged.</summary>
    public Items<AmountOf> Amounts { get => amounts.List; init => amounts = new(value); }
    Held<AmountOf> amounts;

    /// <summary>Lines.</summary>
    public Items<StatusLine> Lines { get => lines.List; init => lines = new(value); }
    Held<StatusLine> lines;

    /// <summary>What has no place above.</summary>
    public Items<OtherSegment> Others { get => others.List; init => others = new(value); }
    Held<OtherSegment> others;

    /// <summary>Whether some status returns it.</summary>
    public bool IsRejected => Statuses.Exists(static status => status.IsRejection) || Lines.Exists(static line => line.Statuses.Exists(static status => status.IsRejection));

    internal void Write(X12Writer writer, bool amountsFirst)
    {
        writer.Start("TRN").Text(Type).Text(Number).End();
        foreach (var status in Statuses) status.Write(writer);
        foreach (var reference in References) reference.Write(writer);
        foreach (var quantity in Quantities) quantity.Write(writer);
        if (amountsFirst) WriteAmounts(writer);
        foreach (var date in Dates) date.WriteDtp(writer);
        if (!amountsFirst) WriteAmounts(writer);
        OtherSegment.WriteRest(writer, Others);
        foreach (var line in Lines) line.Write(writer);
    }

    void WriteAmounts(X12Writer writer)
    {
        foreach (var amount in Amounts) amount.Write(writer);
    }
}
