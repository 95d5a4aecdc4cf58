using Quarterhour.Cli.Bills;
using Quarterhour.Fhir;
using Claim = Quarterhour.Claims.Claim;

namespace Quarterhour.Cli.Claims;

/// <summary>Writes claims as FHIR. It alone loads the FHIR library, which takes most of a second.</summary>
static class FhirFiles
{
    public static IReadOnlyList<WrittenFile> Write(ClaimRequest request, IReadOnlyList<Claim> claims)
    {
        if (claims.Count == 0) return [];
        var ordered = claims.OrderBy(static claim => claim.Number, StringComparer.Ordinal).ToList();
        var resources = new ClaimResources(request.Date);
        foreach (var claim in ordered)
            if (request.Preauthorization) resources.AddPreauthorization(claim);
            else resources.Add(claim);
        using var output = OutFile.Create(request.Out, request.Visits);
        if (request.Out.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase)) FhirFile.WriteLines(output.Stream, resources.All);
        else FhirFile.WriteBundle(output.Stream, resources.All, request.Date);
        output.Keep();
        return [new(request.Out, null, null, [.. ordered.Select(static claim => (claim, (string?)null))])];
    }
}
