using System.Globalization;
using F = Hl7.Fhir.Model;

namespace Quarterhour.Web.Fhir;

/// <summary>What the FHIR addresses can do: the statement that they give, and the parameters that each search takes, from one list.</summary>
static class FhirCapability
{
    /// <summary>Parameters of each search, with their types and what they find.</summary>
    public static readonly IReadOnlyDictionary<string, (string Name, F.SearchParamType Type, string Says)[]> Searches = new Dictionary<string, (string, F.SearchParamType, string)[]>(StringComparer.Ordinal)
    {
        ["Patient"] =
        [
            ("_id", F.SearchParamType.Token, "Ids, comma-separated."), ("identifier", F.SearchParamType.Token, "The practice's own word for the patient, with or without its system."), ("name", F.SearchParamType.String, "The beginning of the last name."),
            ("family", F.SearchParamType.String, "The beginning of the last name."), ("given", F.SearchParamType.String, "The beginning of the first name; beside another parameter."), ("birthdate", F.SearchParamType.Date, "A day; beside another parameter."),
            ("gender", F.SearchParamType.Token, "female, male or unknown; beside another parameter."),
        ],
        ["Coverage"] = [("_id", F.SearchParamType.Token, "Ids, comma-separated."), ("patient", F.SearchParamType.Reference, "Who is covered."), ("beneficiary", F.SearchParamType.Reference, "Who is covered.")],
        ["Claim"] =
        [
            ("_id", F.SearchParamType.Token, "Ids, comma-separated."), ("identifier", F.SearchParamType.Token, "The claim's number."), ("patient", F.SearchParamType.Reference, "Whose."), ("created", F.SearchParamType.Date, "When it was made."),
            ("_lastUpdated", F.SearchParamType.Date, "When it was made: what was sent does not change."),
        ],
        ["ExplanationOfBenefit"] =
        [
            ("_id", F.SearchParamType.Token, "Ids, comma-separated."), ("identifier", F.SearchParamType.Token, "The payer's number of the claim."), ("patient", F.SearchParamType.Reference, "Whose."), ("claim", F.SearchParamType.Reference, "The claim that was decided."),
            ("type", F.SearchParamType.Token, "professional: all are."), ("service-date", F.SearchParamType.Date, "The date of service."), ("service-start-date", F.SearchParamType.Date, "The date of service."), ("billable-period-start", F.SearchParamType.Date, "The date of service."),
            ("_lastUpdated", F.SearchParamType.Date, "When the decision was posted here."),
        ],
    };

    /// <summary>Read where another resource names them.</summary>
    static readonly string[] Parties = ["Organization", "Practitioner", "RelatedPerson"];

    public static string[] Parameters(string type) => [.. Searches[type].Select(static one => one.Name)];

    public static F.CapabilityStatement Of(string root, DateOnly day)
    {
        var rest = new F.CapabilityStatement.RestComponent
        {
            Mode = F.CapabilityStatement.RestfulCapabilityMode.Server,
            Security = new() { Cors = false, Description = "A key of an account, sent as Authorization: Bearer; it acts within the account's role, facilities and the key's scopes. Every read is written into the trail." },
        };
        foreach (var (type, parameters) in Searches)
        {
            var resource = Resource(type, "read", "search-type");
            if (type != "Claim") resource.SupportedProfileElement.Add(new($"http://hl7.org/fhir/us/carin-bb/StructureDefinition/C4BB-{(type == "ExplanationOfBenefit" ? "ExplanationOfBenefit-Professional-NonClinician" : type)}|2.0.0"));
            foreach (var (name, kind, says) in parameters) resource.SearchParam.Add(new() { Name = name, Type = kind, Documentation = says });
            rest.Resource.Add(resource);
        }
        foreach (string type in Parties) rest.Resource.Add(Resource(type, "read"));
        return new()
        {
            Status = F.PublicationStatus.Active, Date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Kind = F.CapabilityStatementKind.Instance, FhirVersion = F.FHIRVersion.N4_0_1, FormatElement = { new("application/fhir+json"), new("json") },
            Software = new() { Name = "Quarterhour", Version = typeof(FhirCapability).Assembly.GetName().Version!.ToString(3) }, Implementation = new() { Description = "The practice's records", Url = root }, Rest = { rest },
        };

        static F.CapabilityStatement.ResourceComponent Resource(string type, params string[] interactions)
        {
            var made = new F.CapabilityStatement.ResourceComponent { Type = type, Versioning = F.CapabilityStatement.ResourceVersionPolicy.Versioned, ConditionalRead = F.CapabilityStatement.ConditionalReadStatus.NotMatch, ReadHistory = false, UpdateCreate = false };
            foreach (string code in interactions) made.Interaction.Add(new() { Code = code == "read" ? F.CapabilityStatement.TypeRestfulInteraction.Read : F.CapabilityStatement.TypeRestfulInteraction.SearchType });
            return made;
        }
    }
}
