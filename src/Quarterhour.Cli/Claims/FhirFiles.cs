using Quarterhour.Fhir;
using Quarterhour.X12;
using Claim = Quarterhour.Claims.Claim;

namespace Quarterhour.Cli.Claims;

/// <summary>Writes claims as FHIR. It alone loads the FHIR library, which takes most of a second.</summary>
static class FhirFiles
{
    public static IReadOnlyList<WrittenFile> Write(ClaimRequest request, IReadOnlyList<Claim> claims, Terminal terminal)
    {
        if (claims.Count == 0) return [];
        var ordered = claims.OrderBy(static claim => claim.Number, StringComparer.Ordinal).ToList();
        if (request.Preauthorization) return Requests(request, ordered);
        var resources = new ClaimResources(request.Date);
        foreach (var claim in ordered) resources.Add(claim);
        if (request.Remittance is { } remittance) AddDecisions(resources, ordered, remittance, terminal);
        using var output = OutFile.Create(request.Out, request.Visits);
        if (request.Out.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase)) FhirFile.WriteLines(output.Stream, resources.All);
        else FhirFile.WriteBundle(output.Stream, resources.All, request.Date);
        output.Keep();
        return [new(request.Out, null, null, [.. ordered.Select(static claim => (claim, (string?)null))])];
    }

    /// <summary>Each request is a Bundle of its own; several are a Bundle a line.</summary>
    static IReadOnlyList<WrittenFile> Requests(ClaimRequest request, List<Claim> claims)
    {
        bool lines = request.Out.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase);
        if (claims.Count > 1 && !lines) throw new UnusableException($"--out: {claims.Count} requests are {claims.Count} Bundles, which payers take one at a time; name a file that ends in .ndjson for one a line, or give one visit");
        using var output = OutFile.Create(request.Out, request.Visits);
        if (lines) FhirFile.WriteLines(output.Stream, claims.Select(claim => FhirFile.Request(claim, request.Date)));
        else FhirFile.Write(output.Stream, FhirFile.Request(claims[0], request.Date));
        output.Keep();
        return [new(request.Out, null, null, [.. claims.Select(static claim => (claim, (string?)null))])];
    }

    /// <summary>What the payer decided on these claims; of others the payment alone tells.</summary>
    static void AddDecisions(ClaimResources resources, IReadOnlyList<Claim> claims, string path, Terminal terminal)
    {
        var byNumber = claims.ToDictionary(static claim => claim.Number, StringComparer.Ordinal);
        using var file = Given.File(path);
        using var reader = RemittanceReader.Open(file);
        int others = 0, payments = 0;
        while (reader.ReadPayment() is { } payment)
        {
            payments++;
            var decided = new List<ClaimPayment>();
            while (reader.ReadClaim() is { } one) decided.Add(one);
            resources.Add(payment, decided);
            foreach (var one in decided)
                if (byNumber.TryGetValue(one.Id, out var claim)) resources.Add(claim, one);
                else others++;
        }
        if (payments == 0) throw new UnusableException($"--remittance: {path} holds no payment; an 835 is needed");
        if (others > 0) terminal.Note($"{others} {(others == 1 ? "decision is" : "decisions are")} on claims that are not among these, and {(others == 1 ? "stands" : "stand")} in the payment alone");
    }
}
