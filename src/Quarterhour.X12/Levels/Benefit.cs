namespace Quarterhour.X12;

/// <summary>A question (EQ, 270) or an answer (EB, 271) about benefits, loop 2110.</summary>
public sealed record Benefit
{
    /// <summary>It is a question.</summary>
    public bool IsQuestion { get; init; }

    /// <summary>EB01: 1 active, 6 inactive, A coinsurance, B copay, C deductible, F limitation.</summary>
    public string Information { get; set; } = "";

    /// <summary>EB02 or EQ03: IND, FAM and so on.</summary>
    public string CoverageLevel { get; set; } = "";

    /// <summary>EB03 or EQ01: kinds of service; 30 the plan as a whole, PT, AE and so on for therapy.</summary>
    public Items<string> ServiceTypes { get => serviceTypes.List; init => serviceTypes = new(value); }
    Held<string> serviceTypes;

    /// <summary>EB04: the kind of plan.</summary>
    public string InsuranceType { get; set; } = "";

    /// <summary>EB05: the plan's name.</summary>
    public string Plan { get; set; } = "";

    /// <summary>EB06: the period, 29 remaining, 23 a calendar year.</summary>
    public string Period { get; set; } = "";

    /// <summary>EB07, in dollars.</summary>
    public decimal? Amount { get; set; }

    /// <summary>EB08: a share; 0.2 is 20 percent.</summary>
    public decimal? Share { get; set; }

    /// <summary>EB09: what EB10 counts.</summary>
    public string QuantityCode { get; set; } = "";

    /// <summary>EB10.</summary>
    public decimal? Quantity { get; set; }

    /// <summary>EB11: Y when it needs an authorization.</summary>
    public string NeedsAuthorization { get; set; } = "";

    /// <summary>EB12: Y in the network, N outside, W either.</summary>
    public string InNetwork { get; set; } = "";

    /// <summary>EB13 or EQ02.</summary>
    public Procedure? Procedure { get; set; }

    /// <summary>EB14 or EQ05: pointers to diagnoses.</summary>
    public Items<string> Pointers { get => pointers.List; init => pointers = new(value); }
    Held<string> pointers;

    /// <summary>REF.</summary>
    public Items<Reference> References { get => references.List; init => references = new(value); }
    Held<Reference> references;

    /// <summary>DTP.</summary>
    public Items<DateOf> Dates { get => dates.List; init => dates = new(value); }
    Held<DateOf> dates;

    /// <summary>AMT of a question.</summary>
    public Items<AmountOf> Amounts { get => amounts.List; init => amounts = new(value); }
    Held<AmountOf> amounts;

    /// <summary>AAA: why it could not be answered.</summary>
    public Items<EligibilityRejection> Rejections { get => rejections.List; init => rejections = new(value); }
    Held<EligibilityRejection> rejections;

    /// <summary>MSG.</summary>
    public Items<string> Messages { get => messages.List; init => messages = new(value); }
    Held<string> messages;

    /// <summary>Loop 2120: who gives the benefit.</summary>
    public Items<Party> Entities { get => entities.List; init => entities = new(value); }
    Held<Party> entities;

    /// <summary>HSD, III, and what has no place above.</summary>
    public Items<OtherSegment> Others { get => others.List; init => others = new(value); }
    Held<OtherSegment> others;

    internal static Benefit Read(TransactionReader reader, in Segment segment)
    {
        bool question = segment.Code == Tag.EQ;
        var benefit = question
            ? new Benefit { IsQuestion = true, CoverageLevel = reader.Text(segment, 3), Procedure = Procedure.Read(reader, segment, 2), Pointers = Composite.Read(reader, segment, 5) }
            : new Benefit
            {
                Information = reader.Text(segment, 1), CoverageLevel = reader.Text(segment, 2), InsuranceType = reader.Text(segment, 4), Plan = reader.Text(segment, 5), Period = reader.Text(segment, 6), Amount = segment.Amount(7), Share = segment.Amount(8),
                QuantityCode = reader.Text(segment, 9), Quantity = segment.Amount(10), NeedsAuthorization = reader.Text(segment, 11), InNetwork = reader.Text(segment, 12), Procedure = Procedure.Read(reader, segment, 13), Pointers = Composite.Read(reader, segment, 14),
            };
        var types = segment[question ? 1 : 3];
        byte repeats = segment.Delimiters.Repetition;
        while (!types.IsEmpty)
        {
            int to = repeats == 0 ? -1 : types.IndexOf(repeats);
            benefit.ServiceTypes.Add(reader.Text(to < 0 ? types : types[..to]));
            types = to < 0 ? default : types[(to + 1)..];
        }
        return benefit;
    }

    internal void Write(X12Writer writer)
    {
        if (IsQuestion) writer.Start("EQ").Repeated(ServiceTypes);
        else writer.Start("EB").Text(Information).Text(CoverageLevel).Repeated(ServiceTypes).Text(InsuranceType).Text(Plan).Text(Period).Amount(Amount).Amount(Share).Text(QuantityCode).Amount(Quantity).Text(NeedsAuthorization).Text(InNetwork);
        if (Procedure is null) writer.Text("");
        else Procedure.Write(writer);
        if (IsQuestion) writer.Text(CoverageLevel).Text("");
        writer.Composite(Pointers).End();
        OtherSegment.Write(writer, Others, "HSD");
        foreach (var amount in Amounts) amount.Write(writer);
        if (IsQuestion) OtherSegment.Write(writer, Others, "III");
        foreach (var reference in References) reference.Write(writer);
        foreach (var date in Dates) date.WriteDtp(writer);
        foreach (var rejection in Rejections) rejection.Write(writer);
        foreach (string message in Messages) writer.Start("MSG").Text(message).End();
        if (!IsQuestion) OtherSegment.Write(writer, Others, "III");
        OtherSegment.Write(writer, Others, "LS");
        foreach (var entity in Entities)
        {
            entity.WriteName(writer);
            entity.WriteAddress(writer);
            entity.WriteContacts(writer);
            entity.WriteSpecialty(writer);
            entity.WriteReferences(writer);
        }
        OtherSegment.Write(writer, Others, "LE");
        OtherSegment.WriteRest(writer, Others, "HSD", "III", "LS", "LE");
    }
}
