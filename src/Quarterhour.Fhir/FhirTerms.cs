using Quarterhour.Billing;
using F = Hl7.Fhir.Model;

namespace Quarterhour.Fhir;

/// <summary>Code systems and small pieces that resources share.</summary>
static class FhirTerms
{
    public const string Terminology = "http://terminology.hl7.org/CodeSystem/", CarinSystem = "http://hl7.org/fhir/us/carin-bb/CodeSystem/", CarinProfile = "http://hl7.org/fhir/us/carin-bb/StructureDefinition/",
        PasProfile = "http://hl7.org/fhir/us/davinci-pas/StructureDefinition/", Npi = "http://hl7.org/fhir/sid/us-npi", TaxId = "urn:oid:2.16.840.1.113883.4.4", SocialSecurity = "http://hl7.org/fhir/sid/us-ssn",
        Diagnosis = "http://hl7.org/fhir/sid/icd-10-cm", Place = "https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set", Taxonomy = "http://nucc.org/provider-taxonomy",
        AdjustmentReason = "https://x12.org/codes/claim-adjustment-reason-codes", RemarkCode = "https://x12.org/codes/remittance-advice-remark-codes";

    /// <summary>HCPCS Level II as Da Vinci PAS names it, and as CARIN Blue Button does.</summary>
    public const string Hcpcs = "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", HcpcsOfCarin = "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets";

    const string Cpt = "http://www.ama-assn.org/go/cpt";

    public static F.CodeableConcept Coded(string system, string code) => new(system, code);

    /// <summary>CPT codes begin with a digit, those of HCPCS Level II with a letter; so do their modifiers.</summary>
    public static F.CodeableConcept Procedure(string code, string hcpcs = Hcpcs) => new(char.IsAsciiDigit(code[0]) ? Cpt : hcpcs, code);

    public static F.Money Dollars(decimal amount) => new() { Value = Money.Round(amount), Currency = F.Money.Currencies.USD };

    public static F.Identifier Identified(string typeSystem, string type, string? system, string value) => new(system, value) { Type = new(typeSystem, type) };

    public static F.Identifier OfNpi(string npi) => Identified(Terminology + "v2-0203", "NPI", Npi, npi);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
