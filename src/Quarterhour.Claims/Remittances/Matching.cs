using System.Collections.Immutable;
using Quarterhour.X12;

namespace Quarterhour.Claims.Remittances;

/// <summary>
/// Finds the claim and the lines that a payer's decision is about: by the line's control number first, then by the claim's number with code and date. Payers drop modifiers, split lines, and name another procedure
/// than was sent (SVC06 has ours). What two lines fit, or what contradicts itself, is not matched: it goes to a person with the candidates.
/// </summary>
public static class Matching
{
    /// <summary>Candidates shown to a person.</summary>
    const int MostCandidates = 5;

    /// <summary>Finds the claim and its lines.</summary>
    /// <param name="payment">The decision.</param>
    /// <param name="sent">Our claims that it may be about.</param>
    /// <param name="byHand">A person chose the claim: a payer that is not known is taken for its payer where nothing speaks against it.</param>
    public static Match Find(ClaimPayment payment, SentClaims sent, bool byHand = false)
    {
        ArgumentNullException.ThrowIfNull(payment);
        ArgumentNullException.ThrowIfNull(sent);
        var (claim, reason) = Claim(payment, sent);
        if (claim is { } named)
        {
            var (coverage, why) = DecidingPayer.Of(payment, named, sent, byHand);
            if (coverage is null) (claim, reason) = (null, why);
            else if (!ReferenceEquals(coverage, named.Coverage)) (claim, reason) = ToCoverage(named, coverage, sent);
        }
        if (claim is null) return new() { Payment = payment, Reason = reason, Candidates = Candidates(payment, sent) };
        var lines = ImmutableArray.CreateBuilder<(ServicePayment, ServiceLine, MatchedBy)>(payment.Lines.Count);
        for (int i = 0; i < payment.Lines.Count; i++)
        {
            var (line, by, why) = Line(payment, payment.Lines[i], claim);
            if (line is null) return new() { Payment = payment, Reason = $"line {i + 1}, {(payment.Lines[i].Submitted ?? payment.Lines[i].Procedure)?.ToString() ?? "without a code"}: {why}", Candidates = [new(claim, 0, ["claim number"])] };
            lines.Add((payment.Lines[i], line, by));
        }
        return new() { Payment = payment, Claim = claim, Lines = lines.MoveToImmutable() };
    }

    static (Claim?, string?) Claim(ClaimPayment payment, SentClaims sent)
    {
        if (sent.Find(payment.Id) is { } named)
            return payment.Lines.Select(line => Elsewhere(payment, line, named, sent)).FirstOrDefault(static other => other is not null) is { } other
                ? (null, $"claim {payment.Id} is ours, but a line number in it is that of {other.Number}") : (named, null);
        // the claims that have a line under each control number that came back, with that code and on that date
        HashSet<Claim>? together = null;
        foreach (var line in payment.Lines)
        {
            if (line.ControlNumber is not { Length: > 0 }) continue;
            var here = WithLine(payment, line, sent).Select(static one => one.Claim);
            if (together is null) together = new(here, ReferenceEqualityComparer.Instance);
            else together.IntersectWith(here);
        }
        return together switch
        {
            { Count: 1 } => (together.First(), null),
            { Count: > 1 } => (null, $"no claim {payment.Id} was sent, and several claims have its line numbers"),
            _ => (null, $"no claim {payment.Id} was sent"),
        };
    }

    /// <summary>The payer's number or name says that the decision is by the one to which the claim was sent; else it may be about the visit's claim to another coverage.</summary>
    public static bool IsByPayerOf(ClaimPayment payment, Claim claim)
    {
        ArgumentNullException.ThrowIfNull(payment);
        ArgumentNullException.ThrowIfNull(claim);
        return DecidingPayer.IsAsked(payment, claim);
    }

    /// <summary>Our claim for the visit to another coverage. Where none was made, as when the first payer passed it on, the decision has no place: it is never added to the first payer's.</summary>
    static (Claim?, string?) ToCoverage(Claim named, Coverage coverage, SentClaims sent)
    {
        string place = coverage.Order.ToString().ToLowerInvariant();
        var there = sent.On(named.Date).Where(one => one.Visit == named.Visit && one.Coverage.Payer.Id == coverage.Payer.Id).ToList();
        return there switch
        {
            [var only] => (only, null),
            [] => (null, $"{coverage.Payer.Name} decided, the patient's {place} coverage, and claim {named.Number} is the one to {named.Coverage.Payer.Name}; the records hold none to {coverage.Payer.Name}. Record it (claim --order {place} --record; if it was passed on, do not send the file), then give the decision to that one"),
            _ => (null, $"{coverage.Payer.Name} decided, the patient's {place} coverage, and {there.Count} claims of the visit are to it"),
        };
    }

    static IEnumerable<(Claim Claim, ServiceLine Line)> WithLine(ClaimPayment payment, ServicePayment line, SentClaims sent) =>
        sent.WithLine(line.ControlNumber!).Where(one => SameCode(one.Line, line) && one.Line.Date == Date(payment, line, one.Line.Date));

    /// <summary>Another claim whose line it is by its number, where the named one has no such line.</summary>
    static Claim? Elsewhere(ClaimPayment payment, ServicePayment line, Claim named, SentClaims sent)
    {
        if (line.ControlNumber is not { Length: > 0 } control) return null;
        foreach (var own in named.Lines)
            if (string.Equals(own.ControlNumber, control, StringComparison.OrdinalIgnoreCase)) return null;
        // whatever code and date come with it; but after a crossover the second payer returns the numbers of the visit's first claim
        foreach (var (other, _) in sent.WithLine(control))
            if (other.Visit != named.Visit || other.Coverage.Order == named.Coverage.Order) return other;
        return null;
    }

    static (ServiceLine?, MatchedBy, string?) Line(ClaimPayment payment, ServicePayment paid, Claim claim)
    {
        if (paid.ControlNumber is { Length: > 0 } control)
            foreach (var line in claim.Lines)
                if (string.Equals(line.ControlNumber, control, StringComparison.OrdinalIgnoreCase))
                    return SameCode(line, paid) ? (line, MatchedBy.ControlNumber, null) : (null, default, $"its number is that of our line {line.Code}");
        var procedure = paid.Submitted ?? paid.Procedure;
        if (procedure is null) return (null, default, "neither a control number nor a code");
        ServiceLine? exact = null, only = null, charged = null;
        int exacts = 0, codes = 0, charges = 0;
        foreach (var line in claim.Lines)
        {
            if (!SameCode(line, paid) || line.Date != Date(payment, paid, line.Date)) continue;
            (only, codes) = (line, codes + 1);
            if (SameModifiers(line, procedure)) (exact, exacts) = (line, exacts + 1);
            if (line.Charge == paid.Charge && line.Units == (paid.SubmittedUnits ?? paid.Units ?? 1)) (charged, charges) = (line, charges + 1);
        }
        if (exacts == 1) return (exact, MatchedBy.Code, null);
        if (codes == 1) return (only, MatchedBy.CodeAlone, null);
        if (charges == 1) return (charged, MatchedBy.Charge, null);
        return (null, default, codes == 0 ? "no line of the claim has that code and date" : $"{codes} lines of the claim fit");
    }

    /// <summary>The line's day, else the claim's; where neither is told, whatever is asked for.</summary>
    static DateOnly Date(ClaimPayment payment, ServicePayment line, DateOnly otherwise) => line.ServiceDate ?? payment.Dates.Find(static date => date.Code == "232")?.From ?? otherwise;

    static bool SameCode(ServiceLine line, ServicePayment paid) => (paid.Submitted ?? paid.Procedure) is not { } procedure || line.Code.ToString() == procedure.Code;

    static bool SameModifiers(ServiceLine line, Procedure procedure)
    {
        if (line.Modifiers.Length != procedure.Modifiers.Count) return false;
        foreach (var modifier in line.Modifiers)
            if (!procedure.Modifiers.Contains(modifier.ToString())) return false;
        return true;
    }

    /// <summary>The claims of the day, by what agrees: member, name, charge, codes, payer. At least the member or the name must.</summary>
    static ImmutableArray<Candidate> Candidates(ClaimPayment payment, SentClaims sent)
    {
        var days = payment.Lines.Select(static line => line.ServiceDate).Append(payment.Dates.Find(static date => date.Code == "232")?.From).OfType<DateOnly>().Distinct();
        return [.. days.SelectMany(sent.On).Distinct().Select(claim => Score(payment, claim)).Where(static one => one is not null).Select(static one => one!).OrderByDescending(static one => one.Score).ThenBy(static one => one.Claim.Number, StringComparer.Ordinal).Take(MostCandidates)];
    }

    static Candidate? Score(ClaimPayment payment, Claim claim)
    {
        var agrees = ImmutableArray.CreateBuilder<string>();
        int score = 0;
        var patient = payment.PartyAs("QC");
        string member = payment.PartyAs("IL")?.Id is { Length: > 0 } insured ? insured : patient?.Id ?? "";
        bool person = Agree(member.Length > 0 && string.Equals(member, claim.Coverage.MemberId, StringComparison.OrdinalIgnoreCase), 4, "member number");
        person |= Agree(patient is not null && string.Equals(patient.Name, claim.Patient.Name.Last, StringComparison.OrdinalIgnoreCase) && string.Equals(patient.First, claim.Patient.Name.First, StringComparison.OrdinalIgnoreCase), 3, "patient's name");
        if (!person) return null;
        Agree(true, 2, "date of service");
        Agree(claim.Charge == payment.Charge, 2, "charge");
        Agree(payment.Lines.Count > 0 && payment.Lines.TrueForAll(paid => claim.Lines.Any(line => SameCode(line, paid))), 2, "codes");
        Agree(string.Equals(payment.Payment.Payer?.Id, claim.Coverage.Payer.PayerNumber, StringComparison.OrdinalIgnoreCase) || string.Equals(payment.Payment.Payer?.Name, claim.Coverage.Payer.Name, StringComparison.OrdinalIgnoreCase), 1, "payer");
        return new(claim, score, agrees.ToImmutable());

        bool Agree(bool does, int weight, string words)
        {
            if (!does) return false;
            score += weight;
            agrees.Add(words);
            return true;
        }
    }

    /// <summary>Sorts a match: each of our lines once, with all the payer's lines for it, and what was decided on the claim as a whole.</summary>
    /// <param name="match">The match.</param>
    /// <param name="elsewhere">Lines of the same patient's day at the same provider on other claims to the payer, each with whether it was refused.</param>
    public static SortedClaim Sort(Match match, ImmutableArray<(ServiceLine Line, bool Refused)> elsewhere = default)
    {
        ArgumentNullException.ThrowIfNull(match);
        if (match.Claim is not { } claim) return SortedClaim.Alone(match.Payment);
        var payment = match.Payment;
        var raised = payment.IsReversal ? null : AcceptedPrices.Raised(elsewhere.IsDefaultOrEmpty ? AcceptedPrices.Lines(match) : AcceptedPrices.Lines(match).Concat(elsewhere));
        var lines = ImmutableArray.CreateBuilder<SortedLine>(claim.Lines.Length + 1);
        foreach (var sent in claim.Lines)
        {
            var own = match.Lines.Where(one => ReferenceEquals(one.Sent, sent)).Select(static one => one.Payment).ToImmutableArray();
            if (own.IsEmpty) continue;
            var adjustments = own is [var single] ? single.Adjustments : [.. own.SelectMany(static one => one.Adjustments)];
            ImmutableArray<string> remarks = [.. own.SelectMany(static one => SortedClaim.Remarks(one)).Distinct()];
            decimal charge = own.Sum(static one => one.Charge);
            var sorted = Sorting.Line(charge, own.Sum(static one => one.Paid), adjustments, remarks, raised is { } full && ReferenceEquals(full.Line, sent) ? sent with { Expected = full.Expected } : sent, payment.IsReversal);
            lines.Add(sorted with { Sent = sent, Payments = own, Number = payment.Lines.IndexOf(own[0]) + 1, Doubts = [.. sorted.Doubts, .. Differs(sent, own, charge, payment.IsReversal)] });
        }
        if (SortedClaim.Whole(payment) is { } whole) lines.Add(whole);
        return new(payment, claim, lines.ToImmutable()) { Doubts = [.. SortedClaim.Doubtful(payment), .. Missing(match, claim)] };
    }

    static IEnumerable<Doubt> Differs(ServiceLine sent, ImmutableArray<ServicePayment> paid, decimal charge, bool reversal)
    {
        if (reversal) yield break;
        if (charge != sent.Charge) yield return new("charge-differs", $"{sent.Code} was sent with {sent.Charge:0.00}, the payer tells {charge:0.00}: look whether a line is missing, or was decided in part");
        decimal units = paid.Sum(static one => one.SubmittedUnits ?? one.Units ?? 1);
        if (units != sent.Units && paid.Any(static one => one.Paid != 0)) yield return new("units-differ", $"{sent.Code} was sent with {sent.Units} units, the payer tells {units:0.##}: look whether units were refused");
    }

    static IEnumerable<Doubt> Missing(Match match, Claim claim)
    {
        if (match.Lines.IsEmpty) yield break;
        foreach (var sent in claim.Lines)
            if (!match.Lines.Any(one => ReferenceEquals(one.Sent, sent))) yield return new("line-missing", $"line {sent.ControlNumber}, {sent.Code}, of {sent.Charge:0.00} is not in the decision: the payer may have dropped it or put it on another claim");
    }
}
