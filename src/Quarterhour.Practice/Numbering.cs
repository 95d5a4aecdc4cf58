using Microsoft.EntityFrameworkCore;
using Quarterhour.Claims;
using Quarterhour.Practice.Rows;

namespace Quarterhour.Practice;

/// <summary>Numbers of claims and files that the records have not given to anything else.</summary>
public static class Numbering
{
    /// <summary>The claim under the number that it has in the records, or under the next of its kind that nobody has.</summary>
    /// <param name="store">The records.</param>
    /// <param name="claim">A claim as it was prepared.</param>
    /// <returns>The claim, or why it may not go out.</returns>
    public static (Claim? Claim, string? Why) Of(PracticeStore store, Claim claim)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(claim);
        string kind = ClaimNumber.Of(claim.Visit, claim.Coverage.Order, claim.Frequency)[^3..];
        var there = store.Claims.AsNoTracking().Where(row => row.Visit == claim.Visit && row.Frequency == (int)claim.Frequency && row.State != ClaimState.Withdrawn).ToList()
            .Where(row => row.Number.Contains(kind, StringComparison.Ordinal)).ToDictionary(static row => row.Number, StringComparer.Ordinal);
        ClaimRow? standing = null;
        for (int nth = 1; ; nth++)
        {
            var numbered = ClaimNumber.Renumbered(claim, nth);
            if (there.TryGetValue(numbered.Number, out var row))
            {
                if (ClaimJson.Sent(ClaimJson.Read(row.Json)) == ClaimJson.Sent(numbered)) return (numbered, null);
                if (claim.Frequency == ClaimFrequency.Original && row.State is not (ClaimState.Made or ClaimState.Rejected or ClaimState.Denied)) standing = row;
            }
            else if (!store.Claims.Any(other => other.Number == numbered.Number))
                return standing is null ? (numbered, null) : (null, $"it was sent before as {standing.Number}, otherwise than now, and that is {standing.State.ToString().ToLowerInvariant()}: a second original would be a duplicate");
        }
    }

    /// <summary>A file's control number went out before with other content.</summary>
    /// <param name="store">The records.</param>
    /// <param name="interchange">ISA13, nine digits.</param>
    /// <param name="hash">SHA-256 of the file.</param>
    public static bool IsTaken(PracticeStore store, string interchange, string hash)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.Submissions.Any(row => row.Interchange == interchange && row.Hash != hash);
    }
}
