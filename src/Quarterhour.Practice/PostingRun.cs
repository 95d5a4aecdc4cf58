using System.Collections.Immutable;
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
    /// <summary>Of each claim the decisions that nothing has taken back.</summary>
    readonly Dictionary<string, List<Standing>> standing = new(StringComparer.Ordinal);

    readonly Dictionary<string, ClaimRow> claims = new(StringComparer.Ordinal);

    PostingBatch batch = null!;
    SameDay sameDay = null!;

    int queued, unmatched;

    public PostedPayment All(Payment payment, List<ClaimPayment> told)
    {
        // each may undo a refusal before it, which is a decision of its own
        var sent = Begin(told, told.Count * 2);
        var matches = told.ConvertAll(one => Matching.Find(one, sent));
        Load([.. matches.Select(static one => one.Claim?.Number).OfType<string>().Distinct()]);
        sameDay = new(store, matches);
        for (int i = 0; i < matches.Count; i++) Decide(Decision(matches[i].Payment, i + 1), matches[i], null);
        foreach (var one in payment.ProviderAdjustments) Provider(one);
        if (Imbalance.Of(payment, told.Sum(static one => one.Paid)) is { } off)
            Queue("payment", null, null, off.Expected - off.Found, "not balanced", $"the claims and adjustments of trace {payment.Trace} come to {off.Expected:0.00}, {off.Found:0.00} was paid: ask the payer for the rest of the remittance");
        if (payment.Amount < 0)
            Queue("payment", null, null, payment.Amount, "negative payment", $"trace {payment.Trace} tells a payment of {payment.Amount:0.00}, and none can be less than nothing (BPR02): a balance that you owe is carried to the next payment (PLB FB). Ask the payer for a corrected remittance, and whether it takes the amount from the next");
        batch.Write();
        return new(remittance.Payer, payment.Trace, payment.Amount, false) { Matched = matches.Count - unmatched, Unmatched = unmatched, Queued = queued };
    }

    /// <summary>Posts a decision that waited to the claim that a person chose.</summary>
    /// <param name="told">The decision.</param>
    /// <param name="decision">Its row, which is among the records.</param>
    /// <param name="waiting">What waited.</param>
    /// <param name="claim">The claim.</param>
    public void Give(ClaimPayment told, DecisionRow decision, QueueItemRow waiting, string claim)
    {
        told.Id = claim;
        var match = Matching.Find(told, Begin([told], 1), byHand: true);
        if (match.Claim?.Number != claim) throw new UnusableStoreException($"the decision does not fit claim {claim}: {match.Reason ?? $"it is that of {match.Claim?.Number}"}. Nothing was posted");
        Load([claim]);
        sameDay = new(store, [match]);
        // what was posted to nobody is taken out of there
        foreach (var row in store.Postings.AsNoTracking().Where(row => row.Decision == decision.Id && row.Claim == null).ToList()) Post(decision, null, null, row.Kind, "", "", -row.AmountCents);
        Decide(decision, match, waiting);
        if (decision.Claim is null) throw new UnusableStoreException($"claim {claim} was decided before and that decision was paid; post what takes it back first, or ask the payer whether it paid twice. Nothing was posted");
        (waiting.DoneAt, waiting.Done) = (at, $"given to claim {claim}");
        batch.Write();
    }

    SentClaims Begin(List<ClaimPayment> told, int decisions)
    {
        batch = new(store, decisions);
        var candidates = Posting.Candidates(store, told);
        foreach (var (row, _) in candidates) claims[row.Number] = row;
        return new(candidates.Select(static one => one.Claim), store.Claims.AsNoTracking().Select(static row => row.PayerNumber).Distinct().ToList());
    }

    void Load(string[] numbers)
    {
        foreach (string[] some in numbers.Chunk(500))
        {
            var decisions = store.Decisions.AsNoTracking().Where(row => row.Claim != null && some.Contains(row.Claim)).OrderBy(static row => row.Id).ToList();
            if (decisions.Count == 0) continue;
            var postings = store.Postings.AsNoTracking().Where(row => row.Claim != null && some.Contains(row.Claim)).ToList().ToLookup(static row => row.Decision);
            var all = new Dictionary<long, Standing>();
            foreach (var row in decisions)
                if (row.Reverses is { } gone && all.TryGetValue(gone, out var before)) before.Take(row, postings[row.Id]);
                else all.Add(row.Id, new(row, postings[row.Id]));
            foreach (var one in all.Values.Where(static one => !one.IsGone)) Of(one.Decision.Claim!).Add(one);
        }
    }

    List<Standing> Of(string claim)
    {
        if (!standing.TryGetValue(claim, out var list)) standing[claim] = list = [];
        return list;
    }

    DecisionRow Decision(ClaimPayment told, int position) => batch.Add(new()
    {
        Remittance = remittance.Id, Position = position, ToldNumber = told.Id, PayerControl = told.PayerNumber, Status = told.Status, ChargeCents = Posting.Cents(told.Charge), PaidCents = Posting.Cents(told.Paid),
    });

    void Decide(DecisionRow decision, Match match, QueueItemRow? waiting)
    {
        if (match.Claim is not { } claim)
        {
            Wait(decision, match, "unmatched", $"{match.Reason}. Choose the claim, or find out what was paid");
            return;
        }
        var sorted = Matching.Sort(match, sameDay.Elsewhere(match));
        decision.Told = Standing.Told(sorted);
        var before = Of(claim.Number);
        if (match.Payment.IsReversal) Reverse(decision, match, sorted, before, byHand: waiting is not null);
        else if (before.FindLast(static one => one.PaidAnything) is { } paid && waiting?.Kind != "decided-before")
            Wait(decision, match, "decided-before", $"claim {claim.Number} was decided before and paid {paid.Paid / 100m:0.00}, and nothing takes that back. Ask the payer whether this is paid twice");
        else
        {
            // a refusal that paid nothing is often followed by another decision without being taken back
            if (before is [.., { PaidAnything: false } refused]) Undo(Implied(decision, refused), refused, before, "decided anew");
            Take(decision, sorted, claims[claim.Number], before);
        }
    }

    /// <summary>The decision that stands for a payer's silence: what it refused before is gone.</summary>
    DecisionRow Implied(DecisionRow by, Standing refused) => batch.Add(new()
    {
        Remittance = remittance.Id, Position = -by.Position, ToldNumber = by.ToldNumber, PayerControl = refused.Decision.PayerControl, Status = "implied", Claim = refused.Decision.Claim,
        ChargeCents = -refused.Rows.Sum(static row => row.AmountCents), PaidCents = 0, Reverses = refused.Decision.Id,
    });

    void Reverse(DecisionRow decision, Match match, SortedClaim sorted, List<Standing> before, bool byHand)
    {
        var claim = claims[match.Claim!.Number];
        var takeback = new Takeback(sorted);
        if (before.FindLast(takeback.IsAllOf) is { } exact) Take(exact, static _ => true, static _ => true);
        else if (before.FindLast(takeback.IsLinesOf) is { } partly) Take(partly, takeback.Names, line => takeback.Names(line.Length == 0 ? null : line));
        else if (!byHand) Wait(decision, match, "reversal", $"the payer takes {-decision.PaidCents / 100m:0.00} of {-decision.ChargeCents / 100m:0.00} back from claim {claim.Number}, and {takeback.Why(before)}. Find which it means, then give it to the claim: what it tells is posted as it stands");
        else
        {
            // a person says it is this claim's: what it tells is posted, and comes off the decision that was paid last
            decision.Claim = claim.Number;
            var rows = Rows(decision, sorted);
            if (before.FindLast(static one => one.PaidAnything) is { } last)
            {
                decision.Reverses = last.Decision.Id;
                last.Take(decision, rows);
                if (last.IsGone) before.Remove(last);
            }
            else before.Add(new(decision, rows));
            Settle(claim, before, $"the payer took {-decision.PaidCents / 100m:0.00} back in {remittance.Trace}, given to this claim by a person");
        }

        void Take(Standing gone, Func<string?, bool> lines, Func<string, bool> toldLines)
        {
            (decision.Reverses, decision.Claim) = (gone.Decision.Id, claim.Number);
            string[] differs = [.. gone.Differs(decision.Told!, toldLines)];
            decimal paid = gone.Net(lines).Where(static one => one.Kind == PostingRow.Payment).Sum(static one => one.Cents) / 100m;
            Undo(decision, gone, before, "taken back by the payer", lines);
            Settle(claim, before, $"the payer took {(before.Contains(gone) ? "a part, " : "its decision of ")}{paid:0.00}{(before.Contains(gone) ? "," : "")} back in {remittance.Trace}");
            if (differs.Length > 0)
                Queue("doubt", decision, claim.Number, 0, "reversal-differs", $"what was posted is taken back to the cent, but the payer's codes are not those that it told before: {string.Join("; ", differs)}. Look whether it means the same decision");
        }
    }

    /// <summary>Posts the opposite of what stands, of the lines that are meant.</summary>
    void Undo(DecisionRow by, Standing gone, List<Standing> before, string why, Func<string?, bool>? lines = null)
    {
        lines ??= static _ => true;
        var opposite = gone.Net(lines).ConvertAll(one => Post(by, gone.Decision.Claim, one.Line, one.Kind, one.Group, one.Code, -one.Cents));
        gone.Take(by, opposite);
        if (gone.IsGone) before.Remove(gone);
        batch.Close(gone.Decision.Id, lines, at, why);
    }

    /// <summary>After something was taken back the claim stands by what is left.</summary>
    void Settle(ClaimRow claim, List<Standing> before, string reason) => batch.Move(claim, before.Count == 0 ? ClaimState.Reversed : Posting.State(before.SelectMany(static one => one.Rows)), reason, at, hash);

    List<PostingRow> Rows(DecisionRow decision, SortedClaim sorted)
    {
        var rows = new List<PostingRow>();
        foreach (var line in sorted.Lines)
        {
            rows.Add(Post(decision, decision.Claim, line.Sent?.ControlNumber, PostingRow.Payment, "", "", Posting.Cents(line.Paid)));
            foreach (var one in line.Differences) rows.Add(Post(decision, decision.Claim, line.Sent?.ControlNumber, one.Kind.ToString(), one.Group, one.Code, Posting.Cents(one.Amount)));
        }
        if (sorted.Lines.IsEmpty) rows.Add(Post(decision, decision.Claim, null, PostingRow.Payment, "", "", Posting.Cents(sorted.Payment.Paid)));
        return rows;
    }

    void Take(DecisionRow decision, SortedClaim sorted, ClaimRow claim, List<Standing> before)
    {
        decision.Claim = claim.Number;
        before.Add(new(decision, Rows(decision, sorted)));
        foreach (var line in sorted.Lines)
        {
            foreach (var one in line.Differences) Task(decision, sorted.Claim!, line, one);
            foreach (var doubt in line.Doubts.Concat(line == sorted.Lines[0] ? sorted.Doubts : []))
                if (doubt.Id is not ("unknown-code" or "information-code")) Queue("doubt", decision, claim.Number, 0, doubt.Id, doubt.Message, line.Sent?.ControlNumber);
        }
        claim.PayerControl = decision.PayerControl.Length > 0 ? decision.PayerControl : claim.PayerControl;
        claim.DecidedAt ??= at;
        var state = Posting.State(sorted);
        decimal denied = sorted.Of(DifferenceKind.Denial);
        string unclear = state == ClaimState.Unclear ? "; a person has to say what this means: " + string.Join(", ", sorted.AllDoubts.Where(static one => Posting.IsUnclear(one.Id)).Select(static one => one.Message).Distinct()) : "";
        string needs = sorted.Lines.Select(static line => line.Needs).FirstOrDefault(static one => one is not null) is { } what ? $"; what it should have paid is undecided, it needs {what}" : "";
        batch.Move(claim, state, $"{sorted.Payment.Paid:0.00} paid in {remittance.Trace}{(denied != 0 ? $", {denied:0.00} refused" : "")}{unclear}{needs}", at, hash);
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
        if (kind == "denial" && claim.Coverage.Payer.HasMedicareDeadlines() && meaning?.Deadline is { } deadline && (remittance.PaidOn is not null || deadline.FromService)) item.Due = deadline.Last(claim.Date, remittance.PaidOn ?? default);
    }

    /// <summary>The money has come; whose it is, a person says.</summary>
    void Wait(DecisionRow decision, Match match, string kind, string reason)
    {
        unmatched++;
        Post(decision, null, null, PostingRow.Payment, "", "", decision.PaidCents);
        Queue(kind, decision, match.Claim?.Number, decision.PaidCents / 100m, kind, reason).Candidates = Posting.Json(match.Candidates);
    }

    /// <summary>Money beside the claims: whose it is where its reference says, and a task where something is kept back that nothing announced.</summary>
    void Provider(ProviderAdjustment one)
    {
        var outside = OutsideClaims.Of(store, batch, remittance.Payer, one);
        var row = Post(null, outside.Claim, null, PostingRow.Provider, "", one.Reason, Posting.Cents(one.Amount));
        row.Reference = one.Number;
        batch.Outside.Add(row);
        if (outside.Task is { } task) Queue("takeback", null, outside.Claim, one.Amount, "takeback", task, code: one.Reason);
    }

    PostingRow Post(DecisionRow? decision, string? claim, string? line, string kind, string group, string code, long cents)
    {
        var row = new PostingRow { Remittance = remittance.Id, Decision = decision?.Id, Claim = claim, Line = line, Kind = kind, AdjustmentGroup = group, Code = code, Reference = "", AmountCents = cents };
        batch.Postings.Add(row);
        return row;
    }

    QueueItemRow Queue(string kind, DecisionRow? decision, string? claim, decimal amount, string about, string reason, string? line = null, string group = "", string code = "", string remarks = "")
    {
        queued++;
        var row = new QueueItemRow
        {
            Kind = kind, Claim = claim, Line = line, Remittance = remittance.Id, Decision = decision?.Id, AmountCents = Posting.Cents(amount), AdjustmentGroup = group, Code = code, Remarks = remarks, About = about, Reason = reason, Candidates = "[]", MadeAt = at,
        };
        batch.Queue.Add(row);
        return row;
    }
}
