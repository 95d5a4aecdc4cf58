using Microsoft.EntityFrameworkCore;
using Quarterhour.Practice;
using Quarterhour.Practice.Rows;
using Xunit;
using static Quarterhour.Tests.MadeDecisions;

namespace Quarterhour.Tests;

/// <summary>What acknowledgments do to claims.</summary>
public abstract partial class StoreTests
{
    static byte[] Answer(string code, string guide, params string[] segments) => MadeX12.Bytes(MadeX12.Transaction(code, guide, segments));

    [Fact]
    public void A_rejected_transaction_rejects_its_claims_and_a_payment_still_posts()
    {
        var (store, _) = With(One, Other);
        using (store)
        {
            Recording.Record(store, [], [new("B1", "medicare-oh", "house", "000000007", "7", "0001", "7.837", "h1", ["QH1"]), new("B2", "medicare-oh", "house", "000000007", "7", "0002", "7.837", "h1", ["QH2"])], Now);
            byte[] file = Answer("999", "005010X231A1", "AK1*HC*7*005010X222A1", "AK2*837*0001*005010X222A1", "IK3*N4*8*2010*8", "IK4*3*116*4*4321", "IK5*R*5", "AK2*837*0002*005010X222A1", "IK5*A", "AK9*P*2*2*1");
            var said = Acknowledging.Take(store, file, "a.999", Now);
            Assert.Equal([(ClaimState.Rejected, "QH1"), (ClaimState.Accepted, "QH2")], said.Select(one => (one.State!.Value, one.Claims.Single())));
            Assert.Equal("segment 8, N4 in loop 2010: element 3 is too short, found \"4321\"", said[0].Reason);
            Assert.Equal([ClaimState.Made, ClaimState.Sent, ClaimState.Rejected], store.Events.Where(row => row.Claim == "QH1").OrderBy(row => row.Id).Select(row => row.State).ToList());
            Assert.Equal(("rejection", "QH1", 16_000L), (store.Queue.Single().Kind, store.Queue.Single().Claim, store.Queue.Single().AmountCents));
            // read again, and a receipt that comes later, change nothing
            Assert.All(Acknowledging.Take(store, file, "a.999", Now), one => Assert.Empty(one.Claims));
            Acknowledging.Take(store, Answer("277", "005010X214", "BHT*0085*08*A1*20260511*1200*TH", "HL*1**20*1", "NM1*PR*2*PLAN*****PI*1", "HL*2*1*21*1", "NM1*41*2*CLINIC*****46*S1", "HL*3*2*19*1", "NM1*85*2*CLINIC*****XX*1234567893", "HL*4*3*PT*0", "NM1*QC*1*DOE", "TRN*2*QH1", "STC*A2:20:PR*20260511*WQ"), "a.277", Now);
            Assert.Equal(ClaimState.Rejected, store.Claims.AsNoTracking().Single(row => row.Number == "QH1").State);
            // the payer decided all the same
            Post(store, Remittance(Payment(), Usual()));
            Assert.Equal(ClaimState.Paid, store.Claims.AsNoTracking().Single(row => row.Number == "QH1").State);
            EveryCent(store);
        }
    }

    [Fact]
    public void An_envelope_that_is_turned_down_rejects_all_in_it()
    {
        var (store, _) = With(One);
        using (store)
        {
            Recording.Record(store, [], [new("B1", "medicare-oh", "house", "000000007", "7", "0001", "7.837", "h1", ["QH1"])], Now);
            var good = Assert.Single(Acknowledging.Take(store, MadeX12.Bytes(MadeX12.Isa + "TA1*000000007*260504*1200*A*000~IEA*0*000000001~"), "a.ta1", Now));
            Assert.Equal((null, true, ClaimState.Sent), (good.State, good.Known, store.Claims.Single().State));
            var bad = Assert.Single(Acknowledging.Take(store, MadeX12.Bytes(MadeX12.Isa + "TA1*000000007*260504*1200*R*023~IEA*0*000000001~"), "b.ta1", Now));
            Assert.Equal((ClaimState.Rejected, "the file is cut off"), (bad.State, bad.Reason));
            Assert.Equal(ClaimState.Rejected, store.Claims.Single().State);
            Assert.False(Assert.Single(Acknowledging.Take(store, MadeX12.Bytes(MadeX12.Isa + "TA1*000000099*260504*1200*R*023~IEA*0*000000001~"), "c.ta1", Now)).Known);
            Assert.Throws<UnusableStoreException>(() => Acknowledging.Take(store, "nothing"u8.ToArray(), "d", Now));
        }
    }

    [Fact]
    public void What_was_turned_down_and_is_accepted_later_is_no_task_any_more()
    {
        var (store, _) = With(One);
        using (store)
        {
            Recording.Record(store, [], [new("B1", "medicare-oh", "house", "000000007", "7", "0001", "7.837", "h1", ["QH1"])], Now);
            Told("A7:562:85*20260511*U");
            Assert.Equal((ClaimState.Rejected, 1), (store.Claims.Single().State, store.Queue.Count(item => item.DoneAt == null)));
            Recording.Record(store, [], [new("B2", "medicare-oh", "house", "000000008", "8", "0001", "8.837", "h2", ["QH1"])], Now);
            Told("A2:20:PR*20260512*WQ");
            Assert.Equal((ClaimState.Accepted, 0), (store.Claims.Single().State, store.Queue.Count(item => item.DoneAt == null)));
        }

        void Told(string status) => Acknowledging.Take(store, Answer("277", "005010X214", "BHT*0085*08*A1*20260511*1200*TH", "HL*1**20*1", "NM1*PR*2*PLAN*****PI*1", "HL*2*1*21*1", "NM1*41*2*CLINIC*****46*S1", "HL*3*2*19*1", "NM1*85*2*CLINIC*****XX*1234567893", "HL*4*3*PT*0", "NM1*QC*1*DOE", "TRN*2*QH1", "STC*" + status), "a.277", Now);
    }

    [Fact]
    public void Control_numbers_that_went_out_with_another_file_are_refused()
    {
        var (store, _) = With(One, Other);
        using (store)
        {
            var sent = new Submission("B1", "medicare-oh", "house", "000000007", "7", "0001", "7.837", "h1", ["QH1"]);
            Recording.Record(store, [], [sent], Now);
            Recording.Record(store, [], [sent], Now);
            Assert.Equal(1, store.SubmittedClaims.Count());
            Assert.Throws<UnusableStoreException>(() => Recording.Record(store, [], [sent with { Hash = "h2", Claims = ["QH2"] }], Now));
            Assert.Throws<UnusableStoreException>(() => Recording.Record(store, [], [sent with { Transaction = "0002", Claims = ["QH9"] }], Now));
            Assert.Equal(ClaimState.Made, store.Claims.AsNoTracking().Single(row => row.Number == "QH2").State);
        }
    }
}
