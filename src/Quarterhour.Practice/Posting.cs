using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Billing.Denials;
using Quarterhour.Claims;
using Quarterhour.Claims.Remittances;
using Quarterhour.Practice.Rows;
using Quarterhour.X12;

namespace Quarterhour.Practice;

/// <summary>Posts remittances: each payment once, all of it or nothing.</summary>
public static class Posting
{
    /// <summary>Posts a file. What was posted before, by file or by payer and trace, is told and left alone.</summary>
    /// <param name="store">The records.</param>
    /// <param name="content">The 835 as it came.</param>
    /// <param name="name">Its name.</param>
    /// <param name="now">The moment.</param>
    /// <returns>Each payment of the file.</returns>
    /// <exception cref="UnusableStoreException">The file is not whole, holds no payment, tells something else for a trace that was posted, or the records can't be written. Nothing of it was posted.</exception>
    public static IReadOnlyList<PostedPayment> Post(PracticeStore store, byte[] content, string name, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(content);
        var payments = Read(content, name);
        string hash = Hash(content), at = PracticeStore.Moment(now);
        return store.Alone(name, () =>
        {
            var posted = new List<PostedPayment>();
            foreach (var (payment, claims) in payments)
            {
                string payer = payment.TraceOriginator.Length > 0 ? payment.TraceOriginator : payment.Payer?.Id ?? "";
                if (store.Remittances.AsNoTracking().FirstOrDefault(row => row.Payer == payer && row.Trace == payment.Trace) is { } before)
                {
                    Same(store, before, payment, claims, name);
                    posted.Add(new(payer, payment.Trace, payment.Amount, true));
                    continue;
                }
                if (!store.Files.Any(row => row.Hash == hash)) store.Files.Add(new() { Hash = hash, Kind = "835", Name = name, ReceivedAt = at, Content = content });
                var remittance = new RemittanceRow { Hash = hash, Payer = payer, Trace = payment.Trace, PayerName = payment.Payer?.Name ?? "", AmountCents = Cents(payment.Amount), PaidOn = payment.Date, PostedAt = at };
                store.Remittances.Add(remittance);
                store.SaveChanges();
                posted.Add(new PostingRun(store, remittance, hash, at).All(payment, claims));
            }
            return posted;
        });
    }

    /// <summary>A payment of a known trace must be the one that was posted.</summary>
    static void Same(PracticeStore store, RemittanceRow before, Payment payment, List<ClaimPayment> claims, string name)
    {
        string posted = $"{name}: trace {payment.Trace} was posted on {before.PostedAt[..10]}";
        if (before.AmountCents != Cents(payment.Amount)) throw new UnusableStoreException($"{posted} with {before.AmountCents / 100m:0.00}, this file tells {payment.Amount:0.00}; ask the payer which is right. Nothing was posted");
        var there = store.Decisions.AsNoTracking().Where(row => row.Remittance == before.Id && row.Position > 0).OrderBy(static row => row.Position).Select(static row => new { row.ToldNumber, row.Status, row.ChargeCents, row.PaidCents }).ToList();
        for (int i = 0; i < Math.Max(there.Count, claims.Count); i++)
            if (i >= there.Count || i >= claims.Count || there[i] is var row && (row.ToldNumber, row.Status, row.ChargeCents, row.PaidCents) != (claims[i].Id, claims[i].Status, Cents(claims[i].Charge), Cents(claims[i].Paid)))
                throw new UnusableStoreException($"{posted} with other decisions: {(i >= claims.Count ? $"{there.Count} claims, this file has {claims.Count}" : i >= there.Count ? $"{there.Count} claims, this file has {claims.Count}" : $"claim {i + 1} was {there[i].ToldNumber} with {there[i].PaidCents / 100m:0.00}, here it is {claims[i].Id} with {claims[i].Paid:0.00}")}. Ask the payer which is right. Nothing was posted");
    }

    /// <summary>Reads a file as it would be posted.</summary>
    /// <exception cref="UnusableStoreException">The file is not whole, or holds no payment.</exception>
    public static void Check(byte[] content, string name) => Read(content, name);

    /// <summary>Gives a decision that waits in the queue to the claim that a person chose, and posts it there.</summary>
    /// <exception cref="UnusableStoreException">There is no such item or claim, or the decision's lines are none of that claim.</exception>
    public static void Assign(PracticeStore store, long item, string claim, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(store);
        store.Alone($"item {item}", () =>
        {
            var waiting = store.Queue.FirstOrDefault(row => row.Id == item && row.DoneAt == null) ?? throw new UnusableStoreException($"no item {item} waits in the queue");
            if (!Worklist.IsMoney(waiting.Kind)) throw new UnusableStoreException($"item {item} is a {waiting.Kind}; only a decision that was not posted can be given to a claim");
            if (!store.Claims.Any(row => row.Number == claim)) throw new UnusableStoreException($"claim {claim} is not in the records. Nothing was posted");
            var decision = store.Decisions.Single(row => row.Id == waiting.Decision);
            var remittance = store.Remittances.Single(row => row.Id == decision.Remittance);
            var (_, claims) = Read(store.Files.AsNoTracking().Single(row => row.Hash == remittance.Hash).Content, remittance.Trace).First(one => one.Payment.Trace == remittance.Trace);
            new PostingRun(store, remittance, remittance.Hash, PracticeStore.Moment(now)).Give(claims[decision.Position - 1], decision, waiting, claim);
            return 0;
        });
    }

    /// <summary>Where a claim stands by a decision.</summary>
    internal static ClaimState State(SortedClaim sorted)
    {
        if (sorted.AllDoubts.Any(static one => IsUnclear(one.Id)) || sorted.Lines.Any(static line => line.Differences.Any(static one => one.Kind == DifferenceKind.Unknown))) return ClaimState.Unclear;
        return sorted.Of(DifferenceKind.Denial) == 0 && !sorted.Payment.IsDenied ? ClaimState.Paid : sorted.Payment.Paid == 0 ? ClaimState.Denied : ClaimState.PartlyDenied;
    }

    /// <summary>A doubt that leaves open what was decided.</summary>
    internal static bool IsUnclear(string doubt) => doubt is "unknown-code" or "information-code" or "patient-discount" or "not-balanced" or "forced-whole-charge";

    /// <summary>Where a claim stands by what is posted to it.</summary>
    internal static ClaimState State(IEnumerable<PostingRow> rows)
    {
        long Of(string kind) => rows.Where(row => row.Kind == kind).Sum(static row => row.AmountCents);
        return Of(nameof(DifferenceKind.Unknown)) != 0 ? ClaimState.Unclear : Of(nameof(DifferenceKind.Denial)) == 0 ? ClaimState.Paid : Of(PostingRow.Payment) == 0 ? ClaimState.Denied : ClaimState.PartlyDenied;
    }

    internal static List<(Payment Payment, List<ClaimPayment> Claims)> Read(byte[] content, string name)
    {
        string? broken = null;
        bool any = false;
        using var input = new MemoryStream(content, writable: false);
        var source = X12Reader.Open(input, new Findings { Each = finding => { if (finding.Severity == Severity.Error && finding.Id.StartsWith("envelope-", StringComparison.Ordinal)) broken ??= finding.Message; } });
        using var reader = new RemittanceReader(source, new CheckOptions());
        var payments = new List<(Payment, List<ClaimPayment>)>();
        while (reader.ReadPayment() is { } payment)
        {
            any = true;
            var claims = new List<ClaimPayment>();
            while (reader.ReadClaim() is { } claim) claims.Add(claim);
            payments.Add((payment, claims));
        }
        if (broken is not null) throw new UnusableStoreException($"{name} is not whole: {broken}. Ask for it again. Nothing was posted");
        if (!any) throw new UnusableStoreException($"{name} holds no payment (835). Nothing was posted");
        return payments;
    }

    internal static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    internal static long Cents(decimal dollars) => Recording.Cents(dollars)!.Value;

    /// <summary>Our claims that decisions may be about: by number; for those not found so by the lines' numbers, and by day for those that neither finds.</summary>
    internal static IReadOnlyCollection<(ClaimRow Row, Claim Claim)> Candidates(PracticeStore store, List<ClaimPayment> told)
    {
        var found = new Dictionary<string, (ClaimRow Row, Claim Claim)>(StringComparer.OrdinalIgnoreCase);
        Take([.. told.SelectMany(static one => new[] { one.Id, one.Id.ToUpperInvariant() }).Distinct()]);
        // a payer other than the claim's may have decided the visit's claim to another coverage
        string[] visits = [.. told.Where(one => found.TryGetValue(one.Id, out var named) && !Matching.IsByPayerOf(one, named.Claim)).Select(one => found[one.Id].Row.Visit).Distinct()];
        foreach (string[] some in visits.Chunk(Chunk)) Take([.. store.Claims.AsNoTracking().Where(row => some.Contains(row.Visit) && row.State != ClaimState.Withdrawn).Select(static row => row.Number)]);
        // a number of a line that stands in another claim than the one named must be seen too
        var lost = told.Where(one => !found.TryGetValue(one.Id, out var named) || one.Lines.Exists(line => line.ControlNumber is { Length: > 0 } control && !HasLine(named.Claim, control))).ToList();
        string[] controls = [.. lost.SelectMany(static one => one.Lines.Select(static line => line.ControlNumber)).OfType<string>().Distinct()];
        foreach (string[] some in controls.Chunk(Chunk)) Take([.. store.Lines.AsNoTracking().Where(row => some.Contains(row.Control)).Select(static row => row.Claim).Distinct()]);
        DateOnly[] days = [.. lost.Where(one => !found.ContainsKey(one.Id)).SelectMany(static one => one.Lines.Select(static line => line.ServiceDate).Append(one.Dates.Find(static date => date.Code == "232")?.From)).OfType<DateOnly>().Distinct()];
        foreach (var some in days.Chunk(Chunk)) Take([.. store.Claims.AsNoTracking().Where(row => some.Contains(row.Day)).Select(static row => row.Number)]);
        return found.Values;

        void Take(string[] numbers)
        {
            foreach (string[] some in numbers.Where(number => !found.ContainsKey(number)).Chunk(Chunk))
                foreach (var row in store.Claims.AsNoTracking().Where(row => some.Contains(row.Number)))
                {
                    found.TryAdd(row.Number, (row, ClaimJson.Read(row.Json)));
                    row.Json = "";
                }
        }
    }

    static bool HasLine(Claim claim, string control)
    {
        foreach (var line in claim.Lines)
            if (string.Equals(line.ControlNumber, control, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    const int Chunk = 500;

    internal static string Json(ImmutableArray<Candidate> candidates) => JsonSerializer.Serialize(candidates.Select(static one => new { claim = one.Claim.Number, visit = one.Claim.Visit, score = one.Score, agrees = one.Agrees }));
}
