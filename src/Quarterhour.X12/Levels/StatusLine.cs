namespace Quarterhour.X12;

/// <summary>A line asked about or answered, loops 2210 and 2220.</summary>
public sealed record StatusLine
{
    /// <summary>SVC01.</summary>
    public Procedure? Procedure { get; set; }

    /// <summary>SVC02.</summary>
    public decimal Charge { get; set; }

    /// <summary>SVC03.</summary>
    public decimal? Paid { get; set; }

    /// <summary>SVC04.</summary>
    public string RevenueCode { get; set; } = "";

    /// <summary>SVC07.</summary>
    public decimal? Units { get; set; }

    /// <summary>STC.</summary>
    public Items<ClaimStatus> Statuses { get => statuses.List; init => statuses = new(value); }
    Held<ClaimStatus> statuses;

    /// <summary>REF: FJ our number of the line.</summary>
    public Items<Reference> References { get => references.List; init => references = new(value); }
    Held<Reference> references;

    /// <summary>DTP.</summary>
    public Items<DateOf> Dates { get => dates.List; init => dates = new(value); }
    Held<DateOf> dates;

    internal void Write(X12Writer writer)
    {
        writer.Start("SVC");
        if (Procedure is null) writer.Text("");
        else Procedure.Write(writer);
        writer.Amount(Charge).Amount(Paid).Text(RevenueCode).Text("").Text("").Amount(Units).End();
        foreach (var status in Statuses) status.Write(writer);
        foreach (var reference in References) reference.Write(writer);
        foreach (var date in Dates) date.WriteDtp(writer);
    }
}
