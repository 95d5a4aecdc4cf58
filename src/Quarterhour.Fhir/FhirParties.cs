using Quarterhour.Claims;
using F = Hl7.Fhir.Model;

namespace Quarterhour.Fhir;

/// <summary>Who is on a claim as FHIR: patient, subscriber, facility, provider, payer, coverage.</summary>
static class FhirParties
{
    public static F.Patient Patient(Patient patient, Coverage? coverage, string system)
    {
        var made = new F.Patient
        {
            Identifier = { FhirTerms.Identified(FhirTerms.CarinSystem + "C4BBIdentifierType", "pat", $"{system}:patient", patient.Id) },
            Name = { Name(patient.Name) }, Gender = Gender(patient.Sex), BirthDate = FhirTerms.Day(patient.Birth), Address = { Address(patient.Address) },
        };
        if (coverage is not null) made.Identifier.Add(Member(coverage));
        if (patient.Phone is { } phone) made.Telecom.Add(Phone(phone));
        return made;
    }

    public static F.RelatedPerson Subscriber(Subscriber subscriber, string relationship)
    {
        var made = new F.RelatedPerson { Active = true, Name = { Name(subscriber.Name) }, BirthDate = subscriber.Birth is { } birth ? FhirTerms.Day(birth) : null };
        if (subscriber.Sex is { } sex) made.Gender = Gender(sex);
        if (subscriber.Address is { } address) made.Address.Add(Address(address));
        // the patient's relationship to the subscriber, told as what the subscriber is to the patient where one word says both
        if (relationship == "01") made.Relationship.Add(new(FhirTerms.Terminology + "v3-RoleCode", "SPS"));
        return made;
    }

    public static F.Organization Organization(string name, params IEnumerable<F.Identifier> identifiers) => new() { Active = true, Name = name, Identifier = [.. identifiers] };

    public static F.Organization Facility(Facility facility)
    {
        var made = Organization(facility.Name, FhirTerms.OfNpi(facility.Npi), Tax(facility));
        made.Address.Add(Address(facility.Address));
        if (facility.Phone is { } phone) made.Telecom.Add(Phone(phone));
        made.Type.Add(new(FhirTerms.Taxonomy, facility.Taxonomy));
        return made;
    }

    public static F.Practitioner Practitioner(PersonName name, string npi, string? taxonomy)
    {
        var made = new F.Practitioner { Identifier = { FhirTerms.OfNpi(npi) }, Name = { Name(name) } };
        if (taxonomy is not null) made.Qualification.Add(new() { Code = new(FhirTerms.Taxonomy, taxonomy) });
        return made;
    }

    public static F.Practitioner Person(Facility facility)
    {
        var made = Practitioner(facility.Person!, facility.Npi, facility.Taxonomy);
        made.Identifier.Add(Tax(facility));
        made.Address.Add(Address(facility.Address));
        return made;
    }

    public static F.Organization Payer(PayerIdentity payer)
    {
        var made = Organization(payer.Name, FhirTerms.Identified(FhirTerms.CarinSystem + "C4BBIdentifierType", "payerid", null, payer.PayerNumber));
        if (payer.Address is { } address) made.Address.Add(Address(address));
        return made;
    }

    public static F.Coverage Coverage(Coverage coverage, F.ResourceReference patient, F.ResourceReference subscriber, F.ResourceReference payer)
    {
        var made = new F.Coverage
        {
            Identifier = { Member(coverage) }, Status = F.FinancialResourceStatusCodes.Active, SubscriberId = coverage.MemberId, Subscriber = subscriber, Beneficiary = patient,
            Relationship = new(FhirTerms.Terminology + "subscriber-relationship", coverage.Relationship switch { "18" => "self", "01" => "spouse", "19" => "child", _ => "other" }),
            Payor = { payer }, Order = (int)coverage.Order,
        };
        if (coverage.Group is { } group) made.Class.Add(new() { Type = new(FhirTerms.Terminology + "coverage-class", "group"), Value = group, Name = coverage.GroupName });
        return made;
    }

    static F.Identifier Tax(Facility facility) => FhirTerms.Identified(FhirTerms.Terminology + "v2-0203", facility.TaxIdIsSocialSecurity ? "SS" : "TAX", facility.TaxIdIsSocialSecurity ? FhirTerms.SocialSecurity : FhirTerms.TaxId, facility.TaxId);

    static F.Identifier Member(Coverage coverage) => FhirTerms.Identified(FhirTerms.Terminology + "v2-0203", "MB", coverage.Payer.FilingCode == "MB" ? "http://hl7.org/fhir/sid/us-mbi" : $"urn:quarterhour:payer:{Uri.EscapeDataString(coverage.Payer.PayerNumber)}:member", coverage.MemberId);

    static F.HumanName Name(PersonName name)
    {
        var made = new F.HumanName { Family = name.Last };
        if (name.First.Length > 0) made.GivenElement.Add(new(name.First));
        if (name.Middle is { } middle) made.GivenElement.Add(new(middle));
        if (name.Suffix is { } suffix) made.SuffixElement.Add(new(suffix));
        return made;
    }

    static F.Address Address(Address address)
    {
        var made = new F.Address { City = address.City, State = address.State, PostalCode = address.Zip.Length == 9 ? $"{address.Zip[..5]}-{address.Zip[5..]}" : address.Zip, Country = "US" };
        made.LineElement.Add(new(address.Street));
        if (address.Street2 is { } second) made.LineElement.Add(new(second));
        return made;
    }

    static F.ContactPoint Phone(string digits) => new(F.ContactPoint.ContactPointSystem.Phone, null, $"{digits[..3]}-{digits[3..6]}-{digits[6..]}");

    static F.AdministrativeGender Gender(string sex) => sex switch { "F" => F.AdministrativeGender.Female, "M" => F.AdministrativeGender.Male, _ => F.AdministrativeGender.Unknown };
}
