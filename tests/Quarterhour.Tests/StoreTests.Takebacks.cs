using Microsoft.EntityFrameworkCore;
using Quarterhour.Claims;
using Quarterhour.Practice;
using Quarterhour.Practice.Rows;
using Quarterhour.X12;
using Xunit;
using static Quarterhour.Tests.MadeDecisions;

namespace Quarterhour.Tests;

public abstract partial class StoreTests
{
    const string AsPaid = "Coinsurance:1560 Contract:8200 Payment:6115 Sequestration:125";

    /// <summary>QH1 was paid as expected, and then this came.</summary>
    PracticeStore After(params ClaimPayment[] decisions)
    {
        var (store, _) = With(One);
        Post(store, Remittance(Payment("EFT1"), Usual()));
        var payment = Payment("EFT2");
        decimal taken = -decisions.Sum(one => one.Paid);
        if (taken > 0) payment.ProviderAdjustments.Add(new("1234567893", "20261231", "FB", "EFT2", -taken));
        Post(store, Remittance(payment, decisions));
        return store;
    }

    static QueueItemRow Waiting(PracticeStore store) => Assert.Single(store.Queue.AsNoTracking().Where(item => item.DoneAt == null).ToList());

    [Fact]
    public void A_line_that_is_taken_back_is_undone_and_the_other_stands()
    {
        using var store = After(Decision("QH1", [Paid("QH1-2", "97140", -60m, "CO-45:-32 CO-253:-0.45 PR-2:-5.60")], "22"));
        Assert.Equal("Coinsurance:1000 Contract:5000 Payment:3920 Sequestration:80", Ledger(store));
        Assert.Equal(0, store.Queue.Count(item => item.DoneAt == null));
        Assert.Equal(ClaimState.Paid, store.Claims.Single().State);
        // and then the rest, which is all that stands
        var payment = Payment("EFT3");
        payment.ProviderAdjustments.Add(new("1234567893", "20261231", "FB", "EFT3", -39.20m));
        Post(store, Remittance(payment, Decision("QH1", [Paid("QH1-1", "97110", -100m, "CO-45:-50 CO-253:-0.80 PR-2:-10", -2)], "22")));
        Assert.Equal(("", ClaimState.Reversed), (Ledger(store), store.Claims.AsNoTracking().Single().State));
        EveryCent(store);
    }

    [Fact]
    public void A_takeback_of_another_amount_waits_and_says_what_differs()
    {
        using var store = After(Decision("QH1", [Paid("QH1-1", "97110", -100m, "CO-45:-80", -2)], "22"));
        var item = Waiting(store);
        Assert.Equal(("reversal", -2000L, "QH1"), (item.Kind, item.AmountCents, item.Claim));
        Assert.Contains("of line QH1-1 39.20 of 100.00 stands as paid, 20.00 of 100.00 is taken back", item.Reason, StringComparison.Ordinal);
        Assert.Equal(AsPaid, Ledger(store));
        EveryCent(store);
    }

    [Fact]
    public void A_part_that_a_person_gives_to_the_claim_comes_off_what_was_paid()
    {
        using var store = After(Decision("QH1", [Paid("QH1-1", "97110", -50m, "CO-45:-30", -1)], "22"));
        Posting.Assign(store, Waiting(store).Id, "QH1", Now);
        // 20.00 of the payment and 30.00 of the discount are gone
        Assert.Equal(("Coinsurance:1560 Contract:5200 Payment:4115 Sequestration:125", ""), (Ledger(store), Ledger(store, null).Replace("Provider:-2000", "", StringComparison.Ordinal)));
        var claim = store.Claims.AsNoTracking().Single();
        Assert.Equal(ClaimState.Paid, claim.State);
        Assert.Contains("took 20.00 back in EFT2", claim.Reason, StringComparison.Ordinal);
        Assert.Equal(0, store.Queue.Count(item => item.DoneAt == null));
        EveryCent(store);
    }

    [Fact]
    public void A_takeback_of_what_was_paid_before_these_records_can_be_given_too()
    {
        var (store, _) = With(One);
        using (store)
        {
            Post(store, Remittance(Payment(), Back()));
            Posting.Assign(store, store.Queue.Single(static item => item.Kind == "reversal").Id, "QH1", Now);
            Assert.Equal(("Coinsurance:-1560 Contract:-8200 Payment:-6115 Sequestration:-125", ""), (Ledger(store), Ledger(store, null)));
        }
    }

    [Fact]
    public void A_payment_of_less_than_nothing_is_a_task()
    {
        var (store, _) = With(One);
        using (store)
        {
            Post(store, Remittance(Payment("EFT1"), Usual()));
            Post(store, Remittance(Payment("EFT2"), Back()));
            var item = Waiting(store);
            Assert.Equal(("payment", "negative payment", -6115L), (item.Kind, item.About, item.AmountCents));
            Assert.Contains("trace EFT2 tells a payment of -61.15, and none can be less than nothing", item.Reason, StringComparison.Ordinal);
            // the claim is undone all the same
            Assert.Equal(("", ClaimState.Reversed), (Ledger(store), store.Claims.AsNoTracking().Single().State));
            EveryCent(store);
        }
    }

    [Fact]
    public void A_reversal_whose_codes_are_others_undoes_what_was_posted_and_says_so()
    {
        using var store = After(Decision("QH1", [Paid("QH1-1", "97110", -100m, "CO-45:-60.80", -2), Paid("QH1-2", "97140", -60m, "CO-45:-32 CO-253:-0.45 PR-2:-5.60")], "22"));
        Assert.Equal("", Ledger(store));
        var item = Waiting(store);
        Assert.Equal(("doubt", "reversal-differs"), (item.Kind, item.About));
        Assert.Contains("CO-253 of line QH1-1: 0.80 was told, 0.00 is taken back; CO-45 of line QH1-1: 50.00 was told, 60.80 is taken back; PR-2 of line QH1-1: 10.00 was told, 0.00 is taken back", item.Reason, StringComparison.Ordinal);
        EveryCent(store);
    }

    /// <summary>One line of ours comes back as two with the same number, and is taken back the same way, or as one.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_line_that_was_split_is_taken_back(bool asOne)
    {
        var (store, _) = With(One);
        using (store)
        {
            Post(store, Remittance(Payment("EFT1"), Decision("QH1", [Paid("QH1-1", "97110", 60m, "CO-45:35 PR-2:5 CO-253:0.40", 1), Paid("QH1-1", "97110", 40m, "CO-45:15 PR-2:5 CO-253:0.40", 1), Paid("QH1-2", "97140", 60m, "CO-45:32 PR-2:5.60 CO-253:0.45")])));
            Assert.Equal(AsPaid, Ledger(store));
            var payment = Payment("EFT2");
            payment.ProviderAdjustments.Add(new("1234567893", "20261231", "FB", "EFT2", -61.15m));
            Post(store, Remittance(payment, asOne ? Back() : Decision("QH1", [Paid("QH1-1", "97110", -60m, "CO-45:-35 PR-2:-5 CO-253:-0.40", -1), Paid("QH1-1", "97110", -40m, "CO-45:-15 PR-2:-5 CO-253:-0.40", -1), Paid("QH1-2", "97140", -60m, "CO-45:-32 PR-2:-5.60 CO-253:-0.45")], "22")));
            Assert.Equal(("", ClaimState.Reversed), (Ledger(store), store.Claims.AsNoTracking().Single().State));
            Assert.Equal(0, store.Queue.Count(item => item.DoneAt == null));
            EveryCent(store);
        }
    }

    [Theory]
    [InlineData("CO-888:100", "CO-888 over 100.00 is not explained here", "not explained")]
    [InlineData("CO-45:100", "takes the whole charge", "forced-whole-charge")]
    public void Nothing_paid_for_a_reason_that_nobody_knows_is_not_paid(string told, string why, string about)
    {
        var (store, _) = With(Claim("QH9", Line("QH9-1", "97110", 100m)));
        using (store)
        {
            Post(store, Remittance(Payment(), Decision("QH9", [Paid("QH9-1", "97110", 100m, told)])));
            var claim = store.Claims.AsNoTracking().Single();
            Assert.Equal(ClaimState.Unclear, claim.State);
            Assert.Contains("a person has to say what this means", claim.Reason, StringComparison.Ordinal);
            Assert.Contains(why, claim.Reason, StringComparison.Ordinal);
            var item = Waiting(store);
            Assert.Equal(about, item.About);
            Worklist.Finish(store, item.Id, "asked: not covered", outside: false, Now);
            Assert.Equal((ClaimState.Denied, "a person looked: asked: not covered"), (store.Claims.AsNoTracking().Single().State, store.Claims.AsNoTracking().Single().Reason));
        }
    }

    [Fact]
    public void Money_of_another_system_s_claims_can_be_put_aside()
    {
        var (store, _) = With(One);
        using (store)
        {
            var lost = Usual("OLD77");
            foreach (var line in lost.Lines) line.References.Clear();
            Post(store, Remittance(Payment(), lost));
            long item = Waiting(store).Id;
            Assert.Contains("money without a claim", Assert.Throws<UnusableStoreException>(() => Worklist.Finish(store, item, "not ours", false, Now)).Message, StringComparison.Ordinal);
            Worklist.Finish(store, item, "billed by the old system", outside: true, Now);
            Assert.Equal((0, "Payment:6115"), (store.Queue.Count(row => row.DoneAt == null), Ledger(store, null)));
            EveryCent(store);
        }
    }

    PostedPayment Outside(PracticeStore store, string trace, params (string Reason, string Number, decimal Amount)[] adjustments)
    {
        var payment = Payment(trace);
        foreach (var (reason, number, amount) in adjustments) payment.ProviderAdjustments.Add(new("1234567893", "20261231", reason, number, amount));
        return Post(store, Remittance(payment, Decision("QH2", [Paid("QH2-1", "97530", 80m, "CO-45:44 CO-253:0.58 PR-2:7.20")], payerNumber: "ICN" + trace)));
    }

    [Fact]
    public void A_balance_that_was_carried_forward_is_kept_back_without_a_task()
    {
        var (store, _) = With(One, Other);
        using (store)
        {
            Post(store, Remittance(Payment("EFT1"), Usual()));
            // the takeback is more than the payment: the rest is carried to the next, under this payment's trace
            var second = Payment("EFT2");
            second.ProviderAdjustments.Add(new("1234567893", "20261231", "FB", "EFT2", -61.15m));
            Post(store, Remittance(second, Back()));
            Assert.Equal(0, Outside(store, "EFT3", ("FB", "EFT2", 20m)).Queued);
            EveryCent(store);
            // more than was carried is a task
            var fourth = Payment("EFT4");
            fourth.ProviderAdjustments.Add(new("1234567893", "20261231", "FB", "EFT2", 50m));
            fourth.ProviderAdjustments.Add(new("1234567893", "20261231", "L6", "", -60m));
            Post(store, Remittance(fourth));
            Assert.Contains("50.00 was kept back for the balance of an earlier payment (FB, EFT2); 41.15 of it was announced", Waiting(store).Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_overpayment_that_is_recovered_is_the_claim_s_whose_number_it_bears()
    {
        var (store, _) = With(One, Other);
        using (store)
        {
            Post(store, Remittance(Payment("EFT1"), Usual()));
            // taken back now, recovered later: the payer's number of the claim stands in both
            var second = Payment("EFT2");
            second.ProviderAdjustments.Add(new("1234567893", "20261231", "WO", "ICN1", -61.15m));
            Post(store, Remittance(second, Back()));
            Assert.Equal(0, Outside(store, "EFT3", ("WO", "ICN1", 20m)).Queued);
            Assert.Equal([(-6115L, "QH1"), (2000L, "QH1")], store.Postings.AsNoTracking().Where(row => row.Kind == PostingRow.Provider).OrderBy(row => row.Id).AsEnumerable().Select(row => (row.AmountCents, row.Claim!)));
            // what nobody announced is a task, with its claim
            var payment = Payment("EFT4");
            payment.ProviderAdjustments.Add(new("1234567893", "20261231", "WO", "ICNEFT3", 10m));
            payment.ProviderAdjustments.Add(new("1234567893", "20261231", "L6", "", -10m));
            Post(store, Remittance(payment));
            var item = Waiting(store);
            Assert.Equal(("takeback", "QH2", "WO"), (item.Kind, item.Claim, item.Code));
            Assert.Contains("no decision on it was taken back", item.Reason, StringComparison.Ordinal);
            EveryCent(store);
        }
    }

    [Theory]
    [InlineData("L6", 3, "as interest")]
    [InlineData("72", 3, "money that you returned")]
    [InlineData("50", 3, "for filing late")]
    [InlineData("CS", -3, "without saying for what")]
    [InlineData("J1", 3, "find the claim and the letter")]
    public void What_is_kept_back_is_told_by_its_reason(string reason, int dollars, string says)
    {
        var (store, _) = With(Other);
        using (store)
        {
            Outside(store, "EFT1", (reason, "", dollars));
            Assert.Contains(says, Waiting(store).Reason, StringComparison.Ordinal);
        }
    }
}
