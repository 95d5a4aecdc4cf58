namespace Quarterhour.X12;

/// <summary>A person or an organization with its address, numbers and contacts: NM1 or N1 and what follows it.</summary>
/// <param name="Code">The role: 85 billing, 82 rendering, DN referring, IL subscriber, QC patient, PR payer.</param>
public sealed record Party(string Code)
{
    /// <summary>Written as N1, which has no kind and one name, as 835 does.</summary>
    public bool IsN1 { get; init; }

    /// <summary>NM102: 1 a person, 2 an organization.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Last name, or the organization's.</summary>
    public string Name { get; set; } = "";

    /// <summary>First name.</summary>
    public string First { get; set; } = "";

    /// <summary>Middle name or initial.</summary>
    public string Middle { get; set; } = "";

    /// <summary>Name prefix.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>Name suffix.</summary>
    public string Suffix { get; set; } = "";

    /// <summary>What the id is: XX NPI, MI member id, PI payer id, 46 sender's id, FI tax id.</summary>
    public string IdCode { get; set; } = "";

    /// <summary>The id.</summary>
    public string Id { get; set; } = "";

    /// <summary>NM110 in eligibility: how it is related to the patient.</summary>
    public string Relation { get; set; } = "";

    /// <summary>N2.</summary>
    public string FurtherName { get; set; } = "";

    /// <summary>N301.</summary>
    public string Street { get; set; } = "";

    /// <summary>N302.</summary>
    public string Street2 { get; set; } = "";

    /// <summary>N401.</summary>
    public string City { get; set; } = "";

    /// <summary>N402.</summary>
    public string State { get; set; } = "";

    /// <summary>N403, without dashes.</summary>
    public string Zip { get; set; } = "";

    /// <summary>N404.</summary>
    public string Country { get; set; } = "";

    /// <summary>N405 and N406 where used, then N407.</summary>
    public string LocationCode { get; set; } = "";

    /// <summary>N406.</summary>
    public string Location { get; set; } = "";

    /// <summary>N407.</summary>
    public string Subdivision { get; set; } = "";

    /// <summary>DMG02, CCYYMMDD.</summary>
    public string Birth { get; set; } = "";

    /// <summary>DMG03: F, M or U.</summary>
    public string Sex { get; set; } = "";

    /// <summary>PRV01: BI billing, PE performing.</summary>
    public string SpecialtyRole { get; set; } = "";

    /// <summary>PRV02: PXC taxonomy.</summary>
    public string SpecialtyCode { get; set; } = "";

    /// <summary>PRV03: the taxonomy code.</summary>
    public string Specialty { get; set; } = "";

    /// <summary>REF.</summary>
    public Items<Reference> References { get => references.List; init => references = new(value); }
    Held<Reference> references;

    /// <summary>PER.</summary>
    public Items<Contact> Contacts { get => contacts.List; init => contacts = new(value); }
    Held<Contact> contacts;

    /// <summary>The first number with this code; null when there is none.</summary>
    public string? Reference(string code) => References.Find(one => one.Code == code)?.Value;

    internal static Party ReadNm1(TransactionReader reader, in Segment nm1) => new(reader.Text(nm1, 1))
    {
        Kind = reader.Text(nm1, 2), Name = reader.Text(nm1, 3), First = reader.Text(nm1, 4), Middle = reader.Text(nm1, 5), Prefix = reader.Text(nm1, 6), Suffix = reader.Text(nm1, 7),
        IdCode = reader.Text(nm1, 8), Id = reader.Text(nm1, 9), Relation = reader.Text(nm1, 10),
    };

    internal static Party ReadN1(TransactionReader reader, in Segment n1) => new(reader.Text(n1, 1)) { IsN1 = true, Name = reader.Text(n1, 2), IdCode = reader.Text(n1, 3), Id = reader.Text(n1, 4) };

    /// <summary>Takes a segment that follows the name.</summary>
    /// <returns>False for one that is none of those.</returns>
    internal bool Take(TransactionReader reader, in Segment segment)
    {
        switch (segment.Code)
        {
            case Tag.N2: FurtherName = reader.Text(segment, 1); return true;
            case Tag.N3: (Street, Street2) = (reader.Text(segment, 1), reader.Text(segment, 2)); return true;
            case Tag.N4:
                (City, State, Zip, Country) = (reader.Text(segment, 1), reader.Text(segment, 2), reader.Text(segment, 3), reader.Text(segment, 4));
                (LocationCode, Location, Subdivision) = (reader.Text(segment, 5), reader.Text(segment, 6), reader.Text(segment, 7));
                return true;
            case Tag.DMG: (Birth, Sex) = (reader.Text(segment, 2), reader.Text(segment, 3)); return true;
            case Tag.PRV: (SpecialtyRole, SpecialtyCode, Specialty) = (reader.Text(segment, 1), reader.Text(segment, 2), reader.Text(segment, 3)); return true;
            case Tag.REF: References.Add(X12.Reference.Read(reader, segment)); return true;
            case Tag.PER: Contacts.Add(Contact.Read(reader, segment)); return true;
            default: return false;
        }
    }

    internal void WriteName(X12Writer writer)
    {
        if (IsN1) writer.Start("N1").Text(Code).Text(Name).Text(IdCode).Text(Id).End();
        else writer.Start("NM1").Text(Code).Text(Kind).Text(Name).Text(First).Text(Middle).Text(Prefix).Text(Suffix).Text(IdCode).Text(Id).Text(Relation).End();
        if (FurtherName.Length > 0) writer.Start("N2").Text(FurtherName).End();
    }

    internal void WriteAddress(X12Writer writer)
    {
        if (Street.Length > 0 || Street2.Length > 0) writer.Start("N3").Text(Street).Text(Street2).End();
        if (City.Length > 0 || State.Length > 0 || Zip.Length > 0 || Country.Length > 0)
            writer.Start("N4").Text(City).Text(State).Text(Zip).Text(Country).Text(LocationCode).Text(Location).Text(Subdivision).End();
    }

    internal void WriteBirth(X12Writer writer)
    {
        if (Birth.Length > 0 || Sex.Length > 0) writer.Start("DMG").Text(Birth.Length > 0 ? "D8" : "").Text(Birth).Text(Sex).End();
    }

    internal void WriteSpecialty(X12Writer writer)
    {
        if (SpecialtyRole.Length > 0) writer.Start("PRV").Text(SpecialtyRole).Text(SpecialtyCode).Text(Specialty).End();
    }

    internal void WriteReferences(X12Writer writer)
    {
        foreach (var reference in References) reference.Write(writer);
    }

    internal void WriteContacts(X12Writer writer)
    {
        foreach (var contact in Contacts) contact.Write(writer);
    }

    /// <summary>All of it in the order of claims: name, address, birth, specialty, numbers, contacts.</summary>
    internal void Write(X12Writer writer)
    {
        WriteName(writer);
        WriteAddress(writer);
        WriteBirth(writer);
        WriteSpecialty(writer);
        WriteReferences(writer);
        WriteContacts(writer);
    }
}
