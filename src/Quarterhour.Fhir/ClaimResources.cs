using System.Security.Cryptography;
using System.Text;
using Quarterhour.Claims;
using F = Hl7.Fhir.Model;

namespace Quarterhour.Fhir;

/// <summary>Claims as FHIR R4 with all that they name, each resource once: Claim, Coverage, Patient, RelatedPerson, Organization, Practitioner. The same claims give the same resources.</summary>
/// <param name="created">The day that stands in them.</param>
/// <param name="named">An id of the caller's for what the mapping calls by a word, such as <c>patient-P101</c>; null where it has none, and the word is the id.</param>
public sealed class ClaimResources(DateOnly created, Func<string, string?>? named = null)
{
    const int LongestId = 64;

    readonly Dictionary<string, F.Resource> known = new(StringComparer.Ordinal);
    readonly List<F.Resource> all = [];

    /// <summary>In the order in which they were first named.</summary>
    public IReadOnlyList<F.Resource> All => all;

    /// <summary>The day that stands in them.</summary>
    public DateOnly Created => created;

    /// <summary>Adds a claim with all that it names.</summary>
    public void Add(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        Keep(ClaimResource.Of(claim, Name(claim), this), $"claim-{claim.Number}");
    }

    /// <summary>Adds a request for authorization in the shape of Da Vinci PAS: the claim's services, not yet given.</summary>
    public void AddPreauthorization(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        Keep(Preauthorization.Of(claim, Name(claim), this), $"preauthorization-{claim.Number}");
    }

    /// <summary>Adds what a payer decided on a claim, in the shape of CARIN Blue Button.</summary>
    /// <param name="claim">The claim as it was sent.</param>
    /// <param name="decided">The payer's decision.</param>
    public void Add(Claim claim, X12.ClaimPayment decided)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(decided);
        var names = Name(claim);
        foreach (var one in all.Where(static one => one.Meta?.Profile.Any() != true))
            if (one is F.Patient or F.Coverage or F.Organization or F.Practitioner or F.RelatedPerson) one.Meta!.ProfileElement.Add(new F.Canonical($"{FhirTerms.CarinProfile}C4BB-{one.TypeName}|2.0.0"));
        Keep(Explanation.Of(claim, decided, names, this), $"eob-{claim.Number}-{decided.PayerNumber}-{decided.Status}");
    }

    /// <summary>Adds a payment with a detail for each claim and each adjustment outside of claims.</summary>
    public void Add(X12.Payment payment, IReadOnlyList<X12.ClaimPayment> claims)
    {
        ArgumentNullException.ThrowIfNull(payment);
        ArgumentNullException.ThrowIfNull(claims);
        Keep(Reconciliation.Of(payment, claims, this), $"payment-{payment.Trace}");
    }

    /// <summary>The parties of a claim.</summary>
    ClaimNames Name(Claim claim)
    {
        string system = $"urn:quarterhour:{claim.Billing.Npi}";
        var patient = Refer(() => FhirParties.Patient(claim.Patient, claim.Coverage, system), "Patient", $"patient-{claim.Patient.Id}");
        var provider = claim.Billing.Person is null ? Refer(() => FhirParties.Facility(claim.Billing), "Organization", $"facility-{claim.Billing.Id}") : Refer(() => FhirParties.Person(claim.Billing), "Practitioner", $"provider-{claim.Billing.Npi}");
        var payer = Payer(claim.Coverage.Payer);
        return new(system, patient, provider, payer, Cover(claim.Coverage, claim.Patient, patient), [.. claim.OtherCoverages.Select(other => Cover(other.Coverage, claim.Patient, patient))], Person(claim.Rendering), Person(claim.Referring), Person(claim.Supervising));
    }

    F.ResourceReference Payer(PayerIdentity payer) => Refer(() => FhirParties.Payer(payer), "Organization", $"payer-{payer.Id}");

    F.ResourceReference? Person(Provider? provider) => provider is null ? null : Refer(() => FhirParties.Practitioner(provider.Name, provider.Npi, provider.Taxonomy), "Practitioner", $"provider-{provider.Npi}");

    F.ResourceReference Cover(Coverage coverage, Patient patient, F.ResourceReference beneficiary)
    {
        string key = $"{patient.Id}-{coverage.Payer.Id}";
        var subscriber = coverage.Subscriber switch
        {
            null => beneficiary,
            { IsOrganization: true } employer => Refer(() => FhirParties.Organization(employer.Name.Last), "Organization", $"subscriber-{key}"),
            var person => Refer(() =>
            {
                var made = FhirParties.Subscriber(person, coverage.Relationship);
                made.Patient = beneficiary;
                return made;
            }, "RelatedPerson", $"subscriber-{key}"),
        };
        var payer = Payer(coverage.Payer);
        // an organization is no subscriber in FHIR; it holds the policy
        bool employed = coverage.Subscriber is { IsOrganization: true };
        return Refer(() =>
        {
            var made = FhirParties.Coverage(coverage, beneficiary, subscriber, payer);
            if (employed) (made.PolicyHolder, made.Subscriber) = (subscriber, null);
            return made;
        }, "Coverage", $"coverage-{key}");
    }

    /// <summary>A reference to a resource, which is made when it is first named.</summary>
    internal F.ResourceReference Refer(Func<F.Resource> make, string type, string word)
    {
        string id = Named(word);
        if (!known.ContainsKey($"{type}/{id}")) Keep(make(), word);
        return new($"{type}/{id}");
    }

    void Keep(F.Resource resource, string word)
    {
        resource.Id = Named(word);
        (resource.Meta ??= new()).LastUpdated = new DateTimeOffset(created, TimeOnly.MinValue, TimeSpan.Zero);
        if (known.TryAdd($"{resource.TypeName}/{resource.Id}", resource)) all.Add(resource);
    }

    string Named(string word) => named?.Invoke(word) ?? Id(word);

    /// <summary>The id that a word has where nobody names another.</summary>
    public static string IdOf(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return Id(word);
    }

    /// <summary>A word as an id: letters, digits, dashes and points; of another, 64 bits of its SHA-256.</summary>
    internal static string Id(string word) => word.Length <= LongestId && word.All(static one => char.IsAsciiLetterOrDigit(one) || one is '-' or '.') ? word
        : $"{string.Concat(word.TakeWhile(static one => one != '-'))}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(word)))[..16]}";
}
