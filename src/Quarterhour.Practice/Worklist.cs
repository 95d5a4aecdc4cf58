using Microsoft.EntityFrameworkCore;
using Quarterhour.Practice.Rows;

namespace Quarterhour.Practice;

/// <summary>Closes what waited for a person.</summary>
public static class Worklist
{
    /// <summary>Kinds of items, in the order in which people ask for them.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["denial", "underpayment", "overpayment", "unmatched", "reversal", "decided-before", "takeback", "rejection", "doubt", "payment"];

    /// <summary>A decision whose money is posted to no claim yet.</summary>
    public static bool IsMoney(string kind) => kind is "unmatched" or "reversal" or "decided-before";

    /// <summary>Says that an item is dealt with. A claim of which nobody could say what was decided is then denied, in part where something was paid.</summary>
    /// <param name="store">The records.</param>
    /// <param name="item">The item.</param>
    /// <param name="note">What was done.</param>
    /// <param name="outside">The money belongs to no claim of these records, and stays beside them.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="UnusableStoreException">No such item waits, or it is money that must be given to a claim first.</exception>
    public static void Finish(PracticeStore store, long item, string note, bool outside, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentException.ThrowIfNullOrWhiteSpace(note);
        store.Alone($"item {item}", () =>
        {
            var row = store.Queue.FirstOrDefault(row => row.Id == item && row.DoneAt == null) ?? throw new UnusableStoreException($"no item {item} waits");
            if (IsMoney(row.Kind) && !outside) throw new UnusableStoreException($"item {item} is money without a claim: give it to one, or say that it belongs to none of these records (--outside)");
            if (!IsMoney(row.Kind) && outside) throw new UnusableStoreException($"item {item} is a {row.Kind}, no money without a claim; --outside is for that alone");
            string at = PracticeStore.Moment(now);
            (row.DoneAt, row.Done) = (at, outside ? $"of no claim in these records: {note}" : note);
            if (row.Claim is { } number && row.Kind is "denial" or "doubt" && store.Claims.FirstOrDefault(claim => claim.Number == number) is { State: ClaimState.Unclear } claim
                && !store.Queue.Any(other => other.Claim == number && other.DoneAt == null && other.Id != item && (other.Kind == "denial" || other.Kind == "doubt")))
            {
                long paid = store.Postings.Where(posting => posting.Claim == number && posting.Kind == PostingRow.Payment).Sum(static posting => posting.AmountCents);
                store.Move(claim, paid == 0 ? ClaimState.Denied : ClaimState.PartlyDenied, $"a person looked: {note}", at, null);
            }
            return 0;
        });
    }
}
