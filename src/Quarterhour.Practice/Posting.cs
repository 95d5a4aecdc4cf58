using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
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
    /// <exception cref="UnusableStoreException">The file is not whole, holds no payment, or tells another sum for a trace that was posted. Nothing was posted.</exception>
    public static IReadOnlyList<PostedPayment> Post(PracticeStore store, byte[] content, string name, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(content);
        var payments = Read(content, name);
        string hash = Hash(content), at = PracticeStore.Moment(now);
        store.ChangeTracker.Clear();
        using var transaction = store.BeginAlone();
        var posted = new List<PostedPayment>();
        foreach (var (payment, claims) in payments)
        {
            string payer = payment.TraceOriginator.Length > 0 ? payment.TraceOriginator : payment.Payer?.Id ?? "";
            if (store.Remittances.AsNoTracking().FirstOrDefault(row => row.Payer == payer && row.Trace == payment.Trace) is { } before)
            {
                if (before.AmountCents != Cents(payment.Amount)) throw new UnusableStoreException($"{name}: trace {payment.Trace} was posted on {before.PostedAt[..10]} with {before.AmountCents / 100m:0.00}, this file tells {payment.Amount:0.00}; ask the payer which is right. Nothing was posted");
                posted.Add(new(payer, payment.Trace, payment.Amount, true));
                continue;
            }
            if (!store.Files.Any(row => row.Hash == hash)) store.Files.Add(new() { Hash = hash, Kind = "835", Name = name, ReceivedAt = at, Content = content });
            var remittance = new RemittanceRow { Hash = hash, Payer = payer, Trace = payment.Trace, PayerName = payment.Payer?.Name ?? "", AmountCents = Cents(payment.Amount), PaidOn = payment.Date, PostedAt = at };
            store.Remittances.Add(remittance);
            store.SaveChanges();
            posted.Add(new PostingRun(store, remittance, hash, at).All(payment, claims));
        }
        transaction.Commit();
        return posted;
    }

    /// <summary>Gives a decision that waits in the queue to the claim that a person chose, and posts it there.</summary>
    /// <exception cref="UnusableStoreException">There is no such item or claim, or the decision's lines are none of that claim.</exception>
    public static void Assign(PracticeStore store, long item, string claim, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(store);
        store.ChangeTracker.Clear();
        using var transaction = store.BeginAlone();
        var waiting = store.Queue.FirstOrDefault(row => row.Id == item && row.DoneAt == null) ?? throw new UnusableStoreException($"no item {item} waits in the queue");
        if (waiting.Kind is not ("unmatched" or "decided-before" or "reversal")) throw new UnusableStoreException($"item {item} is a {waiting.Kind}; only a decision that was not posted can be given to a claim");
        var decision = store.Decisions.Single(row => row.Id == waiting.Decision);
        var remittance = store.Remittances.Single(row => row.Id == decision.Remittance);
        var (payment, claims) = Read(store.Files.AsNoTracking().Single(row => row.Hash == remittance.Hash).Content, remittance.Trace).First(one => one.Payment.Trace == remittance.Trace);
        var told = claims[decision.Position - 1];
        told.Id = claim;
        new PostingRun(store, remittance, remittance.Hash, PracticeStore.Moment(now)).Give(told, decision, waiting, payment);
        transaction.Commit();
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

    /// <summary>Our claims that decisions may be about: by number, by the lines' numbers, and by day for those that neither finds.</summary>
    internal static SentClaims Candidates(PracticeStore store, List<ClaimPayment> told)
    {
        var json = new Dictionary<string, string>(StringComparer.Ordinal);
        Take([.. told.SelectMany(static one => new[] { one.Id, one.Id.ToUpperInvariant() }).Distinct()]);
        string[] controls = [.. told.SelectMany(static one => one.Lines.Select(static line => line.ControlNumber)).OfType<string>().Distinct()];
        foreach (string[] some in controls.Chunk(Chunk)) Take([.. store.Lines.AsNoTracking().Where(row => some.Contains(row.Control)).Select(static row => row.Claim).Distinct()]);
        DateOnly[] days = [.. told.Where(one => !json.ContainsKey(one.Id)).SelectMany(static one => one.Lines.Select(static line => line.ServiceDate).Append(one.Dates.Find(static date => date.Code == "232")?.From)).OfType<DateOnly>().Distinct()];
        foreach (var some in days.Chunk(Chunk)) Take([.. store.Claims.AsNoTracking().Where(row => some.Contains(row.Day)).Select(static row => row.Number)]);
        return new(json.Values.Select(ClaimJson.Read));

        void Take(string[] numbers)
        {
            foreach (string[] some in numbers.Where(number => !json.ContainsKey(number)).Chunk(Chunk))
                foreach (var row in store.Claims.AsNoTracking().Where(row => some.Contains(row.Number)).Select(static row => new { row.Number, row.Json })) json.TryAdd(row.Number, row.Json);
        }
    }

    const int Chunk = 500;

    internal static string Json(ImmutableArray<Candidate> candidates) => JsonSerializer.Serialize(candidates.Select(static one => new { claim = one.Claim.Number, visit = one.Claim.Visit, score = one.Score, agrees = one.Agrees }));
}
