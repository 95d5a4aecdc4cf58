using Quarterhour.Claims;
using Claim = Quarterhour.Claims.Claim;

namespace Quarterhour.Cli.Claims;

/// <summary>Writes claims on the CMS-1500, one PDF: payer by payer, then facility, patient and day.</summary>
static class PaperFiles
{
    /// <summary>Holds a claim that does not fit the form.</summary>
    public static PreparedClaim Fitting(PreparedClaim prepared)
    {
        if (prepared.Claim is not { } claim) return prepared;
        var unfit = new PaperClaim(claim, claim.Date).Unfit;
        return unfit.Count == 0 ? prepared : prepared with { Claim = null, Holds = [.. unfit.Select(message => new Hold(HoldKind.Paper, $"visit {claim.Visit}", null, message))] };
    }

    public static IReadOnlyList<WrittenFile> Write(ClaimRequest request, IReadOnlyList<Claim> claims)
    {
        if (claims.Count == 0) return [];
        var ordered = claims.OrderBy(static claim => claim.Coverage.Payer.Id, StringComparer.Ordinal).ThenBy(static claim => claim.Billing.Id, StringComparer.Ordinal)
            .ThenBy(static claim => claim.Patient.Id, StringComparer.Ordinal).ThenBy(static claim => claim.Date).ThenBy(static claim => claim.Number, StringComparer.Ordinal).ToList();
        using var output = OutFile.Create(request.Out, request.Visits);
        request.Paper.Write(output.Stream, ordered.Select(claim => new PaperClaim(claim, request.Date)));
        output.Keep();
        return [new(request.Out, null, null, [.. ordered.Select(static claim => (claim, (string?)null))])];
    }
}
