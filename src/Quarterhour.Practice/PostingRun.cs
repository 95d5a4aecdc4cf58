using Microsoft.EntityFrameworkCore;
using Quarterhour.Billing.Denials;
using Quarterhour.Claims;
using Quarterhour.Claims.Remittances;
using Quarterhour.Practice.Rows;
using Quarterhour.X12;

namespace Quarterhour.Practice;

/// <summary>One payment on its way into the records. Decisions are taken in their order, so that a reversal finds what it takes back and a correction what it follows.</summary>
sealed class PostingRun(PracticeStore store, RemittanceRow remittance, string hash, string at)
{
    /// <summary>A decision with its postings, while it stands.</summary>
    sealed record Standing(DecisionRow Decision, List<PostingRow> Rows);

    /// <summary>Of each claim the decisions that nothing has taken back.</summary>
    readonly Dictionary<string, List<Standing>> standing = new(StringComparer.Ordinal);

    readonly Dictionary<string, ClaimRow> claims = new(StringComparer.Ordinal);

    readonly List<PostingRow> written = [];

    int queued, unmatched;

    public PostedPayment All(Payment payment, List<ClaimPayment> told)
    {
        var sent = Posting.Candidates(store, told);
        var matches = told.ConvertAll(one => Matching.Find(one, sent));
        Load([.. matches.Select(static one => one.Claim?.Number).OfType<string>().Distinct()]);
        var decisions = matches.Select((match, i) => Decision(match.Payment, i + 1)).ToList();
        store.SaveChanges();
        // what is new is looked for once, at the end, not at every step
        store.ChangeTracker.AutoDetectChangesEnabled = false;
        for (int i = 0; i < matches.Count; i++) Decide(decisions[i], matches[i], null);
        foreach (var one in payment.ProviderAdjustments) Provider(one);
        if (Imbalance.Of(payment, told.Sum(static one => one.Paid)) is { } off)
            Queue("payment", null, null, off.Expected - off.Found, "not balanced", $"the claims and adjustments of trace {payment.Trace} come to {off.Expected:0.00}, {off.Found:0.00} was paid: ask the payer for the rest of the remittance");
        store.ChangeTracker.AutoDetectChangesEnabled = true;
        store.SaveChanges();
        PostingRows.Write(store, written);
        return new(remittance.Payer, payment.Trace, payment.Amount, false) { Matched = matches.Count - unmatched, Unmatched = unmatched, Queued = queued };
    }

    /// <summary>Posts a decision that waited to the claim that it now names.</summary>
    public void Give(ClaimPayment told, DecisionRow decision, QueueItemRow waiting, Payment payment)
    {
        var match = Matching.Find(told, Posting.Candidates(store, [told]));
        if (match.Claim?.Number != told.Id) throw new UnusableStoreException($"the decision does not fit claim {told.Id}: {match.Reason ?? $"it is that of {match.Claim?.Number}"}. Nothing was posted");
        Load([told.Id]);
        // what was posted to nobody is taken out of there
        foreach (var row in store.Postings.AsNoTracking().Where(row => row.Decision == decision.Id && row.Claim == null).ToList()) Post(decision, null, null, row.Kind, "", "", -row.AmountCents);
        Decide(decision, match, waiting);
        if (decision.Claim is null) throw new UnusableStoreException($"claim {told.Id} was decided before and that decision was paid; it must be taken back first. Nothing was posted");
        (waiting.DoneAt, waiting.Done) = (at, $"given to claim {told.Id}");
        store.SaveChanges();
        PostingRows.Write(store, written);
    }

    void Load(string[] numbers)
    {
        foreach (string[] some in numbers.Chunk(500))
        {
            foreach (var row in store.Claims.Where(row => some.Contains(row.Number))) claims[row.Number] = row;
            var decisions = store.Decisions.AsNoTracking().Where(row => row.Claim != null && some.Contains(row.Claim)).OrderBy(static row => row.Id).ToList();
            var postings = store.Postings.AsNoTracking().Where(row => row.Claim != null && some.Contains(row.Claim)).ToList().ToLookup(static row => row.Decision);
            var gone = decisions.Select(static row => row.Reverses).OfType<long>().ToHashSet();
            foreach (var row in decisions)
                if (row.Reverses is null && !gone.Contains(row.Id)) Of(row.Claim!).Add(new(row, [.. postings[row.Id]]));
        }
    }

    List<Standing> Of(string claim)
    {
        if (!standing.TryGetValue(claim, out var list)) standing[claim] = list = [];
        return list;
    }

    DecisionRow Decision(ClaimPayment told, int position)
    {
        var row = new DecisionRow
        {
            Remittance = remittance.Id, Position = position, ToldNumber = told.Id, PayerControl = told.PayerNumber, Status = told.Status, ChargeCents = Posting.Cents(told.Charge), PaidCents = Posting.Cents(told.Paid),
        };
        store.Decisions.Add(row);
        return row;
    }

    void Decide(DecisionRow decision, Match match, QueueItemRow? waiting)
    {
        if (match.Claim is not { } claim)
        {
            Wait(decision, match, "unmatched", $"{match.Reason}. Choose the claim, or find out what was paid");
            return;
        }
        var sorted = Matching.Sort(match);
        var before = Of(claim.Number);
        if (match.Payment.IsReversal) Reverse(decision, match, sorted, before);
        else if (before.FindLast(static one => one.Decision.PaidCents != 0) is { } paid && waiting?.Kind != "decided-before")
            Wait(decision, match, "decided-before", $"claim {claim.Number} was decided before and paid {paid.Decision.PaidCents / 100m:0.00}, and nothing takes that back. Ask the payer whether this is paid twice");
        else
        {
            // a refusal that paid nothing is often followed by another decision without being taken back
            if (before is [.., { Decision.PaidCents: 0 } refused]) Undo(Implied(decision, refused), refused, before, "decided anew");
            Take(decision, sorted, claims[claim.Number], before);
        }
    }

    /// <summary>The decision that stands for a payer's silence: what it refused before is gone.</summary>
    DecisionRow Implied(DecisionRow by, Standing refused)
    {
        var row = new DecisionRow
        {
            Remittance = remittance.Id, Position = -by.Position, ToldNumber = by.ToldNumber, PayerControl = refused.Decision.PayerControl, Status = "implied", Claim = refused.Decision.Claim,
            ChargeCents = -refused.Decision.ChargeCents, PaidCents = 0, Reverses = refused.Decision.Id,
        };
        store.Decisions.Add(row);
        store.SaveChanges();
        return row;
    }

    void Reverse(DecisionRow decision, Match match, SortedClaim sorted, List<Standing> before)
    {
        var lines = sorted.Lines.Where(static line => line.Sent is not null).ToDictionary(static line => line.Sent!.ControlNumber, static line => Posting.Cents(line.Paid), StringComparer.Ordinal);
        var exact = before.FindLast(one => one.Decision.ChargeCents == -decision.ChargeCents && one.Decision.PaidCents == -decision.PaidCents
            && one.Rows.Where(static row => row is { Kind: PostingRow.Payment, Line: not null }).All(row => !lines.TryGetValue(row.Line!, out long taken) || taken == -row.AmountCents));
        if (exact is null)
        {
            Wait(decision, match, "reversal", $"the payer takes {-decision.PaidCents / 100m:0.00} of {-decision.ChargeCents / 100m:0.00} back from claim {match.Claim!.Number}, and no decision that stands is that. Find which it means");
            return;
        }
        decision.Reverses = exact.Decision.Id;
        decision.Claim = match.Claim!.Number;
        Undo(decision, exact, before, "taken back by the payer");
        store.Move(claims[match.Claim!.Number], ClaimState.Reversed, $"the payer took its decision of {exact.Decision.PaidCents / 100m:0.00} back in {remittance.Trace}", at, hash);
    }

    /// <summary>Posts the opposite of every row.</summary>
    void Undo(DecisionRow by, Standing gone, List<Standing> before, string why)
    {
        foreach (var row in gone.Rows) Post(by, row.Claim, row.Line, row.Kind, row.AdjustmentGroup, row.Code, -row.AmountCents);
        before.Remove(gone);
        foreach (var item in store.Queue.Where(item => item.Decision == gone.Decision.Id && item.DoneAt == null).ToList().Concat(store.Queue.Local.Where(item => item.Decision == gone.Decision.Id && item.DoneAt is null))) (item.DoneAt, item.Done) = (at, why);
    }

    void Take(DecisionRow decision, SortedClaim sorted, ClaimRow claim, List<Standing> before)
    {
        decision.Claim = claim.Number;
        var rows = new List<PostingRow>();
        foreach (var line in sorted.Lines)
        {
            rows.Add(Post(decision, claim.Number, line.Sent?.ControlNumber, PostingRow.Payment, "", "", Posting.Cents(line.Paid)));
            foreach (var one in line.Differences)
            {
                rows.Add(Post(decision, claim.Number, line.Sent?.ControlNumber, one.Kind.ToString(), one.Group, one.Code, Posting.Cents(one.Amount)));
                Task(decision, sorted.Claim!, line, one);
            }
            foreach (var doubt in line.Doubts.Concat(line == sorted.Lines[0] ? sorted.Doubts : []))
                if (doubt.Id != "unknown-code") Queue("doubt", decision, claim.Number, 0, doubt.Id, doubt.Message, line.Sent?.ControlNumber);
        }
        if (sorted.Lines.IsEmpty) rows.Add(Post(decision, claim.Number, null, PostingRow.Payment, "", "", Posting.Cents(sorted.Payment.Paid)));
        before.Add(new(decision, rows));
        claim.PayerControl = decision.PayerControl.Length > 0 ? decision.PayerControl : claim.PayerControl;
        claim.DecidedAt ??= at;
        decimal denied = sorted.Of(DifferenceKind.Denial);
        var state = denied == 0 && !sorted.Payment.IsDenied ? ClaimState.Paid : sorted.Payment.Paid == 0 ? ClaimState.Denied : ClaimState.PartlyDenied;
        store.Move(claim, state, $"{sorted.Payment.Paid:0.00} paid in {remittance.Trace}{(denied != 0 ? $", {denied:0.00} refused" : "")}", at, hash);
    }

    void Task(DecisionRow decision, Claim claim, SortedLine line, Difference one)
    {
        string? kind = one.Kind switch
        {
            DifferenceKind.Denial => "denial",
            DifferenceKind.Unknown when one.Code.Length > 0 => "denial",
            DifferenceKind.Underpayment => "underpayment",
            DifferenceKind.Overpayment => "overpayment",
            DifferenceKind.Takeback => "takeback",
            _ => null,
        };
        if (kind is null) return;
        var meaning = DenialBook.Find(one.Code);
        string reason = one.Kind switch
        {
            DifferenceKind.Underpayment => $"{line.Sent?.Code} brought {one.Amount:0.00} less than the price that was expected: check the price, then ask the payer to decide it again",
            DifferenceKind.Overpayment => $"{line.Sent?.Code} brought {-one.Amount:0.00} more than the price that was expected: check the price; what is not yours goes back",
            _ => meaning is null ? $"{one.Group}-{one.Code} is not explained here: look it up, or ask the payer" : $"{meaning.Cause} {meaning.Fix}",
        };
        var item = Queue(kind, decision, claim.Number, one.Amount, kind == "denial" ? meaning?.About ?? "not explained" : kind, reason, line.Sent?.ControlNumber, one.Group, one.Code, string.Join(' ', line.Remarks));
        // the deadlines that are known are Medicare's
        if (kind == "denial" && claim.Coverage.Payer is { Profile: "medicare" } or { FilingCode: "MB" } && meaning?.Deadline is { } deadline && (remittance.PaidOn is not null || deadline.FromService)) item.Due = deadline.Last(claim.Date, remittance.PaidOn ?? default);
    }

    /// <summary>The money has come; whose it is, a person says.</summary>
    void Wait(DecisionRow decision, Match match, string kind, string reason)
    {
        unmatched++;
        Post(decision, null, null, PostingRow.Payment, "", "", decision.PaidCents);
        Queue(kind, decision, match.Claim?.Number, decision.PaidCents / 100m, kind, reason).Candidates = Posting.Json(match.Candidates);
    }

    void Provider(ProviderAdjustment one)
    {
        Post(null, null, null, PostingRow.Provider, "", one.Reason, Posting.Cents(one.Amount)).Reference = one.Number;
        // interest and the like are paid beside the claims; what is positive was kept back
        if (one.Amount <= 0) return;
        // of several that bear the number nobody knows which is meant
        string? claim = one.Number.Length > 0 && store.Claims.Where(row => row.Number == one.Number || row.PayerControl == one.Number).Select(static row => row.Number).Take(2).ToList() is [var only] ? only : null;
        Queue("takeback", null, claim, one.Amount, "takeback", $"{one.Amount:0.00} of the payment was kept back ({one.Reason}, {(one.Number.Length > 0 ? one.Number : "no number")}): find the claim and the letter that ask for it", code: one.Reason);
    }

    PostingRow Post(DecisionRow? decision, string? claim, string? line, string kind, string group, string code, long cents)
    {
        var row = new PostingRow { Remittance = remittance.Id, Decision = decision?.Id, Claim = claim, Line = line, Kind = kind, AdjustmentGroup = group, Code = code, Reference = "", AmountCents = cents };
        written.Add(row);
        return row;
    }

    QueueItemRow Queue(string kind, DecisionRow? decision, string? claim, decimal amount, string about, string reason, string? line = null, string group = "", string code = "", string remarks = "")
    {
        queued++;
        var row = new QueueItemRow
        {
            Kind = kind, Claim = claim, Line = line, Remittance = remittance.Id, Decision = decision?.Id, AmountCents = Posting.Cents(amount), AdjustmentGroup = group, Code = code, Remarks = remarks, About = about, Reason = reason, Candidates = "[]", MadeAt = at,
        };
        store.Queue.Add(row);
        return row;
    }
}
