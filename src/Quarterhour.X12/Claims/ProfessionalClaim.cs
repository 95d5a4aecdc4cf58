namespace Quarterhour.X12;

/// <summary>A professional claim, loop 2300, with all that it stands under. Amounts are dollars.</summary>
public sealed record ProfessionalClaim : ClaimSegments
{
    static readonly string[] Contract = ["CN1"], Certified = ["CR1", "CR2", "CRC"], Coded = ["HI"], Late = ["HCP"];

    /// <summary>The transaction.</summary>
    public required ClaimBatch Batch { get; init; }

    /// <summary>The billing provider; claims of one provider share it.</summary>
    public required ClaimProvider Provider { get; init; }

    /// <summary>The subscriber and payer.</summary>
    public required ClaimSubscriber Subscriber { get; init; }

    /// <summary>The patient; null when that is the subscriber.</summary>
    public ClaimPatient? Patient { get; init; }

    /// <summary>CLM01: the number that the payer returns in CLP01.</summary>
    public string Id { get; set; } = "";

    /// <summary>CLM02.</summary>
    public decimal Charge { get; set; }

    /// <summary>CLM05-1.</summary>
    public string PlaceOfService { get; set; } = "";

    /// <summary>CLM05-2: B for a place of service.</summary>
    public string PlaceQualifier { get; set; } = "B";

    /// <summary>CLM05-3: 1 original, 7 replaces another, 8 voids it.</summary>
    public string Frequency { get; set; } = "1";

    /// <summary>CLM06: Y when the provider's signature is on file.</summary>
    public string ProviderSignature { get; set; } = "Y";

    /// <summary>CLM07: A assigned, B for laboratory only, C not assigned.</summary>
    public string Assignment { get; set; } = "A";

    /// <summary>CLM08: Y when benefits are assigned to the provider.</summary>
    public string BenefitsAssigned { get; set; } = "Y";

    /// <summary>CLM09: Y signed, I informed consent.</summary>
    public string ReleaseOfInformation { get; set; } = "Y";

    /// <summary>CLM10: P when somebody signed for the patient.</summary>
    public string PatientSignature { get; set; } = "";

    /// <summary>CLM11: AA auto accident, EM employment, OA other accident, and then state and country.</summary>
    public Items<string> RelatedCauses { get => relatedCauses.List; init => relatedCauses = new(value); }
    Held<string> relatedCauses;

    /// <summary>CLM12.</summary>
    public string SpecialProgram { get; set; } = "";

    /// <summary>CLM20: why it comes late.</summary>
    public string DelayReason { get; set; } = "";

    /// <summary>HI with ABK and ABF, in the order to which lines point.</summary>
    public Items<Diagnosis> Diagnoses { get => diagnoses.List; init => diagnoses = new(value); }
    Held<Diagnosis> diagnoses;

    /// <summary>Loop 2320.</summary>
    public Items<OtherPayer> OtherPayers { get => otherPayers.List; init => otherPayers = new(value); }
    Held<OtherPayer> otherPayers;

    /// <summary>Loop 2400.</summary>
    public Items<ClaimLine> Lines { get => lines.List; init => lines = new(value); }
    Held<ClaimLine> lines;

    /// <summary>Who was treated: the patient, or the subscriber where that is the same.</summary>
    public Party Treated => Patient?.Patient ?? Subscriber.Subscriber;

    /// <summary>The first number with this code; null when there is none.</summary>
    public string? Reference(string code) => References.Find(one => one.Code == code)?.Value;

    /// <summary>The first provider with this role: DN referring, 82 rendering, 77 facility, DQ supervising.</summary>
    public Party? ProviderAs(string code) => Providers.Find(one => one.Code == code);

    internal void ReadClm(TransactionReader reader, in Segment clm)
    {
        (Id, Charge) = (reader.Text(clm, 1), clm.Amount(2) ?? 0);
        (PlaceOfService, PlaceQualifier, Frequency) = (reader.Text(clm[5, 1]), reader.Text(clm[5, 2]), reader.Text(clm[5, 3]));
        (ProviderSignature, Assignment, BenefitsAssigned, ReleaseOfInformation, PatientSignature) = (reader.Text(clm, 6), reader.Text(clm, 7), reader.Text(clm, 8), reader.Text(clm, 9), reader.Text(clm, 10));
        if (!clm[11].IsEmpty) RelatedCauses.AddRange(Composite.Read(reader, clm, 11));
        (SpecialProgram, DelayReason) = (reader.Text(clm, 12), reader.Text(clm, 20));
        for (int i = 3; i <= clm.Count; i++)
            if ((i is 3 or 4 or (>= 13 and <= 19)) && !clm[i].IsEmpty) Further.Add((i, reader.Text(clm, i)));
    }

    internal void Write(X12Writer writer)
    {
        writer.Start("CLM").Text(Id).Amount(Charge).Text(At(3)).Text(At(4)).Component(PlaceOfService).Component(PlaceQualifier).Component(Frequency).EndComposite();
        writer.Text(ProviderSignature).Text(Assignment).Text(BenefitsAssigned).Text(ReleaseOfInformation).Text(PatientSignature).Composite(RelatedCauses).Text(SpecialProgram);
        for (int i = 13; i <= 19; i++) writer.Text(At(i));
        writer.Text(DelayReason).End();
        foreach (var date in Dates) date.WriteDtp(writer);
        foreach (var attachment in Attachments) attachment.Write(writer);
        OtherSegment.Write(writer, Others, Contract);
        foreach (var amount in Amounts) amount.Write(writer);
        foreach (var reference in References) reference.Write(writer);
        WriteNotes(writer);
        OtherSegment.Write(writer, Others, Certified);
        WriteDiagnoses(writer);
        OtherSegment.Write(writer, Others, Coded);
        OtherSegment.Write(writer, Others, Late);
        WriteProviders(writer);
        foreach (var payer in OtherPayers) payer.Write(writer);
        OtherSegment.WriteRest(writer, Others, [.. Contract, .. Certified, .. Coded, .. Late]);
        foreach (var line in Lines) line.Write(writer);
    }

    void WriteDiagnoses(X12Writer writer)
    {
        if (Diagnoses.Count == 0) return;
        writer.Start("HI");
        foreach (var diagnosis in Diagnoses) writer.Component(diagnosis.Qualifier).Component(diagnosis.Code).EndComposite();
        writer.End();
    }
}
