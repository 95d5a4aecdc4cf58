namespace Quarterhour.X12;

/// <summary>Writes professional claims: levels are begun as provider, subscriber and patient change, and numbered from 1 in each transaction.</summary>
public sealed class ClaimWriter(X12Writer writer)
{
    ClaimBatch? batch;
    ClaimProvider? provider;
    ClaimSubscriber? subscriber;
    ClaimPatient? patient;
    int level, providerLevel, subscriberLevel;

    /// <summary>Writes a claim. Claims that stand together and have the same batch, provider, subscriber and patient share those levels.</summary>
    /// <param name="claim">The claim.</param>
    /// <exception cref="X12DataException">A field holds what X12 can't carry.</exception>
    public void Write(ProfessionalClaim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        if (!ReferenceEquals(batch, claim.Batch)) Begin(claim.Batch);
        if (!ReferenceEquals(provider, claim.Provider)) Begin(claim.Provider);
        if (!ReferenceEquals(subscriber, claim.Subscriber)) Begin(claim.Subscriber, claim.Patient is not null);
        if (!ReferenceEquals(patient, claim.Patient)) Begin(claim.Patient);
        claim.Write(writer);
    }

    /// <summary>Ends the transaction that is open.</summary>
    public void End()
    {
        writer.EndTransaction();
        (batch, provider, subscriber, patient) = (null, null, null, null);
    }

    void Begin(ClaimBatch header)
    {
        End();
        (batch, level) = (header, 0);
        writer.Begin(header.Transaction);
        writer.Start("BHT").Text(header.Structure).Text(header.Purpose).Text(header.Number).Text(header.Date).Text(header.Time).Text(header.Type).End();
        OtherSegment.Write(writer, header.Others, "REF");
        header.Submitter?.Write(writer);
        header.Receiver?.Write(writer);
        OtherSegment.WriteRest(writer, header.Others, "REF");
    }

    void Begin(ClaimProvider one)
    {
        (provider, subscriber, patient, providerLevel) = (one, null, null, ++level);
        writer.Start("HL").Count(level).Text("").Text("20").Text("1").End();
        if (one.Taxonomy.Length > 0) writer.Start("PRV").Text("BI").Text(one.TaxonomyCode).Text(one.Taxonomy).End();
        OtherSegment.Write(writer, one.Others, "CUR");
        one.Billing.Write(writer);
        one.PayTo?.Write(writer);
        one.PayToPlan?.Write(writer);
        OtherSegment.WriteRest(writer, one.Others, "CUR");
    }

    void Begin(ClaimSubscriber one, bool hasPatient)
    {
        (subscriber, patient, subscriberLevel) = (one, null, ++level);
        writer.Start("HL").Count(level).Count(providerLevel).Text("22").Text(hasPatient || one.HasPatients ? "1" : "0").End();
        one.Coverage.Write(writer);
        OtherSegment.Write(writer, one.Others, "PAT");
        one.Subscriber.Write(writer);
        one.Payer.Write(writer);
        OtherSegment.WriteRest(writer, one.Others, "PAT");
    }

    void Begin(ClaimPatient? one)
    {
        patient = one;
        if (one is null) return;
        writer.Start("HL").Count(++level).Count(subscriberLevel).Text("23").Text("0").End();
        writer.Start("PAT").Text(one.Relationship);
        foreach (string further in one.Further) writer.Text(further);
        writer.End();
        one.Patient.Write(writer);
        OtherSegment.WriteRest(writer, one.Others);
    }
}
