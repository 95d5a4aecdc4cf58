using Microsoft.EntityFrameworkCore;
using Quarterhour.Claims.Answers;
using Quarterhour.Practice.Rows;
using Quarterhour.X12;

namespace Quarterhour.Practice;

/// <summary>Reads TA1, 999 and 277CA onto the claims that they answer: accepted, or rejected with the reason. A file that was read before changes nothing.</summary>
public static class Acknowledging
{
    /// <exception cref="UnusableStoreException">The file is not whole or holds no acknowledgment. Nothing was changed.</exception>
    public static IReadOnlyList<Acknowledged> Take(PracticeStore store, byte[] content, string name, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(content);
        var (interchanges, answers, claims) = Read(content, name);
        return store.Alone(name, () => Take(store, content, name, PracticeStore.Moment(now), interchanges, answers, claims));
    }

    static List<Acknowledged> Take(PracticeStore store, byte[] content, string name, string at, List<InterchangeAnswer> interchanges, List<(Acknowledgment, TransactionAnswer)> answers, ClaimAnswers claims)
    {
        string hash = Posting.Hash(content);
        bool before = store.Files.Any(row => row.Hash == hash);
        if (!before) store.Files.Add(new() { Hash = hash, Kind = interchanges.Count > 0 ? "TA1" : answers.Count > 0 ? "999" : "277CA", Name = name, ReceivedAt = at, Content = content });
        var said = new List<Acknowledged>();
        foreach (var one in interchanges)
        {
            var rows = store.Submissions.Where(row => row.Interchange == one.Control).ToList();
            // an envelope that is taken in says nothing about what is in it
            said.Add(one.Code == "R" ? Submissions("TA1", one.Control, false, AnswerWords.Of(one), rows) : new("TA1", one.Control, null, AnswerWords.Of(one), [], rows.Count > 0));
        }
        foreach (var (group, answer) in answers)
        {
            var rows = store.Submissions.Where(row => row.Group == group.GroupControl && row.Transaction == answer.Control).ToList();
            said.Add(Submissions("999", $"{group.GroupControl}/{answer.Control}", answer.Code is "A" or "E", AnswerWords.Of(answer), rows));
        }
        foreach (var batch in claims.Batches.Where(static one => one.IsRejected))
        {
            var rows = store.Submissions.Where(row => row.Batch == batch.Number).ToList();
            said.Add(Submissions("277CA", batch.Number, false, Words(batch), rows));
        }
        foreach (string number in claims.Claims)
            foreach (var trace in claims.Of(number))
            {
                ClaimState? state = trace.IsRejected ? ClaimState.Rejected : trace.Statuses.Exists(static one => one.Category is "A1" or "A2") ? ClaimState.Accepted : null;
                var row = store.Claims.FirstOrDefault(row => row.Number == number);
                if (row is not null && trace.References.Find(static one => one.Code == "1K") is { } told && row.PayerControl is null && !before) row.PayerControl = told.Value;
                said.Add(new("277CA", number, state, Words(trace), row is not null && Move(row, state, Words(trace)) ? [number] : [], row is not null));
            }
        return said;

        Acknowledged Submissions(string kind, string number, bool accepted, string reason, List<SubmissionRow> rows)
        {
            var state = accepted ? ClaimState.Accepted : ClaimState.Rejected;
            var moved = new List<string>();
            foreach (var row in rows)
            {
                // an accepted interchange or transaction says nothing yet about one that a later answer turned down
                if (!before && row.State != ClaimState.Rejected) (row.State, row.Reason) = (state, reason);
                long id = row.Id;
                foreach (var claim in store.Claims.Where(claim => store.SubmittedClaims.Any(one => one.Submission == id && one.Claim == claim.Number)).ToList())
                    if (Move(claim, state, $"{kind}: {reason}")) moved.Add(claim.Number);
            }
            return new(kind, number, state, reason, moved, rows.Count > 0);
        }

        bool Move(ClaimRow claim, ClaimState? state, string reason)
        {
            // what a payer decided, or turned down before, is not undone by a receipt
            if (before || state is not { } fresh || claim.State is not (ClaimState.Made or ClaimState.Sent or ClaimState.Accepted) || claim.State == fresh && fresh == ClaimState.Accepted) return false;
            store.Move(claim, fresh, reason, at, hash);
            if (fresh == ClaimState.Accepted)
            {
                // what was turned down before has been mended
                string number = claim.Number;
                foreach (var item in store.Queue.Where(item => item.Claim == number && item.Kind == "rejection" && item.DoneAt == null).ToList()) (item.DoneAt, item.Done) = (at, "sent anew, and accepted");
            }
            if (fresh == ClaimState.Rejected)
                store.Queue.Add(new() { Kind = "rejection", Claim = claim.Number, AmountCents = claim.ChargeCents, AdjustmentGroup = "", Code = "", Remarks = "", About = "rejection", Reason = $"{reason}. Correct it and send it anew; it was never decided", Candidates = "[]", MadeAt = at });
            return true;
        }
    }

    static string Words(StatusTrace trace)
    {
        var all = trace.Statuses.Concat(trace.Lines.SelectMany(static line => line.Statuses));
        return string.Join("; ", all.Where(one => !trace.IsRejected || one.IsRejection).Select(AnswerWords.Of));
    }

    static (List<InterchangeAnswer>, List<(Acknowledgment, TransactionAnswer)>, ClaimAnswers) Read(byte[] content, string name)
    {
        string? broken = null;
        var interchanges = new List<InterchangeAnswer>();
        using (var reader = X12Reader.Open(content, new Findings { Each = finding => { if (finding.Severity == Severity.Error && finding.Id.StartsWith("envelope-", StringComparison.Ordinal)) broken ??= finding.Message; } }))
            while (reader.Read())
                if (InterchangeAnswer.Read(reader) is { } one) interchanges.Add(one);
        if (broken is not null) throw new UnusableStoreException($"{name} is not whole: {broken}. Nothing was changed");
        var answers = new List<(Acknowledgment, TransactionAnswer)>();
        using (var reader = new AcknowledgmentReader(X12Reader.Open(content)))
            while (reader.Read() is { } one)
                foreach (var answer in one.Transactions) answers.Add((one, answer));
        using var statuses = new StatusReader(X12Reader.Open(content));
        var claims = ClaimAnswers.Read(statuses);
        if (interchanges.Count == 0 && answers.Count == 0 && claims.Claims.Count == 0 && claims.Batches.Count == 0) throw new UnusableStoreException($"{name} holds no TA1, 999 or 277CA");
        return (interchanges, answers, claims);
    }
}
