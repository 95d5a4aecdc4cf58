using Quarterhour.Claims;
using F = Hl7.Fhir.Model;

namespace Quarterhour.Fhir;

/// <summary>Parties as the records have them now, each a resource of its own: the same mapping that claims get, in the shape of CARIN Blue Button.</summary>
public static class RecordResources
{
    /// <param name="patient">Who.</param>
    /// <param name="coverage">Whose member number is told; null for none.</param>
    /// <param name="npi">Of the facility, whose numbers these are.</param>
    public static F.Patient Patient(Patient patient, Coverage? coverage, string npi)
    {
        ArgumentNullException.ThrowIfNull(patient);
        return Shaped(FhirParties.Patient(patient, coverage, $"urn:quarterhour:{npi}"));
    }

    /// <param name="coverage">Which.</param>
    /// <param name="patient">A reference to who is covered.</param>
    /// <param name="subscriber">A reference to whose policy it is.</param>
    /// <param name="payer">A reference to who pays.</param>
    public static F.Coverage Coverage(Coverage coverage, string patient, string subscriber, string payer)
    {
        ArgumentNullException.ThrowIfNull(coverage);
        var made = FhirParties.Coverage(coverage, new(patient), new(subscriber), new(payer));
        if (coverage.Subscriber is { IsOrganization: true }) (made.PolicyHolder, made.Subscriber) = (made.Subscriber, null);
        return Shaped(made);
    }

    public static F.Organization Payer(PayerIdentity payer) => Shaped(FhirParties.Payer(payer));

    /// <summary>A facility, or a person who bills in their own name.</summary>
    public static F.Resource Facility(Facility facility)
    {
        ArgumentNullException.ThrowIfNull(facility);
        return facility.Person is null ? Shaped(FhirParties.Facility(facility)) : Shaped(FhirParties.Person(facility));
    }

    public static F.Practitioner Practitioner(Provider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return Shaped(FhirParties.Practitioner(provider.Name, provider.Npi, provider.Taxonomy));
    }

    /// <summary>Whose policy it is, where that is not the patient: a person, or an employer.</summary>
    public static F.Resource Subscriber(Coverage coverage, string patient)
    {
        ArgumentNullException.ThrowIfNull(coverage);
        var subscriber = coverage.Subscriber ?? throw new ArgumentException("the patient is the subscriber", nameof(coverage));
        if (subscriber.IsOrganization) return Shaped(FhirParties.Organization(subscriber.Name.Last));
        var made = FhirParties.Subscriber(subscriber, coverage.Relationship);
        made.Patient = new(patient);
        return Shaped(made);
    }

    static T Shaped<T>(T made) where T : F.Resource
    {
        (made.Meta ??= new()).ProfileElement.Add(new F.Canonical($"{FhirTerms.CarinProfile}C4BB-{made.TypeName}|2.0.0"));
        return made;
    }
}
