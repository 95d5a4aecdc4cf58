using Quarterhour.Cli.Bills;
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
        var resources = new ClaimResources(request.Date);
        foreach (var claim in ordered)
            if (request.Preauthorization) resources.AddPreauthorization(claim);
            else resources.Add(claim);
        if (request.Remittance is { } remittance) AddDecisions(resources, ordered, remittance, terminal);
        using var output = OutFile.Create(request.Out, request.Visits);
        if (request.Out.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase)) FhirFile.WriteLines(output.Stream, resources.All);
        else FhirFile.WriteBundle(output.Stream, resources.All, request.Date);
        output.Keep();
        return [new(request.Out, null, null, [.. ordered.Select(static claim => (claim, (string?)null))])];
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
