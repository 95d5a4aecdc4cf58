using Microsoft.EntityFrameworkCore;
using Quarterhour.Claims;
using Quarterhour.Practice;
using Quarterhour.Practice.Rows;
using Quarterhour.X12;
using Xunit;
using static Quarterhour.Tests.MadeDecisions;

namespace Quarterhour.Tests;

/// <summary>What holds on either database.</summary>
public abstract partial class StoreTests
{
    static readonly DateTimeOffset Now = new(2026, 5, 22, 9, 0, 0, TimeSpan.Zero);

    static readonly Claim One = Claim("QH1", Line("QH1-1", "97110", 100m, 2, 50m), Line("QH1-2", "97140", 60m, 1, 28m)), Other = Claim("QH2", Line("QH2-1", "97530", 80m, 1, 36m));

    protected abstract string Fresh();

    (PracticeStore Store, string Connection) With(params IReadOnlyList<Claim> claims)
    {
        string connection = Fresh();
        var store = PracticeStore.Open(connection);
        Recording.Record(store, claims, [], Now);
        return (store, connection);
    }

    static ClaimPayment Usual(string claim = "QH1", Payment? payment = null, string payerNumber = "ICN1") => Decision(claim, [Paid("QH1-1", "97110", 100m, "CO-45:50 CO-253:0.80 PR-2:10", 2), Paid("QH1-2", "97140", 60m, "CO-45:32 CO-253:0.45 PR-2:5.60")], payment: payment, payerNumber: payerNumber);

    static ClaimPayment Back() => Decision("QH1", [Paid("QH1-1", "97110", -100m, "CO-45:-50 CO-253:-0.80 PR-2:-10", -2), Paid("QH1-2", "97140", -60m, "CO-45:-32 CO-253:-0.45 PR-2:-5.60")], "22");

    static Payment By(PayerIdentity payer, string trace)
    {
        var payment = Payment(trace);
        payment.Payer = new("PR") { IsN1 = true, Name = payer.Name, IdCode = "XV", Id = payer.PayerNumber };
        return payment;
    }

    static PostedPayment Post(PracticeStore store, byte[] file) => Assert.Single(Posting.Post(store, file, "remit.835", Now));

    /// <summary>Of the claim, kind by kind; what came to nothing is left out.</summary>
    static string Ledger(PracticeStore store, string? claim = "QH1") => string.Join(' ', store.Postings.AsNoTracking().Where(row => row.Claim == claim).ToList().GroupBy(row => row.Kind)
        .Select(kind => (kind.Key, Sum: kind.Sum(row => row.AmountCents))).Where(kind => kind.Sum != 0).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => $"{kind.Key}:{kind.Sum}"));

    /// <summary>What was paid, less what was kept back, is the amount of the payment; and each decision's parts and payment are its charge.</summary>
    static void EveryCent(PracticeStore store)
    {
        foreach (var remittance in store.Remittances.AsNoTracking().ToList())
        {
            var rows = store.Postings.AsNoTracking().Where(row => row.Remittance == remittance.Id).ToList();
            Assert.Equal(remittance.AmountCents, rows.Where(row => row.Kind == PostingRow.Payment).Sum(row => row.AmountCents) - rows.Where(row => row.Kind == PostingRow.Provider).Sum(row => row.AmountCents));
        }
        foreach (var decision in store.Decisions.AsNoTracking().Where(row => row.Claim != null).ToList())
            Assert.Equal(decision.ChargeCents, store.Postings.AsNoTracking().Where(row => row.Decision == decision.Id && row.Claim != null).Sum(row => row.AmountCents));
    }

    [Fact]
    public void Claims_are_kept_whole_and_once()
    {
        var (store, _) = With(One, Other);
        using (store)
        {
            Recording.Record(store, [One], [], Now);
            Assert.Equal(2, store.Claims.Count());
            Assert.Equal(3, store.Lines.Count());
            var row = store.Claims.Single(row => row.Number == "QH1");
            Assert.Equal((16_000L, ClaimState.Made, Day), (row.ChargeCents, row.State, row.Day));
            var read = ClaimJson.Read(row.Json);
            Assert.Equal(ClaimJson.Write(One), ClaimJson.Write(read));
            Assert.Equal((One.Lines[1].Code, One.Lines[1].Expected, One.Patient), (read.Lines[1].Code, read.Lines[1].Expected, read.Patient));
            var refused = Assert.Throws<UnusableStoreException>(() => Recording.Record(store, [One with { PlaceOfService = "12" }], [], Now));
            Assert.Contains("never used twice", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Control_numbers_are_given_once()
    {
        string connection = Fresh();
        PracticeStore.Open(connection).Dispose();
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            using var store = PracticeStore.Open(connection);
            return Enumerable.Range(0, 25).Select(_ => store.NextNumbers("claim")).ToList();
        })));
        Assert.Equal(Enumerable.Range(1, 100).Select(n => (long)n), all.SelectMany(some => some).Order());
        using var last = PracticeStore.Open(connection);
        Assert.Equal((110L, 1L), (last.NextNumbers("claim", 10), last.NextNumbers("interchange")));
    }

    [Fact]
    public void A_payment_is_posted_once()
    {
        var (store, _) = With(One);
        using (store)
        {
            byte[] file = Remittance(Payment(), Usual());
            var posted = Post(store, file);
            Assert.Equal((false, 1, 0, 0, 61.15m), (posted.Before, posted.Matched, posted.Unmatched, posted.Queued, posted.Amount));
            Assert.Equal("Coinsurance:1560 Contract:8200 Payment:6115 Sequestration:125", Ledger(store));
            Assert.Equal((ClaimState.Paid, "ICN1"), (store.Claims.Single().State, store.Claims.Single().PayerControl));
            int rows = store.Postings.Count();
            Assert.True(Post(store, file).Before);
            // the same payment in a file of other bytes
            Assert.True(Post(store, [.. file, (byte)'\n']).Before);
            Assert.Equal(rows, store.Postings.Count());
            EveryCent(store);
        }
    }

    [Fact]
    public async Task Two_who_post_at_once_post_once()
    {
        var (store, connection) = With(One);
        store.Dispose();
        byte[] file = Remittance(Payment(), Usual());
        bool[] before = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            using var mine = PracticeStore.Open(connection);
            return Post(mine, file).Before;
        })));
        Assert.Equal(1, before.Count(one => !one));
        using var after = PracticeStore.Open(connection);
        Assert.Equal("Coinsurance:1560 Contract:8200 Payment:6115 Sequestration:125", Ledger(after));
    }

    [Fact]
    public void Another_sum_for_a_known_trace_is_refused()
    {
        var (store, _) = With(One, Other);
        using (store)
        {
            Post(store, Remittance(Payment(), Usual()));
            var refused = Assert.Throws<UnusableStoreException>(() => Post(store, Remittance(Payment(), Decision("QH2", [Paid("QH2-1", "97530", 80m, "CO-45:44")]))));
            Assert.Contains("ask the payer which is right", refused.Message, StringComparison.Ordinal);
            Assert.Equal("", Ledger(store, "QH2"));
        }
    }

    [Theory]
    [InlineData(40)]
    [InlineData(400)]
    [InlineData(600)]
    public void A_file_that_is_not_whole_posts_nothing(int bytes)
    {
        var (store, _) = With(One);
        using (store)
        {
            byte[] file = Remittance(Payment(), Usual());
            Assert.InRange(bytes, 1, file.Length - 1);
            Assert.Throws<UnusableStoreException>(() => Post(store, file[..bytes]));
            Assert.Equal((0, 0, 0), (store.Files.Count(), store.Remittances.Count(), store.Postings.Count()));
        }
    }

    [Fact]
    public void What_fails_in_the_middle_leaves_nothing()
    {
        var (store, connection) = With(One, Other);
        byte[] file = Remittance(Payment(), Usual(), Decision("QH2", [Paid("QH2-1", "97530", 80m, "CO-45:44")]));
        using (store)
        {
            // the last thing to be written can't be
            store.Database.ExecuteSqlRaw("alter table claim_event rename to claim_event_elsewhere");
            Assert.Contains("Nothing was changed", Assert.Throws<UnusableStoreException>(() => Post(store, file)).Message, StringComparison.Ordinal);
        }
        using var after = PracticeStore.Open(connection);
        after.Database.ExecuteSqlRaw("alter table claim_event_elsewhere rename to claim_event");
        Assert.Equal((0, 0, 0, 0), (after.Files.Count(), after.Remittances.Count(), after.Decisions.Count(), after.Postings.Count()));
        Assert.Equal(2, Post(after, file).Matched);
        EveryCent(after);
    }

    [Fact]
    public void A_reversal_undoes_exactly_and_the_correction_stands()
    {
        var (store, _) = With(One);
        using (store)
        {
            // a cent is missing, which is told as an underpayment and undone as one
            var first = Decision("QH1", [Paid("QH1-1", "97110", 100m, "CO-45:55 CO-253:0.80 PR-2:10", 2), Paid("QH1-2", "97140", 60m, "CO-45:32 CO-253:0.45 PR-2:5.60")]);
            Post(store, Remittance(Payment("EFT1"), first));
            Assert.Contains("Underpayment:500", Ledger(store), StringComparison.Ordinal);
            var back = Decision("QH1", [Paid("QH1-1", "97110", -100m, "CO-45:-55 CO-253:-0.80 PR-2:-10", -2), Paid("QH1-2", "97140", -60m, "CO-45:-32 CO-253:-0.45 PR-2:-5.60")], "22");
            Post(store, Remittance(Payment("EFT2"), back, Usual(payerNumber: "ICN2")));
            Assert.Equal("Coinsurance:1560 Contract:8200 Payment:6115 Sequestration:125", Ledger(store));
            Assert.Equal(0, store.Queue.Count(item => item.DoneAt == null));
            Assert.Equal((ClaimState.Paid, "ICN2"), (store.Claims.Single().State, store.Claims.Single().PayerControl));
            EveryCent(store);
        }
    }

    [Fact]
    public void A_reversal_alone_leaves_nothing()
    {
        var (store, _) = With(One);
        using (store)
        {
            Post(store, Remittance(Payment("EFT1"), Usual()));
            var payment = Payment("EFT2");
            payment.ProviderAdjustments.Add(new("1234567893", "20261231", "FB", "EFT2", -61.15m));
            Post(store, Remittance(payment, Back()));
            Assert.Equal("", Ledger(store));
            Assert.Equal(ClaimState.Reversed, store.Claims.Single().State);
            EveryCent(store);
        }
    }

    [Fact]
    public void A_reversal_of_what_was_never_posted_waits()
    {
        var (store, _) = With(One);
        using (store)
        {
            Assert.Equal(1, Post(store, Remittance(Payment(), Back())).Unmatched);
            Assert.Equal(["payment", "reversal"], store.Queue.Select(static item => item.Kind).Order().ToList());
            Assert.Equal(("", "Payment:-6115"), (Ledger(store), Ledger(store, null)));
        }
    }

    [Fact]
    public void What_is_paid_twice_waits()
    {
        var (store, _) = With(One);
        using (store)
        {
            Post(store, Remittance(Payment("EFT1"), Usual()));
            Post(store, Remittance(Payment("EFT2"), Usual(payerNumber: "ICN2")));
            Assert.Equal(("decided-before", 6115L), (store.Queue.Single().Kind, store.Queue.Single().AmountCents));
            Assert.Equal("Coinsurance:1560 Contract:8200 Payment:6115 Sequestration:125", Ledger(store));
            EveryCent(store);
        }
    }

    [Fact]
    public void A_denial_that_is_won_back_is_one_charge()
    {
        var (store, _) = With(One);
        using (store)
        {
            Post(store, Remittance(Payment("EFT1"), Decision("QH1", [Paid("QH1-1", "97110", 100m, "CO-197:100", remarks: "M62"), Paid("QH1-2", "97140", 60m, "CO-197:60")], "4")));
            Assert.Equal(("Denial:16000", ClaimState.Denied), (Ledger(store), store.Claims.Single().State));
            Assert.Equal([("denial", "authorization", 10_000L, "M62"), ("denial", "authorization", 6_000L, "")], store.Queue.AsNoTracking().OrderBy(item => item.Id).ToList().Select(item => (item.Kind, item.About, item.AmountCents, item.Remarks)));
            Post(store, Remittance(Payment("EFT2"), Usual()));
            Assert.Equal("Coinsurance:1560 Contract:8200 Payment:6115 Sequestration:125", Ledger(store));
            Assert.Equal(0, store.Queue.Count(item => item.DoneAt == null));
            EveryCent(store);
        }
    }

    [Fact]
    public void Nobody_s_payment_waits_until_a_person_says_whose_it_is()
    {
        var (store, _) = With(One, Other);
        using (store)
        {
            var lost = Usual("LOST");
            foreach (var line in lost.Lines) line.References.Clear();
            Assert.Equal((0, 1, 1), (Post(store, Remittance(Payment(), lost)) is var posted ? posted.Matched : 0, posted.Unmatched, posted.Queued));
            var item = store.Queue.AsNoTracking().Single();
            Assert.Contains("\"claim\":\"QH1\"", item.Candidates, StringComparison.Ordinal);
            Assert.Equal("Payment:6115", Ledger(store, null));
            Assert.Throws<UnusableStoreException>(() => Posting.Assign(store, item.Id, "QH2", Now));
            Assert.Equal("Payment:6115", Ledger(store, null));
            Posting.Assign(store, item.Id, "QH1", Now);
            Assert.Equal(("", "Coinsurance:1560 Contract:8200 Payment:6115 Sequestration:125"), (Ledger(store, null), Ledger(store)));
            Assert.NotNull(store.Queue.AsNoTracking().Single().DoneAt);
            Assert.Throws<UnusableStoreException>(() => Posting.Assign(store, item.Id, "QH1", Now));
            EveryCent(store);
        }
    }

    [Fact]
    public void What_is_kept_back_is_a_task()
    {
        var (store, _) = With(One);
        using (store)
        {
            var payment = Payment();
            payment.ProviderAdjustments.Add(new("1234567893", "20261231", "WO", "QH0811", 12.50m));
            payment.ProviderAdjustments.Add(new("1234567893", "20261231", "L6", "", -0.40m));
            Post(store, Remittance(payment, Usual()));
            Assert.Equal(("takeback", 1250L, "WO"), (store.Queue.Single().Kind, store.Queue.Single().AmountCents, store.Queue.Single().Code));
            Assert.Equal(4905, store.Remittances.Single().AmountCents);
            EveryCent(store);
        }
    }

    [Fact]
    public void A_deadline_that_is_known_is_a_day()
    {
        var (store, _) = With(One, Claim("QH3", Line("QH3-1", "97110", 100m, 2, 50m)) with { Coverage = One.Coverage with { Payer = Plan } });
        using (store)
        {
            // the appeal from the notice of 2026-05-21, the new claim from the date of service; a plan's contract says its own
            Post(store, Remittance(Payment(), Decision("QH1", [Paid("QH1-1", "97110", 100m, "CO-97:100"), Paid("QH1-2", "97140", 60m, "CO-16:60")])));
            Post(store, Remittance(By(Plan, "EFT2"), Decision("QH3", [Paid("QH3-1", "97110", 100m, "CO-97:100")])));
            Assert.Equal([new DateOnly(2026, 9, 18), new DateOnly(2027, 5, 4), null], store.Queue.AsNoTracking().OrderBy(item => item.Id).Select(item => item.Due).ToList());
        }
    }

    [Fact]
    public void Postings_are_only_added()
    {
        var (store, _) = With(One);
        using (store)
        {
            Post(store, Remittance(Payment(), Usual()));
            Assert.ThrowsAny<Exception>(() => store.Database.ExecuteSqlRaw("update posting set amount_cents = 0"));
            Assert.ThrowsAny<Exception>(() => store.Database.ExecuteSqlRaw("delete from posting"));
            EveryCent(store);
        }
    }
}
