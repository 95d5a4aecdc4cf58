namespace Quarterhour.X12;

/// <summary>Another payer of the same claim and what it decided, loop 2320.</summary>
public sealed record OtherPayer
{
    /// <summary>SBR.</summary>
    public Coverage Coverage { get; set; } = new();

    /// <summary>CAS at claim level.</summary>
    public Items<Adjustment> Adjustments { get => adjustments.List; init => adjustments = new(value); }
    Held<Adjustment> adjustments;

    /// <summary>AMT: D what it paid, A8 not covered, EAF what the patient still owes.</summary>
    public Items<AmountOf> Amounts { get => amounts.List; init => amounts = new(value); }
    Held<AmountOf> amounts;

    /// <summary>OI03: benefits go to the provider: Y, N or W.</summary>
    public string BenefitsAssigned { get; set; } = "";

    /// <summary>OI04: P when somebody signed for the patient.</summary>
    public string PatientSignature { get; set; } = "";

    /// <summary>OI06: Y or I, the release of information.</summary>
    public string ReleaseOfInformation { get; set; } = "";

    /// <summary>Loop 2330A.</summary>
    public Party? Subscriber { get; set; }

    /// <summary>Loop 2330B.</summary>
    public Party? Payer { get; set; }

    /// <summary>DTP*573 of loop 2330B: when it paid.</summary>
    public Items<DateOf> Dates { get => dates.List; init => dates = new(value); }
    Held<DateOf> dates;

    /// <summary>Loops 2330C to 2330G.</summary>
    public Items<Party> Providers { get => providers.List; init => providers = new(value); }
    Held<Party> providers;

    /// <summary>MOA, and what has no place above.</summary>
    public Items<OtherSegment> Others { get => others.List; init => others = new(value); }
    Held<OtherSegment> others;

    internal void Write(X12Writer writer)
    {
        Coverage.Write(writer);
        Adjustment.Write(writer, Adjustments);
        foreach (var amount in Amounts) amount.Write(writer);
        if (BenefitsAssigned.Length + PatientSignature.Length + ReleaseOfInformation.Length > 0) writer.Start("OI").Text("").Text("").Text(BenefitsAssigned).Text(PatientSignature).Text("").Text(ReleaseOfInformation).End();
        OtherSegment.Write(writer, Others, "MIA", "MOA");
        if (Subscriber is { } subscriber) subscriber.Write(writer);
        if (Payer is { } payer)
        {
            payer.WriteName(writer);
            payer.WriteAddress(writer);
            foreach (var date in Dates) date.WriteDtp(writer);
            payer.WriteReferences(writer);
            payer.WriteContacts(writer);
        }
        foreach (var provider in Providers) provider.Write(writer);
        OtherSegment.WriteRest(writer, Others, "MIA", "MOA");
    }
}
