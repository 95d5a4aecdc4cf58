namespace Quarterhour.X12;

/// <summary>What a professional claim and each of its lines hold alike, loops 2300 and 2400.</summary>
public abstract record ClaimSegments
{
    /// <summary>Elements of CLM or SV1 without a field of their own by number, where filled.</summary>
    public Items<(int Element, string Value)> Further { get => further.List; init => further = new(value); }
    Held<(int Element, string Value)> further;

    /// <summary>DTP. Of a claim 431 onset, 454 initial treatment, 304 last seen, 439 accident; of a line 472 service, 304 last seen.</summary>
    public Items<DateOf> Dates { get => dates.List; init => dates = new(value); }
    Held<DateOf> dates;

    /// <summary>PWK.</summary>
    public Items<Attachment> Attachments { get => attachments.List; init => attachments = new(value); }
    Held<Attachment> attachments;

    /// <summary>AMT: F5 what the patient paid.</summary>
    public Items<AmountOf> Amounts { get => amounts.List; init => amounts = new(value); }
    Held<AmountOf> amounts;

    /// <summary>REF. Of a claim F8 the payer's number of the claim that is replaced, G1 prior authorization, 9F referral; of a line 6R its number, G1.</summary>
    public Items<Reference> References { get => references.List; init => references = new(value); }
    Held<Reference> references;

    /// <summary>K3.</summary>
    public Items<string> FixedFormat { get => fixedFormat.List; init => fixedFormat = new(value); }
    Held<string> fixedFormat;

    /// <summary>NTE.</summary>
    public Items<Note> Notes { get => notes.List; init => notes = new(value); }
    Held<Note> notes;

    /// <summary>Loops 2310A to 2310F of a claim, 2420A to 2420H of a line.</summary>
    public Items<Party> Providers { get => providers.List; init => providers = new(value); }
    Held<Party> providers;

    /// <summary>What the guide has and this record no field for, and what it does not have here.</summary>
    public Items<OtherSegment> Others { get => others.List; init => others = new(value); }
    Held<OtherSegment> others;

    private protected string At(int element) => Further.Find(one => one.Element == element).Value ?? "";

    private protected void WriteNotes(X12Writer writer)
    {
        foreach (string text in FixedFormat) writer.Start("K3").Text(text).End();
        foreach (var note in Notes) writer.Start("NTE").Text(note.Code).Text(note.Text).End();
    }

    private protected void WriteProviders(X12Writer writer)
    {
        foreach (var provider in Providers)
        {
            provider.WriteName(writer);
            provider.WriteSpecialty(writer);
            provider.WriteAddress(writer);
            provider.WriteReferences(writer);
            provider.WriteContacts(writer);
        }
    }
}
