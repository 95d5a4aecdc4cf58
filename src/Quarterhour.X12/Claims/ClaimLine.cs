namespace Quarterhour.X12;

/// <summary>A service line of a professional claim, loop 2400.</summary>
public sealed record ClaimLine : ClaimSegments
{
    /// <summary>Segments kept as they stand that come before dates, between dates and amounts, and behind notes.</summary>
    static readonly string[] Early = ["SV5"], Certified = ["CR1", "CR3", "CRC"], Measured = ["MEA", "CN1"], Late = ["PS1", "HCP"];

    /// <summary>LX01.</summary>
    public string Number { get; set; } = "";

    /// <summary>SV101.</summary>
    public Procedure? Procedure { get; set; }

    /// <summary>SV102, in dollars.</summary>
    public decimal Charge { get; set; }

    /// <summary>SV103: UN units, MJ minutes.</summary>
    public string UnitCode { get; set; } = "UN";

    /// <summary>SV104.</summary>
    public decimal? Units { get; set; }

    /// <summary>SV105, where it differs from the claim's.</summary>
    public string PlaceOfService { get; set; } = "";

    /// <summary>SV107: which diagnoses of the claim, counted from 1; the first is the line's main one.</summary>
    public Items<string> Pointers { get => pointers.List; init => pointers = new(value); }
    Held<string> pointers;

    /// <summary>SV109: Y in an emergency.</summary>
    public string Emergency { get; set; } = "";

    /// <summary>QTY.</summary>
    public Items<QuantityOf> Quantities { get => quantities.List; init => quantities = new(value); }
    Held<QuantityOf> quantities;

    /// <summary>Loop 2410.</summary>
    public Items<DispensedDrug> Drugs { get => drugs.List; init => drugs = new(value); }
    Held<DispensedDrug> drugs;

    /// <summary>Loop 2430.</summary>
    public Items<LineAdjudication> Adjudications { get => adjudications.List; init => adjudications = new(value); }
    Held<LineAdjudication> adjudications;

    /// <summary>The day of service; null when there is none that can be read.</summary>
    public DateOnly? ServiceDate => Dates.Find(static date => date.Code == "472")?.From;

    /// <summary>REF*6R: the number that the payer returns.</summary>
    public string? ControlNumber => References.Find(static one => one.Code == "6R")?.Value;

    internal void ReadSv1(TransactionReader reader, in Segment sv1)
    {
        (Procedure, Charge, UnitCode, Units, PlaceOfService) = (Procedure.Read(reader, sv1, 1), sv1.Amount(2) ?? 0, reader.Text(sv1, 3), sv1.Amount(4), reader.Text(sv1, 5));
        Composite.Read(reader, sv1[7], sv1.Delimiters.Component, Pointers);
        Emergency = reader.Text(sv1, 9);
        for (int i = 6; i <= sv1.Count; i++)
            if (i is not (7 or 9) && !sv1[i].IsEmpty) Further.Add((i, reader.Text(sv1, i)));
    }

    void WriteSv1(X12Writer writer)
    {
        if (Procedure is null) return;
        writer.Start("SV1");
        Procedure.Write(writer);
        writer.Amount(Charge).Text(UnitCode).Amount(Units).Text(PlaceOfService);
        int last = Further.Count > 0 ? Math.Max(9, Further[^1].Element) : 9;
        for (int i = 6; i <= last; i++)
            if (i == 7) writer.Composite(Pointers);
            else writer.Text(i == 9 ? Emergency : At(i));
        writer.End();
    }

    internal void Write(X12Writer writer)
    {
        writer.Start("LX").Text(Number).End();
        WriteSv1(writer);
        OtherSegment.Write(writer, Others, Early);
        foreach (var attachment in Attachments) attachment.Write(writer);
        OtherSegment.Write(writer, Others, Certified);
        foreach (var date in Dates) date.WriteDtp(writer);
        foreach (var quantity in Quantities) quantity.Write(writer);
        OtherSegment.Write(writer, Others, Measured);
        foreach (var reference in References) reference.Write(writer);
        foreach (var amount in Amounts) amount.Write(writer);
        WriteNotes(writer);
        OtherSegment.Write(writer, Others, Late);
        foreach (var drug in Drugs) drug.Write(writer);
        WriteProviders(writer);
        foreach (var adjudication in Adjudications) adjudication.Write(writer);
        OtherSegment.WriteRest(writer, Others, [.. Early, .. Certified, .. Measured, .. Late]);
    }
}
