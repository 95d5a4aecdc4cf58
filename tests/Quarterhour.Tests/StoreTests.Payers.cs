using Microsoft.EntityFrameworkCore;
using Quarterhour.Claims;
using Quarterhour.Practice;
using Quarterhour.Practice.Rows;
using Xunit;
using static Quarterhour.Tests.MadeDecisions;

namespace Quarterhour.Tests;

/// <summary>A decision is that of the coverage whose payer made it.</summary>
public abstract partial class StoreTests
{
    static Coverage Second { get; } = new() { Payer = Plan, Order = CoverageOrder.Secondary, MemberId = "SUP7" };

    static Claim First => One with { OtherCoverages = [new(Second)] };

    /// <summary>The claim to the second payer, of the same visit.</summary>
    static Claim ToSecond => Claim("QH1S", Line("QH1S-1", "97110", 100m, 2), Line("QH1S-2", "97140", 60m)) with { Visit = One.Visit, Coverage = Second, OtherCoverages = [new(One.Coverage, 61.15m, Day)] };

    static byte[] CrossedOver() => Remittance(By(Plan, "SUP1"), Decision("QH1", [Paid("QH1-1", "97110", 100m, "OA-23:90", 2), Paid("QH1-2", "97140", 60m, "OA-23:54.40")], "2", payerNumber: "SUPX1"));

    [Fact]
    public void A_crossover_s_second_payment_is_never_the_first_payer_s()
    {
        var (store, _) = With(First);
        using (store)
        {
            // whichever comes first
            Assert.Equal((0, 1), Post(store, CrossedOver()) is var early ? (early.Matched, early.Unmatched) : default);
            Assert.Equal(1, Post(store, Remittance(Payment(), Usual())).Matched);
            var waiting = store.Queue.AsNoTracking().Single();
            Assert.Contains("EXAMPLE HEALTH PLAN decided, the patient's secondary coverage, and claim QH1 is the one to MEDICARE", waiting.Reason, StringComparison.Ordinal);
            Assert.Contains("EXAMPLE HEALTH PLAN decided", Assert.Throws<UnusableStoreException>(() => Posting.Assign(store, waiting.Id, "QH1", Now)).Message, StringComparison.Ordinal);
            Assert.Equal(("Coinsurance:1560 Contract:8200 Payment:6115 Sequestration:125", "Payment:1560", "ICN1"), (Ledger(store), Ledger(store, null), store.Claims.AsNoTracking().Single().PayerControl));
            // the second payer's claim once recorded, it is posted there
            Recording.Record(store, [ToSecond], [], Now);
            Posting.Assign(store, waiting.Id, "QH1S", Now);
            Assert.Equal(("OtherPayer:14440 Payment:1560", "", "Coinsurance:1560 Contract:8200 Payment:6115 Sequestration:125"), (Ledger(store, "QH1S"), Ledger(store, null), Ledger(store)));
            EveryCent(store);
        }
    }

    [Fact]
    public void A_second_payer_that_names_the_first_claim_is_posted_to_its_own()
    {
        var (store, _) = With(First, ToSecond);
        using (store)
        {
            Post(store, Remittance(Payment(), Usual()));
            Assert.Equal((1, 0), Post(store, CrossedOver()) is var posted ? (posted.Matched, posted.Unmatched) : default);
            Assert.Equal(("OtherPayer:14440 Payment:1560", "Coinsurance:1560 Contract:8200 Payment:6115 Sequestration:125"), (Ledger(store, "QH1S"), Ledger(store)));
            EveryCent(store);
        }
    }

    [Fact]
    public void What_the_first_payer_decided_is_told_to_the_second_out_of_the_records()
    {
        string yaml = MadePractice.Yaml.Replace("member: 1S00-A00-AA00 }", "member: 1S00-A00-AA00 }\n  - { patient: P1, payer: commercial-cms, order: secondary, member: L1 }", StringComparison.Ordinal);
        var first = MadePractice.Claim(yaml);
        var (store, _) = With(first);
        using (store)
        {
            Assert.Empty(EarlierDecisions.Of(store, "V1", "medicare"));
            Post(store, Remittance(Payment(), Decision("V1-P1", [Paid("V1-P1-1", "97110", 136m, "CO-45:86 PR-2:10", 2), Paid("V1-P1-2", "97140", 64m, "CO-45:39 PR-2:5")])));
            Assert.Equal([new(1, 40m, new(2026, 5, 21), "CO-45 86.00, PR-2 10.00"), new(2, 20m, new(2026, 5, 21), "CO-45 39.00, PR-2 5.00")], EarlierDecisions.Of(store, "V1", "medicare"));
            var preparation = new ClaimPreparation(MadePractice.Read(yaml), static finding => (Quarterhour.Formats.Words.Message(finding), Quarterhour.Formats.Words.Fix(finding)), CoverageOrder.Secondary, decided: (visit, payer) => EarlierDecisions.Of(store, visit, payer));
            var second = preparation.Prepare(MadePractice.Bill(MadePractice.Visit())).Claim!;
            Assert.Equal((60m, 10m), (second.OtherCoverages.Single().Paid, second.Lines[0].Decisions.Single().Adjustments.Single(one => one.Group == "PR").Amount));
        }
    }

    [Fact]
    public void Another_payer_s_decision_waits()
    {
        var (store, _) = With(One, Other with { Coverage = Other.Coverage with { Payer = Plan } });
        using (store)
        {
            Assert.Equal(1, Post(store, Remittance(By(Plan, "EFT1"), Usual())).Unmatched);
            Assert.Contains("EXAMPLE HEALTH PLAN decided, and claim QH1 was sent to MEDICARE", store.Queue.AsNoTracking().Single().Reason, StringComparison.Ordinal);
            Assert.Equal(("", ClaimState.Made), (Ledger(store), store.Claims.AsNoTracking().Single(row => row.Number == "QH1").State));
        }
    }

    [Fact]
    public void A_payer_under_another_number_is_known_by_the_member()
    {
        var (store, _) = With(One, Other);
        using (store)
        {
            var contractor = Plan with { Name = "CONTRACTOR J99", PayerNumber = "99001" };
            Assert.Equal(1, Post(store, Remittance(By(contractor, "EFT1"), Usual())).Matched);
            // without the member's number nobody can tell, until a person does
            var bare = Decision("QH2", [Paid("QH2-1", "97530", 80m, "CO-45:44 PR-2:7.20 CO-253:0.58")]);
            bare.Parties.Clear();
            Assert.Equal(1, Post(store, Remittance(By(contractor, "EFT2"), bare)).Unmatched);
            Posting.Assign(store, store.Queue.AsNoTracking().Single().Id, "QH2", Now);
            Assert.Contains("Payment:2822", Ledger(store, "QH2"), StringComparison.Ordinal);
            // one that decided in another place is not taken for the first payer, by nobody
            Assert.Equal(1, Post(store, Remittance(By(contractor, "EFT3"), Decision("QH2", [Paid("QH2-1", "97530", 80m, "OA-23:72.80")], "2"))).Unmatched);
            long item = store.Queue.AsNoTracking().OrderBy(row => row.Id).Last().Id;
            Assert.Contains("decided as secondary payer", Assert.Throws<UnusableStoreException>(() => Posting.Assign(store, item, "QH2", Now)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_line_number_of_another_claim_makes_the_decision_wait()
    {
        var (store, _) = With(One, Other);
        using (store)
        {
            // the code is that of the claim that is named, the number that of another's line
            Assert.Equal(1, Post(store, Remittance(Payment(), Decision("QH1", [Paid("QH2-1", "97110", 100m, "CO-45:50"), Paid("QH1-2", "97140", 60m, "CO-45:32")]))).Unmatched);
            Assert.Contains("a line number in it is that of QH2", store.Queue.AsNoTracking().Single().Reason, StringComparison.Ordinal);
            Assert.Equal("", Ledger(store));
        }
    }
}
