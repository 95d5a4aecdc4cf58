using System.Collections.Immutable;
using Quarterhour.Billing;
using Quarterhour.Billing.Denials;
using Quarterhour.Billing.Pricing;
using Quarterhour.X12;

namespace Quarterhour.Claims.Remittances;

/// <summary>Sorts the difference between charge and payment: by the payer's codes, and where a price was expected against that, so that a reduction under another code is still told from an underpayment.</summary>
public static class Sorting
{
    /// <summary>Where the assistant's reduction and sequestration are rounded, by line or by unit, a cent more or less is no underpayment.</summary>
    public const decimal Rounding = 0.01m;

    /// <summary>Sorts one line.</summary>
    /// <param name="charge">SVC02, of all the payer's lines for ours.</param>
    /// <param name="paid">SVC03, of all of them.</param>
    /// <param name="adjustments">Their CAS.</param>
    /// <param name="remarks">Their remark codes.</param>
    /// <param name="sent">Our line; null where it is not known.</param>
    /// <param name="reversal">It takes an earlier decision back: nothing is compared.</param>
    public static SortedLine Line(decimal charge, decimal paid, IReadOnlyList<Adjustment> adjustments, ImmutableArray<string> remarks, ServiceLine? sent, bool reversal)
    {
        ArgumentNullException.ThrowIfNull(adjustments);
        var told = new List<Difference>(adjustments.Count + 2);
        var doubts = ImmutableArray.CreateBuilder<Doubt>();
        decimal explained = 0;
        foreach (var one in adjustments)
        {
            explained += one.Amount;
            if (one.Amount == 0) continue;
            var kind = Kind(one);
            told.Add(new(kind, one.Amount, one.Group, one.Reason));
            if (!reversal) Doubtful(one, kind, charge, paid, doubts);
        }
        decimal rest = charge - explained - paid;
        if (rest != 0)
        {
            told.Add(new(DifferenceKind.Unknown, rest));
            doubts.Add(new("not-balanced", $"charge {charge:0.00} less adjustments {explained:0.00} is not the payment of {paid:0.00}: {rest:0.00} is not explained. Ask the payer for a corrected remittance"));
        }
        bool second = sent?.AfterOthers is not null;
        bool compared = !reversal && (second || sent?.Expected is not null) && told.TrueForAll(one => IsPriced(one.Kind) || second && one.Kind == DifferenceKind.OtherPayer);
        ImmutableArray<Difference> parts = !compared ? [.. told] : second ? Second(sent!.AfterOthers!, sent.Expected, paid, told) : Against(sent!, sent!.Expected!, charge, told, doubts);
        return new()
        {
            Sent = sent, Charge = charge, Paid = paid, Remarks = remarks, Compared = compared && sent!.AfterOthers?.Needs is null, Needs = compared ? sent!.AfterOthers?.Needs : null, Differences = parts, Doubts = doubts.DrainToImmutable(),
        };
    }

    /// <summary>What a payer that was asked after others paid, against what it should. What the codes tell stays, but for what is missing or too much.</summary>
    static ImmutableArray<Difference> Second(AfterOthers after, Expected? expected, decimal paid, List<Difference> told)
    {
        decimal share = Of(DifferenceKind.Deductible) + Of(DifferenceKind.Coinsurance) + Of(DifferenceKind.Copayment);
        // Medicare's deductible is known better by Medicare
        decimal own = after.LessOwnShare ? share : expected?.Deductible is { } deductible ? Math.Max(0, Of(DifferenceKind.Deductible) - deductible) : 0;
        // of a payer whose rule is not known, more than was left to the patient is too much all the same
        decimal deviation = after.Pays is { } pays ? Math.Max(0, pays - own) - paid : after.Left is { } left ? Math.Min(0, left - paid) : 0;
        if (Math.Abs(deviation) <= Rounding) return [.. told];
        int at = told.FindIndex(static one => one.Kind == DifferenceKind.Contract);
        if (at < 0) at = told.FindIndex(static one => one.Kind == DifferenceKind.OtherPayer);
        if (at < 0) told.Add(new(DifferenceKind.Contract, -deviation));
        else told[at] = told[at] with { Amount = told[at].Amount - deviation };
        told.RemoveAll(static one => one.Amount == 0);
        return [.. told, new(deviation > 0 ? DifferenceKind.Underpayment : DifferenceKind.Overpayment, deviation)];

        decimal Of(DifferenceKind kind) => told.Where(one => one.Kind == kind).Sum(static one => one.Amount);
    }

    /// <summary>A line with any other part was not decided by price: a refusal, another payer's part, a sum that nothing explains.</summary>
    static bool IsPriced(DifferenceKind kind) => IsReduction(kind) || kind is DifferenceKind.Incentive or DifferenceKind.Deductible or DifferenceKind.Coinsurance or DifferenceKind.Copayment;

    static bool IsReduction(DifferenceKind kind) => kind is DifferenceKind.Contract or DifferenceKind.Mppr or DifferenceKind.Assistant or DifferenceKind.Sequestration;

    /// <summary>What a reason does to the money.</summary>
    public static DifferenceKind Kind(string reason) => DenialBook.Find(reason)?.Effect is { } effect and not DifferenceKind.Information ? effect : DifferenceKind.Unknown;

    /// <summary>What an adjustment does to the money: a discount that is put on the patient is none, because a contract is what forbids to ask them for it.</summary>
    static DifferenceKind Kind(Adjustment one)
    {
        var kind = Kind(one.Reason);
        return kind == DifferenceKind.Contract && one.Group == "PR" ? DifferenceKind.Unknown : kind;
    }

    /// <summary>Codes that stand where they make the sum come out, not where they belong.</summary>
    static void Doubtful(Adjustment one, DifferenceKind kind, decimal charge, decimal paid, ImmutableArray<Doubt>.Builder doubts)
    {
        if (kind == DifferenceKind.Unknown && one.Group == "PR" && Kind(one.Reason) == DifferenceKind.Contract)
            doubts.Add(new("patient-discount", $"{one.Group}-{one.Reason} of {one.Amount:0.00} leaves to the patient what a contract takes off: under a contract ask the payer; without one it is the patient's"));
        else if (kind == DifferenceKind.Unknown && DenialBook.Find(one.Reason) is { } meaning)
            doubts.Add(new("information-code", $"{one.Group}-{one.Reason} over {one.Amount:0.00} refuses nothing by itself: {meaning.Cause} {meaning.Fix}"));
        else if (kind == DifferenceKind.Unknown)
            doubts.Add(new("unknown-code", $"{one.Group}-{one.Reason} over {one.Amount:0.00} is not explained here: look the code up, or ask the payer"));
        if (kind == DifferenceKind.Contract && paid == 0 && one.Amount == charge && charge > 0)
            doubts.Add(new("forced-whole-charge", $"{one.Group}-{one.Reason} takes the whole charge of {charge:0.00} and nothing refuses it: a denial that is told as a discount. Ask the payer for its reason"));
        if (one.Amount < 0 && kind is not (DifferenceKind.Incentive or DifferenceKind.OtherPayer or DifferenceKind.Interest) && one.Reason != "94")
            doubts.Add(new("forced-negative", $"{one.Group}-{one.Reason} of {one.Amount:0.00} raises the payment of a line that takes nothing back: it looks as if it makes the sum come out. Ask the payer"));
        if (kind is DifferenceKind.Deductible or DifferenceKind.Coinsurance or DifferenceKind.Copayment && one.Group is not ("PR" or "OA"))
            doubts.Add(new("wrong-group", $"{one.Group}-{one.Reason} of {one.Amount:0.00} is the patient's share under a group that says it is not: nobody is billed for it before the payer has said which"));
    }

    /// <summary>
    /// What should have been paid, given the deductible that the payer tells, held against what was. Coinsurance is reckoned where the bill knew it: what the payer puts on the patient beyond that is its own debt, and so an underpayment; what it leaves off
    /// stays with the contract, because nobody is billed for what no payer tells.
    /// </summary>
    static ImmutableArray<Difference> Against(ServiceLine sent, Expected expected, decimal charge, List<Difference> told, ImmutableArray<Doubt>.Builder doubts)
    {
        decimal full = Math.Min(expected.Unreduced ?? expected.Allowed, charge), allowed = Math.Min(expected.Allowed, charge);
        decimal deductible = 0, share = 0, reductions = 0, theirs = charge;
        foreach (var one in told)
        {
            if (IsReduction(one.Kind)) reductions += one.Amount;
            else if (one.Kind == DifferenceKind.Deductible) deductible += one.Amount;
            else if (one.Kind != DifferenceKind.Incentive) share += one.Amount;
            if (one.Kind is DifferenceKind.Contract or DifferenceKind.Mppr) theirs -= one.Amount;
        }
        // known where the bill split the price; a line that is the patient's whole has no such share
        decimal reckoned = expected.Coinsurance is null or 0 && expected is { PayerPays: null or 0, Deductible: null or 0 } ? share : Coinsurance(sent, allowed - deductible);
        if (Math.Abs(share - reckoned) <= Rounding) reckoned = share;
        else if (Coinsurance(sent, theirs - deductible) is var own && Math.Abs(share - own) > Rounding)
            doubts.Add(new("share-differs", $"the payer puts {share:0.00} on the patient where {own:0.00} is the coinsurance of what it allows: bill the patient {Math.Min(share, reckoned):0.00} and ask the payer"));
        decimal left = Math.Max(0, allowed - deductible - reckoned), assistant = Assistant(sent, expected, left);
        decimal sequestration = Sequestered(expected, told) ? Sequestration.Of(left - assistant, sent.Date, []) : 0;
        // expected less paid, from which what the patient was told is no part
        decimal deviation = reductions - (charge - allowed) - assistant - sequestration + (share - reckoned);
        if (deviation != 0 && Math.Abs(deviation) <= Rounding && (assistant != 0 || sequestration != 0))
        {
            if (sequestration != 0) sequestration += deviation;
            else assistant += deviation;
            deviation = 0;
        }
        var parts = ImmutableArray.CreateBuilder<Difference>();
        Add(DifferenceKind.Contract, charge - full + Math.Max(0, reckoned - share));
        Add(DifferenceKind.Mppr, full - allowed);
        Add(DifferenceKind.Assistant, assistant);
        Add(DifferenceKind.Sequestration, sequestration);
        decimal excess = Math.Max(0, share - reckoned);
        foreach (var one in told)
        {
            if (IsReduction(one.Kind)) continue;
            decimal off = one.Kind is DifferenceKind.Coinsurance or DifferenceKind.Copayment ? Math.Clamp(one.Amount, 0, excess) : 0;
            excess -= off;
            if (one.Amount != off) parts.Add(one with { Amount = one.Amount - off });
        }
        if (deviation != 0) Add(deviation > 0 ? DifferenceKind.Underpayment : DifferenceKind.Overpayment, deviation);
        return parts.ToImmutable();

        // under the payer's own code for it, else under the one that holds it
        void Add(DifferenceKind kind, decimal amount)
        {
            if (amount == 0) return;
            var from = told.Find(one => one.Kind == kind) ?? told.Find(static one => one.Kind == DifferenceKind.Contract) ?? told.Find(static one => IsReduction(one.Kind));
            parts.Add(new(kind, amount, from?.Group ?? "", from?.Code ?? ""));
        }
    }

    /// <summary>Medicare's: no other payer's share of the patient is known beforehand.</summary>
    static decimal Coinsurance(ServiceLine sent, decimal amount) => PatientShare.Of(Math.Max(0, amount), sent.Date);

    static decimal Assistant(ServiceLine sent, Expected expected, decimal share) =>
        expected.AssistantReduction is null or 0 && expected.PayerPays > 0 ? 0 : AssistantReduction.Of(share, sent.Modifiers, sent.Date, []);

    /// <summary>The payer is one that is sequestered: a cut was expected, or, where the split was not known, it tells of one.</summary>
    static bool Sequestered(Expected expected, List<Difference> told) =>
        expected.Sequestration > 0 || expected.PayerPays is null or 0 && told.Exists(static one => one.Kind == DifferenceKind.Sequestration);
}
