using Microsoft.EntityFrameworkCore;
using Quarterhour.Billing.Denials;
using Quarterhour.Claims.Remittances;
using Quarterhour.Practice;
using Quarterhour.Practice.Rows;
using Quarterhour.Simulation;
using Xunit;

namespace Quarterhour.Tests;

/// <summary>Minutes, bills, claims, 837P, a payer, its answers, postings, worklist: every cent and every seeded denial is accounted for.</summary>
public sealed class RoundTripTests : IDisposable
{
    static readonly DateTimeOffset Now = new(2026, 5, 22, 9, 0, 0, TimeSpan.Zero);

    readonly string folder = Directory.CreateTempSubdirectory("roundtrip").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_hundred_weeks() => Weeks(0, 100);

    /// <summary>./test --long runs it.</summary>
    [Fact(Explicit = true)]
    public void Thousands_of_weeks()
    {
        for (int some = 1; some <= 30; some++) Weeks(some * 100, 100);
    }

    void Weeks(int from, int count)
    {
        using var store = PracticeStore.Open(Path.Combine(folder, $"{from}.db"));
        int claims = 0;
        var whims = new HashSet<PayersWhim>();
        for (int seed = from; seed < from + count; seed++)
        {
            var week = SimulatedWeek.Of(seed);
            claims += week.Claims.Count;
            if (week.Claims.Count == 0) continue;
            try
            {
                foreach (var whim in Week(store, week, seed)) whims.Add(whim);
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException($"seed {seed}: {fault.Message}", fault);
            }
        }
        Assert.True(claims > count * 2, $"{claims} claims");
        Assert.Equal(Enum.GetValues<PayersWhim>(), whims.Order());
    }

    static IEnumerable<PayersWhim> Week(PracticeStore store, SimulatedWeek week, int seed)
    {
        var (file, submissions) = Assert.Single(week.Files);
        Recording.Record(store, week.Claims, submissions, Now);
        var payer = new SimulatedPayer(file, seed, SimulatedWeek.Tables);
        Assert.Equal(week.Claims.Select(claim => claim.Number).Order(StringComparer.Ordinal), payer.Outcomes.Select(one => one.Claim).Order(StringComparer.Ordinal));
        Assert.All(Acknowledging.Take(store, payer.Acknowledgment(), "999", Now), one => Assert.Equal((ClaimState.Accepted, true), (one.State, one.Known)));
        Acknowledging.Take(store, payer.ClaimAcknowledgment(), "277", Now);
        byte[] first = payer.FirstRemittance(), second = payer.SecondRemittance();
        Assert.False(Assert.Single(Posting.Post(store, first, "first.835", Now)).Before);
        Assert.False(Assert.Single(Posting.Post(store, second, "second.835", Now)).Before);
        Assert.True(Assert.Single(Posting.Post(store, first, "first.835", Now)).Before);

        var remittances = store.Remittances.AsNoTracking().Where(row => row.Trace == $"SIM{seed}A" || row.Trace == $"SIM{seed}B").ToList();
        Assert.Equal(SimulatedPayer.Cents(payer.Paid), remittances.Sum(row => row.AmountCents));
        long[] ids = [.. remittances.Select(row => row.Id)];
        var all = store.Postings.AsNoTracking().Where(row => ids.Contains(row.Remittance)).ToList();
        Assert.Equal(SimulatedPayer.Cents(payer.Paid), Sum(all, PostingRow.Payment) - Sum(all, PostingRow.Provider));
        var queue = store.Queue.AsNoTracking().Where(row => row.Remittance != null && ids.Contains(row.Remittance.Value) && row.DoneAt == null).ToList();
        Assert.Equal(SimulatedPayer.Cents(payer.TakenBack), queue.Where(row => row.Kind == "takeback").Sum(row => row.AmountCents));
        foreach (var outcome in payer.Outcomes) Holds(store, outcome, all.FindAll(row => row.Claim == outcome.Claim), queue);
        var lost = payer.Outcomes.Where(one => one.Whim == PayersWhim.LosesNumber).ToList();
        Assert.Equal(lost.Select(one => one.Paid).Order(), queue.Where(row => row.Kind == "unmatched").Select(row => row.AmountCents).Order());
        Assert.Equal(lost.Sum(one => one.Paid), all.Where(row => row.Claim == null && row.Kind == PostingRow.Payment).Sum(row => row.AmountCents));
        foreach (var one in lost) Assert.Contains(queue, row => row.Kind == "unmatched" && row.AmountCents == one.Paid && row.Candidates.Contains($"\"{one.Claim}\"", StringComparison.Ordinal));
        return payer.Outcomes.Select(one => one.Whim);
    }

    static void Holds(PracticeStore store, SimulatedOutcome outcome, List<PostingRow> postings, List<QueueItemRow> queue)
    {
        var claim = store.Claims.AsNoTracking().Single(row => row.Number == outcome.Claim);
        bool posted = outcome.Whim is not (PayersWhim.LosesNumber or PayersWhim.RejectsBeforehand or PayersWhim.StaysSilent);
        string told = $"{outcome.Claim}, {outcome.Whim}: {string.Join(' ', postings.GroupBy(row => row.Kind).Select(kind => $"{kind.Key} {kind.Sum(row => row.AmountCents)}"))}";
        Assert.True(!posted || outcome.Paid == Sum(postings, PostingRow.Payment), $"{told}, paid {outcome.Paid}");
        // every cent of the charge has its place
        Assert.True(postings.Sum(row => row.AmountCents) == (posted ? claim.ChargeCents : 0), $"{told}, charge {claim.ChargeCents}");
        if (!posted)
        {
            Assert.Equal(outcome.Whim == PayersWhim.RejectsBeforehand ? ClaimState.Rejected : ClaimState.Accepted, claim.State);
            if (outcome.Whim == PayersWhim.RejectsBeforehand) Assert.Contains("an NPI of the billing provider (A7 562 85)", store.Queue.AsNoTracking().Single(row => row.Claim == outcome.Claim && row.Kind == "rejection").Reason, StringComparison.Ordinal);
            return;
        }
        Assert.True((outcome.Underpaid, -outcome.Overpaid) == (Sum(postings, nameof(DifferenceKind.Underpayment)), Sum(postings, nameof(DifferenceKind.Overpayment))), $"{told}, underpaid {outcome.Underpaid}, overpaid {outcome.Overpaid}");
        Assert.Equal((outcome.Deductible, outcome.Coinsurance, 0L), (Sum(postings, nameof(DifferenceKind.Deductible)), Sum(postings, nameof(DifferenceKind.Coinsurance)), Sum(postings, nameof(DifferenceKind.Unknown))));
        var mine = queue.FindAll(row => row.Claim == outcome.Claim);
        Assert.Equal(outcome.Denials.Select(one => (one.Group, one.Code, one.Cents)).Order(), mine.Where(row => row.Kind == "denial").Select(row => (row.AdjustmentGroup, row.Code, row.AmountCents)).Order());
        Assert.Equal(outcome.Denials.Sum(one => one.Cents), Sum(postings, nameof(DifferenceKind.Denial)));
        Assert.Equal(outcome.Underpaid > 0 ? 1 : 0, mine.Count(row => row.Kind == "underpayment"));
        Assert.Equal(outcome.Whim == PayersWhim.Forces && outcome.Underpaid > 0 ? 1 : 0, mine.Count(row => row.About == "forced-whole-charge"));
        Assert.Equal(outcome.Whim == PayersWhim.Forces ? ClaimState.Unclear : outcome.Whim == PayersWhim.DeniesClaim ? ClaimState.Denied : outcome.Denials.Count == 0 ? ClaimState.Paid : outcome.Paid == 0 ? ClaimState.Denied : ClaimState.PartlyDenied, claim.State);
    }

    static long Sum(List<PostingRow> rows, string kind) => rows.Where(row => row.Kind == kind).Sum(row => row.AmountCents);
}
