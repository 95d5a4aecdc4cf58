using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using F = Hl7.Fhir.Model;

namespace Quarterhour.Fhir;

/// <summary>Writes resources as FHIR JSON: one Bundle, or NDJSON with a resource a line for bulk.</summary>
public static class FhirFile
{
    /// <summary>Where the resources of a Bundle are said to be; references between them are relative to it.</summary>
    const string Root = "urn:uuid:";

    static readonly JsonSerializerOptions Options = new JsonSerializerOptions().ForFhir(F.ModelInfo.ModelInspector);

    /// <summary>One resource a line, references as they are.</summary>
    public static void WriteLines(Stream stream, IEnumerable<F.Resource> resources)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(resources);
        foreach (var resource in resources)
        {
            JsonSerializer.Serialize<F.Resource>(stream, resource, Options);
            stream.WriteByte((byte)'\n');
        }
    }

    /// <summary>One Bundle of the type collection; its entries name each other by UUIDs that follow from their ids.</summary>
    public static void WriteBundle(Stream stream, IReadOnlyList<F.Resource> resources, DateOnly created)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize<F.Resource>(stream, Bundle(resources, created), Options);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>A request for authorization as Da Vinci PAS takes it at <c>Claim/$submit</c>: a Bundle of its own, the Claim first and behind it all that it names.</summary>
    public static F.Bundle Request(Claims.Claim claim, DateOnly created)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var resources = new ClaimResources(created);
        resources.AddPreauthorization(claim);
        var bundle = Bundle([.. resources.All.OrderBy(static one => one is F.Claim ? 0 : 1)], created);
        bundle.Id = ClaimResources.Id($"request-{claim.Number}");
        bundle.Meta = new() { Profile = [FhirTerms.PasProfile + "profile-pas-request-bundle"] };
        // the submitter's own number of the exchange: the same request has the same
        bundle.Identifier = new($"urn:quarterhour:{claim.Billing.Npi}:request", claim.Number);
        return bundle;
    }

    /// <summary>One resource as a file.</summary>
    public static void Write(Stream stream, F.Resource resource)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, resource, Options);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>The Bundle.</summary>
    public static F.Bundle Bundle(IReadOnlyList<F.Resource> resources, DateOnly created)
    {
        ArgumentNullException.ThrowIfNull(resources);
        var bundle = new F.Bundle
        {
            Type = F.Bundle.BundleType.Collection, Timestamp = new DateTimeOffset(created, TimeOnly.MinValue, TimeSpan.Zero),
            Identifier = new("urn:ietf:rfc:3986", Root + Uuid(string.Join('\n', resources.Select(static one => $"{one.TypeName}/{one.Id}")))),
        };
        var places = resources.ToDictionary(static one => $"{one.TypeName}/{one.Id}", static one => Root + Uuid($"{one.TypeName}/{one.Id}"), StringComparer.Ordinal);
        foreach (var resource in resources)
        {
            var copy = (F.Resource)resource.DeepCopy();
            foreach (var reference in References(copy))
                if (reference.Reference is { } to && places.TryGetValue(to, out string? place)) reference.Reference = place;
            bundle.Entry.Add(new() { FullUrl = places[$"{resource.TypeName}/{resource.Id}"], Resource = copy });
        }
        return bundle;
    }

    static IEnumerable<F.ResourceReference> References(F.Base element) => element is F.ResourceReference reference ? [reference] : element.EnumerateElements().SelectMany(static one => one.Value switch
    {
        F.Base single => References(single),
        IEnumerable<F.Base> several => several.SelectMany(References),
        _ => [],
    });

    /// <summary>A name-based UUID, version 8 of RFC 9562 over SHA-256.</summary>
    static string Uuid(string name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16);
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x80);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
