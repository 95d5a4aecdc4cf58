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
                if (ClaimJson.Sent(ClaimJson.Read(row.Json)) == ClaimJson.Sent(numbered))
                {
                    // one that was rejected does not go again where another took its place
                    standing = claim.Frequency == ClaimFrequency.Original && MayGo(row.State) ? there.Values.FirstOrDefault(IsStanding) : null;
                    return standing is null ? (numbered, null) : (null, Why(standing));
                }
                if (claim.Frequency == ClaimFrequency.Original && IsStanding(row)) standing = row;
            }
            else if (!store.Claims.Any(other => other.Number == numbered.Number))
                return standing is null ? (numbered, null) : (null, Why(standing));
        }

        static bool IsStanding(ClaimRow row) => row.State is not (ClaimState.Made or ClaimState.Rejected or ClaimState.Denied);

        static string Why(ClaimRow standing) => $"it was sent before as {standing.Number}, otherwise than now, and that is {Word(standing.State)}: a second original would be a duplicate";
    }

    /// <summary>Those of the claims that went out before and were not rejected: they are with their payer, and go out once more only where a person says so.</summary>
    /// <param name="store">The records.</param>
    /// <param name="numbers">Numbers of claims as they would be sent.</param>
    public static IReadOnlyDictionary<string, SentBefore> Sent(PracticeStore store, IEnumerable<string> numbers)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(numbers);
        var sent = new Dictionary<string, SentBefore>(StringComparer.Ordinal);
        foreach (string[] some in numbers.Distinct(StringComparer.Ordinal).Chunk(500))
        {
            var states = store.Claims.AsNoTracking().Where(row => some.Contains(row.Number)).Select(static row => new { row.Number, row.State, row.MadeAt }).AsEnumerable().Where(static row => !MayGo(row.State)).ToDictionary(static row => row.Number, StringComparer.Ordinal);
            // as one on paper that was decided
            foreach (var one in states.Values) sent[one.Number] = new(one.Number, one.State, one.MadeAt, "no recorded file", "", "", 0);
            // in the order in which they went, so that the last stands
            foreach (var one in store.SubmittedClaims.AsNoTracking().Where(row => some.Contains(row.Claim)).Join(store.Submissions.AsNoTracking(), static row => row.Submission, static file => file.Id, static (row, file) => new { row.Claim, File = file }).OrderBy(static one => one.File.Id).ToList())
                if (states.TryGetValue(one.Claim, out var there)) sent[one.Claim] = new(one.Claim, there.State, one.File.SentAt, one.File.File, one.File.Hash, one.File.Receiver, one.File.Id);
        }
        return sent;
    }

    /// <summary>The visits of a patient that were claimed under an authorization: claims that were rejected or never sent use nothing up.</summary>
    public static IReadOnlyList<string> VisitsUnder(PracticeStore store, string patient, string authorization)
    {
        ArgumentNullException.ThrowIfNull(store);
        return [.. store.Claims.AsNoTracking().Where(row => row.Patient == patient && row.Frequency != (int)ClaimFrequency.Void && row.State != ClaimState.Withdrawn && row.State != ClaimState.Rejected && row.State != ClaimState.Made).Select(static row => new { row.Visit, row.Json }).AsEnumerable()
            .Where(row => ClaimJson.Read(row.Json).Authorization == authorization).Select(static row => row.Visit).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>A claim that stands so is with nobody: it was never sent, or was turned down before anybody decided.</summary>
    internal static bool MayGo(ClaimState state) => state is ClaimState.Made or ClaimState.Rejected;

    internal static string Word(ClaimState state) => state == ClaimState.PartlyDenied ? "partly denied" : state.ToString().ToLowerInvariant();

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
