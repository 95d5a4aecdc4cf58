namespace Quarterhour.X12;

/// <summary>Reads professional claims one at a time, whatever the size of the file; other transactions are passed over. Reads claims of version 4010 and damaged ones as far as they go.</summary>
/// <example><code>
/// using var claims = ClaimReader.Open("claims.837", new CheckOptions());
/// while (claims.Read() is { } claim)
///     foreach (var line in claim.Lines) Console.WriteLine($"{claim.Id} {line.Procedure} {line.Charge}");
/// </code></example>
public sealed class ClaimReader(X12Reader source, CheckOptions? checks = null) : TransactionReader(source, checks)
{
    ClaimBatch? batch;
    ClaimProvider? provider;
    ClaimSubscriber? subscriber;
    ClaimPatient? patient;

    // what the segments that follow belong to
    ProfessionalClaim? claim;
    Party? party;
    OtherPayer? payer;
    ClaimLine? line;
    LineAdjudication? adjudication;
    DispensedDrug? drug;
    bool form;

    /// <summary>Reads a file.</summary>
    public static ClaimReader Open(string path, CheckOptions? checks = null) => new(X12Reader.Open(path, new(checks?.Profile, checks?.MostFindings ?? 10_000)), checks);

    /// <summary>Reads a stream.</summary>
    public static ClaimReader Open(Stream stream, CheckOptions? checks = null) => new(X12Reader.Open(stream, new(checks?.Profile, checks?.MostFindings ?? 10_000)), checks);

    /// <summary>The next claim; null at the end.</summary>
    public ProfessionalClaim? Read()
    {
        while (Next())
        {
            var segment = Source.Segment;
            switch (segment.Code)
            {
                case Tag.ST:
                    if (Done() is { } before) return before;
                    Begin(segment);
                    break;
                case Tag.SE or Tag.GE or Tag.IEA:
                    if (Done() is { } last) return last;
                    batch = null;
                    break;
                case Tag.HL or Tag.CLM when batch is not null:
                    if (Done() is { } one) return one;
                    if (segment.Code == Tag.HL) Level(segment);
                    else Claim(segment);
                    break;
                default:
                    if (batch is null) break;
                    if (claim is null) Header(segment);
                    else if (line is null) InClaim(segment);
                    else InLine(segment);
                    break;
            }
        }
        return Done();
    }

    /// <summary>The claim that is open, and behind which the current segment stands.</summary>
    ProfessionalClaim? Done()
    {
        if (claim is not { } done) return null;
        Hold();
        (claim, party, payer, line, adjudication, drug, form) = (null, null, null, null, null, null, false);
        return done;
    }

    void Begin(in Segment st)
    {
        var transaction = Source.Transaction!;
        batch = transaction.Set == "837" && transaction.Kind is not ("837I" or "837D" or "837I-predetermination") ? new() { Transaction = transaction } : null;
        (provider, subscriber, patient, party) = (null, null, null, null);
    }

    void Level(in Segment hl)
    {
        party = null;
        switch (Text(hl, 3))
        {
            case "20": (provider, subscriber, patient) = (new(), null, null); break;
            case "22": (subscriber, patient) = (new() { HasPatients = hl.Is(4, "1"u8) }, null); break;
            case "23": patient = new(); break;
        }
    }

    void Claim(in Segment clm)
    {
        claim = new() { Batch = batch!, Provider = provider ??= new(), Subscriber = subscriber ??= new(), Patient = patient };
        claim.ReadClm(this, clm);
        party = null;
    }

    void Header(in Segment segment)
    {
        switch (segment.Code)
        {
            case Tag.BHT when provider is null:
                (batch!.Structure, batch.Purpose, batch.Number, batch.Date, batch.Time, batch.Type) = (Text(segment, 1), Text(segment, 2), Text(segment, 3), Text(segment, 4), Text(segment, 5), Text(segment, 6));
                return;
            case Tag.NM1:
                party = Party.ReadNm1(this, segment);
                Place(party);
                return;
            case Tag.PRV when provider is not null && subscriber is null && party is null:
                (provider.TaxonomyCode, provider.Taxonomy) = (Text(segment, 2), Text(segment, 3));
                return;
            case Tag.SBR when subscriber is not null:
                subscriber.Coverage = Coverage.Read(this, segment);
                return;
            case Tag.PAT when patient is not null:
                patient.Relationship = Text(segment, 1);
                for (int i = 2; i <= segment.Count; i++) patient.Further.Add(Text(segment, i));
                return;
        }
        if (party is not null && party.Take(this, segment)) return;
        var others = patient?.Others ?? subscriber?.Others ?? provider?.Others ?? batch!.Others;
        others.Add(OtherSegment.Read(this, segment));
    }

    void Place(Party one)
    {
        if (patient is not null && one.Code == "QC") patient.Patient = one;
        else if (subscriber is not null && one.Code == "PR") subscriber.Payer = one;
        else if (subscriber is not null && patient is null) subscriber.Subscriber = one;
        else if (provider is not null && one.Code == "87") provider.PayTo = one;
        else if (provider is not null && one.Code == "PE") provider.PayToPlan = one;
        else if (provider is not null && subscriber is null) provider.Billing = one;
        else if (provider is null && one.Code == "40") batch!.Receiver = one;
        else if (provider is null) batch!.Submitter = one;
    }

    void InClaim(in Segment segment)
    {
        switch (segment.Code)
        {
            case Tag.LX:
                claim!.Lines.Add(line = new() { Number = Text(segment, 1) });
                (party, payer) = (null, null);
                return;
            case Tag.SBR:
                claim!.OtherPayers.Add(payer = new() { Coverage = Coverage.Read(this, segment) });
                party = null;
                return;
            case Tag.NM1:
                party = Party.ReadNm1(this, segment);
                if (payer is null) claim!.Providers.Add(party);
                else if (party.Code == "IL") payer.Subscriber = party;
                else if (party.Code == "PR") payer.Payer = party;
                else payer.Providers.Add(party);
                return;
            case Tag.DTP:
                (payer?.Dates ?? claim!.Dates).Add(DateOf.ReadDtp(this, segment));
                return;
            case Tag.AMT:
                (payer?.Amounts ?? claim!.Amounts).Add(AmountOf.Read(this, segment));
                return;
            case Tag.CAS when payer is not null:
                Adjustment.Read(this, segment, payer.Adjustments);
                return;
            case Tag.OI when payer is not null:
                (payer.BenefitsAssigned, payer.PatientSignature, payer.ReleaseOfInformation) = (Text(segment, 3), Text(segment, 4), Text(segment, 6));
                return;
        }
        if (party is not null && party.Take(this, segment)) return;
        switch (segment.Code)
        {
            case Tag.REF when payer is null: claim!.References.Add(X12.Reference.Read(this, segment)); break;
            case Tag.PWK: claim!.Attachments.Add(Attachment.Read(this, segment)); break;
            case Tag.K3: claim!.FixedFormat.Add(Text(segment, 1)); break;
            case Tag.NTE: claim!.Notes.Add(new(Text(segment, 1), Text(segment, 2))); break;
            case Tag.HI when claim!.Diagnoses.Count == 0 && segment[1, 1] is [(byte)'A', (byte)'B', (byte)'K'] or [(byte)'B', (byte)'K']: Diagnoses(segment); break;
            default: (payer?.Others ?? claim!.Others).Add(OtherSegment.Read(this, segment)); break;
        }
    }

    void Diagnoses(in Segment hi)
    {
        for (int i = 1; i <= hi.Count; i++) claim!.Diagnoses.Add(new(Text(hi[i, 1]), Text(hi[i, 2])));
    }

    void InLine(in Segment segment)
    {
        switch (segment.Code)
        {
            case Tag.LX:
                claim!.Lines.Add(line = new() { Number = Text(segment, 1) });
                (party, adjudication, drug, form) = (null, null, null, false);
                return;
            case Tag.SV1: line!.ReadSv1(this, segment); return;
            case Tag.NM1:
                line!.Providers.Add(party = Party.ReadNm1(this, segment));
                drug = null;
                return;
            case Tag.LIN:
                line!.Drugs.Add(drug = new(Text(segment, 2), Text(segment, 3)));
                return;
            case Tag.CTP when drug is not null:
                (drug.Price, drug.Quantity, drug.Unit) = (segment.Amount(3), segment.Amount(4), Text(segment[5, 1]));
                return;
            case Tag.SVD:
                line!.Adjudications.Add(adjudication = LineAdjudication.Read(this, segment));
                (party, drug) = (null, null);
                return;
            case Tag.CAS when adjudication is not null: Adjustment.Read(this, segment, adjudication.Adjustments); return;
            case Tag.DTP when !form: (adjudication?.Dates ?? line!.Dates).Add(DateOf.ReadDtp(this, segment)); return;
            case Tag.AMT: (adjudication?.Amounts ?? line!.Amounts).Add(AmountOf.Read(this, segment)); return;
            case Tag.QTY: line!.Quantities.Add(QuantityOf.Read(this, segment)); return;
            case Tag.REF when drug is not null: drug.References.Add(X12.Reference.Read(this, segment)); return;
            case Tag.LQ: form = true; break;
        }
        if (party is not null && party.Take(this, segment)) return;
        switch (segment.Code)
        {
            case Tag.REF: line!.References.Add(X12.Reference.Read(this, segment)); break;
            case Tag.PWK: line!.Attachments.Add(Attachment.Read(this, segment)); break;
            case Tag.K3: line!.FixedFormat.Add(Text(segment, 1)); break;
            case Tag.NTE: line!.Notes.Add(new(Text(segment, 1), Text(segment, 2))); break;
            default: line!.Others.Add(OtherSegment.Read(this, segment)); break;
        }
    }
}
