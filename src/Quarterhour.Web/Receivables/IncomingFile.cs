using Quarterhour.Practice;
using Quarterhour.Practice.Rows;

namespace Quarterhour.Web.Receivables;

/// <summary>A file that a payer or clearinghouse sent: a remittance is posted, an acknowledgment is read onto its claims.</summary>
static class IncomingFile
{
    /// <summary>Whether it is an 835; else it must be an acknowledgment.</summary>
    /// <exception cref="UnusableStoreException">It is not whole, or neither.</exception>
    public static bool IsRemittance(byte[] content, string name)
    {
        if (content.AsSpan().IndexOf("ST*835"u8) < 0 && content.AsSpan().IndexOf("BPR"u8) < 0) return false;
        Posting.Check(content, name);
        return true;
    }

    public static TakenFile Take(PracticeStore store, byte[] content, string name, bool remittance, DateTimeOffset now)
    {
        try
        {
            if (remittance)
            {
                var posted = Posting.Post(store, content, name, now);
                return new(name, string.Join("; ", posted.Select(static one => one.Before ? $"{one.Trace} was posted before, nothing was done" : $"{one.Trace} over {ClaimWords.Amount(one.Amount)} posted: {one.Matched} decisions on claims, {one.Unmatched} without a claim, {one.Queued} to work on")), posted.Any(static one => one.Queued > 0) ? "warning" : "well");
            }
            var said = Acknowledging.Take(store, content, name, now);
            int moved = said.Sum(static one => one.Claims.Count), rejected = said.Count(static one => one.State == ClaimState.Rejected), strange = said.Count(static one => !one.Known);
            return new(name, $"{said[0].Kind}: {moved} claims moved{(rejected > 0 ? $", {rejected} rejected" : "")}{(strange > 0 ? $", {strange} answers to what was not sent from here" : "")}", rejected + strange > 0 ? "warning" : "well");
        }
        catch (UnusableStoreException refused)
        {
            return new(name, $"{refused.Message}.", "error");
        }
    }
}
