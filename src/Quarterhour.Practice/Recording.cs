using Microsoft.EntityFrameworkCore;
using Quarterhour.Billing;
using Quarterhour.Claims;
using Quarterhour.Practice.Rows;

namespace Quarterhour.Practice;

/// <summary>Puts what is sent into the records.</summary>
public static class Recording
{
    /// <summary>Records claims and the transactions in which they go out, all or nothing. The same once more changes nothing.</summary>
    /// <param name="store">The records.</param>
    /// <param name="claims">The claims; they may be there already.</param>
    /// <param name="submissions">The transactions; none where the claims are not sent yet.</param>
    /// <param name="now">The moment.</param>
    /// <param name="files">The files themselves, where they are to be kept.</param>
    /// <param name="again">Claims that are with their payer may be sent once more, because the first file was not taken.</param>
    /// <returns>What was new, and what was there.</returns>
    /// <exception cref="UnusableStoreException">A number is there with another claim or another file behind it, or a claim of a new file is with its payer already.</exception>
    public static Recorded Record(PracticeStore store, IReadOnlyList<Claim> claims, IReadOnlyList<Submission> submissions, DateTimeOffset now, IReadOnlyList<ReceivedFileRow>? files = null, bool again = false)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(submissions);
        string at = PracticeStore.Moment(now);
        string[] numbers = [.. claims.Select(static one => one.Number).Concat(submissions.SelectMany(static one => one.Claims)).Distinct()];
        return store.Alone("claims", () =>
        {
            var rows = store.Claims.Where(row => numbers.Contains(row.Number)).ToDictionary(static row => row.Number, StringComparer.Ordinal);
            int fresh = 0, sent = 0;
            foreach (var claim in claims)
            {
                if (rows.TryGetValue(claim.Number, out var there))
                {
                    if (ClaimJson.Sent(ClaimJson.Read(there.Json)) != ClaimJson.Sent(claim)) throw new UnusableStoreException($"claim {claim.Number} is in the records with other content: a number is never used twice; take the next");
                    continue;
                }
                rows.Add(claim.Number, Add(store, claim, ClaimJson.Write(claim), at));
                fresh++;
            }
            foreach (var one in submissions)
                if (Add(store, one, rows, at, again)) sent++;
            foreach (var file in files ?? [])
                if (!store.Files.Any(row => row.Hash == file.Hash)) store.Files.Add(file);
            return new Recorded(fresh, claims.Count - fresh, sent, submissions.Count - sent);
        });
    }

    static ClaimRow Add(PracticeStore store, Claim claim, string json, string at)
    {
        var row = new ClaimRow
        {
            Number = claim.Number, Visit = claim.Visit, Payer = claim.Coverage.Payer.Id, PayerNumber = claim.Coverage.Payer.PayerNumber, Patient = claim.Patient.Id, Member = claim.Coverage.MemberId, Day = claim.Date,
            ChargeCents = Money.Cents(Money.Round(claim.Charge)), ExpectedCents = Cents(claim.Lines.All(static line => line.ExpectedPayment is not null) ? claim.Lines.Sum(static line => line.ExpectedPayment) : null),
            Frequency = (int)claim.Frequency, State = ClaimState.Made, PayerControl = claim.PayerControlNumber, MadeAt = at, Json = json, Facility = claim.Billing.Id,
        };
        // one that was never sent gives way
        if (claim.Frequency == ClaimFrequency.Original)
            foreach (var other in store.Claims.Where(other => other.Visit == claim.Visit && other.Frequency == 1 && other.State == ClaimState.Made && other.Number != claim.Number).ToList())
                if (ClaimJson.Read(other.Json).Coverage.Order == claim.Coverage.Order) store.Move(other, ClaimState.Withdrawn, $"{claim.Number} took its place", at, null);
        store.Claims.Add(row);
        // the visit, where it stands in these records, is no longer among those to send
        store.Visits.IgnoreQueryFilters().Where(visit => visit.Number == claim.Visit).ExecuteUpdate(visit => visit.SetProperty(static one => one.Claim, claim.Number));
        store.Events.Add(new() { Claim = claim.Number, At = at, State = ClaimState.Made, Reason = $"made from visit {claim.Visit}" });
        for (int i = 0; i < claim.Lines.Length; i++)
        {
            var line = claim.Lines[i];
            store.Lines.Add(new()
            {
                Claim = claim.Number, Position = i + 1, Control = line.ControlNumber, Code = line.Code.ToString(), Modifiers = string.Join('-', line.Modifiers), Day = line.Date, Units = line.Units,
                ChargeCents = Money.Cents(Money.Round(line.Charge)), ExpectedCents = Cents(line.ExpectedPayment),
            });
        }
        return row;
    }

    /// <returns>False where it went out before.</returns>
    static bool Add(PracticeStore store, Submission one, Dictionary<string, ClaimRow> rows, string at, bool again)
    {
        if (store.Submissions.FirstOrDefault(row => row.Interchange == one.Interchange && row.Group == one.Group && row.Transaction == one.Transaction) is { } there)
        {
            if (there.Hash != one.Hash) throw new UnusableStoreException($"interchange {one.Interchange}, group {one.Group}, transaction {one.Transaction} went out before with another content: control numbers are never used twice");
            return false;
        }
        // the day that stands in the file, at the hour of the recording where that is the same day
        string on = one.Date is { } day && PracticeStore.Moment(new(day, TimeOnly.MinValue, TimeSpan.Zero)) is var midnight && !at.StartsWith(midnight[..10], StringComparison.Ordinal) ? midnight : at;
        var row = new SubmissionRow
        {
            Batch = one.Batch, Payer = one.Payer, Receiver = one.Receiver, Interchange = one.Interchange, Group = one.Group, Transaction = one.Transaction, File = one.File, Hash = one.Hash, SentAt = on, State = ClaimState.Sent,
        };
        store.Submissions.Add(row);
        store.SaveChanges();
        foreach (string number in one.Claims.Distinct())
        {
            if (!rows.TryGetValue(number, out var claim)) throw new UnusableStoreException($"claim {number} is sent in {one.File} and is not in the records; record it first");
            bool goes = Numbering.MayGo(claim.State);
            if (!goes && !again) throw new UnusableStoreException($"claim {number} was sent before and is {Numbering.Word(claim.State)}: sent once more it would be a duplicate");
            store.SubmittedClaims.Add(new() { Submission = row.Id, Claim = number });
            // a second copy is no step back: where the payer's answer has put the claim, there it stands
            if (goes) claim.SentAt = on;
            store.Move(claim, goes ? ClaimState.Sent : claim.State, $"sent {(goes ? "" : "once more ")}to {one.Receiver} in {one.File}, batch {one.Batch}", at, null);
        }
        return true;
    }

    internal static long? Cents(decimal? dollars) => dollars is { } amount ? Money.Cents(Money.Round(amount)) : null;
}
