namespace Quarterhour.X12;

/// <summary>What clearinghouses and payers said about claims in 277CAs, by the claim's number (CLM01), so that it can be read back onto them.</summary>
public sealed class ClaimAnswers
{
    readonly Dictionary<string, List<StatusTrace>> byClaim = new(StringComparer.Ordinal);
    readonly List<StatusTrace> batches = [];

    /// <summary>Answers to whole batches (loop 2200B): their number is BHT03.</summary>
    public IReadOnlyList<StatusTrace> Batches => batches;

    /// <summary>The numbers of the claims that were answered.</summary>
    public IReadOnlyCollection<string> Claims => byClaim.Keys;

    /// <summary>Reads all 277CAs that a reader has left; other transactions are passed over.</summary>
    public static ClaimAnswers Read(StatusReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var answers = new ClaimAnswers();
        while (reader.Read() is { } level)
        {
            if (level.Header.Transaction.Kind != "277CA") continue;
            if (level.Code == "21") answers.batches.AddRange(level.Traces);
            if (level.Code != "PT") continue;
            foreach (var trace in level.Traces)
            {
                if (!answers.byClaim.TryGetValue(trace.Number, out var all)) answers.byClaim[trace.Number] = all = [];
                all.Add(trace);
            }
        }
        return answers;
    }

    /// <summary>What was said about a claim, in order; none when it was not answered.</summary>
    public IReadOnlyList<StatusTrace> Of(string claim) => byClaim.TryGetValue(claim, out var all) ? all : [];

    /// <summary>What was said about a claim.</summary>
    public IReadOnlyList<StatusTrace> Of(ProfessionalClaim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return Of(claim.Id);
    }

    /// <summary>Whether the last word on a claim was a rejection; null when it was not answered, and neither was its batch as a whole.</summary>
    public bool? IsRejected(ProfessionalClaim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        // a batch that is turned down as a whole (U) has no claims of its own in the answer
        if (Of(claim) is [.., var last]) return last.IsRejected;
        return batches.Exists(batch => batch.Number == claim.Batch.Number && batch.IsRejected) ? true : null;
    }
}
