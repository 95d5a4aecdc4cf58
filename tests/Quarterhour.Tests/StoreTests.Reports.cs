using Quarterhour.Practice;
using Quarterhour.Practice.Reports;
using Xunit;
using static Quarterhour.Tests.MadeDecisions;

namespace Quarterhour.Tests;

/// <summary>What the records tell about payers, figure by figure.</summary>
public abstract partial class StoreTests
{
    [Fact]
    public void Reports_tell_what_happened()
    {
        var (store, _) = With(One, Other);
        using (store)
        {
            Recording.Record(store, [], [new("B1", "medicare-oh", "house", "000000007", "7", "0001", "7.837", "h1", ["QH1", "QH2"])], new DateTimeOffset(2026, 5, 11, 9, 0, 0, TimeSpan.Zero));
            // one is rejected, the other refused whole and then paid ten days after it was sent
            Acknowledging.Take(store, Answer("277", "005010X214", "BHT*0085*08*A1*20260511*1200*TH", "HL*1**20*1", "NM1*PR*2*PLAN*****PI*1", "HL*2*1*21*1", "NM1*41*2*CLINIC*****46*S1", "HL*3*2*19*1", "NM1*85*2*CLINIC*****XX*1234567893", "HL*4*3*PT*0", "NM1*QC*1*DOE", "TRN*2*QH2", "STC*A7:562:85*20260511*U"), "a.277", Now);
            Post(store, Remittance(Payment("EFT1"), Decision("QH1", [Paid("QH1-1", "97110", 100m, "CO-197:100"), Paid("QH1-2", "97140", 60m, "CO-197:60")], "4")));
            Post(store, Remittance(Payment("EFT2"), Usual()));
            Assert.Equal("medicare-oh 2 1 1 0.0", Rows("clean-claims"));
            Assert.Equal("medicare-oh 1 160.00 160.00 0.00 100.0", Rows("denials"));
            Assert.Equal("medicare-oh CO-197 2 2 100.0 160.00 0.00", Rows("denial-codes"));
            Assert.Equal("medicare-oh authorization 2 2 100.0 160.00 0.00", Rows("denial-causes"));
            Assert.Equal("medicare-oh 1 10 10 10 10 10", Rows("days"));
            Assert.Equal("medicare-oh 1 1 61.15 61.15 0.00 0.00 0.00", Rows("expected"));
            Assert.Empty(PracticeReports.Of(store, "denials", Day.AddDays(1), DateOnly.MaxValue, Day).Rows);
        }

        string Rows(string name) => Figures(store, name);
    }

    static string Figures(PracticeStore store, string name) => string.Join('\n', PracticeReports.Of(store, name, DateOnly.MinValue, DateOnly.MaxValue, Day).Rows.Select(row => string.Join(' ', row)));

    [Fact]
    public void What_is_paid_nothing_is_refused_whatever_its_code()
    {
        var (store, _) = With(One, Other, Claim("QH3", Line("QH3-1", "97110", 100m)), Claim("QH4", Line("QH4-1", "97110", 100m)));
        using (store)
        {
            // called denied under a code that is not explained; a code that informs; a discount of all; and one that the deductible takes
            Post(store, Remittance(Payment(), Decision("QH1", [Paid("QH1-1", "97110", 100m, "CO-999:100", 2), Paid("QH1-2", "97140", 60m, "CO-999:60")], "4"), Decision("QH2", [Paid("QH2-1", "97530", 80m, "OA-100:80")]),
                Decision("QH3", [Paid("QH3-1", "97110", 100m, "CO-45:100")]), Decision("QH4", [Paid("QH4-1", "97110", 100m, "CO-45:50 PR-1:50")])));
            Assert.Equal("medicare-oh 4 0 3 25.0", Figures(store, "clean-claims"));
            Assert.Equal("medicare-oh 4 440.00 340.00 340.00 77.3", Figures(store, "denials"));
            Assert.Equal("medicare-oh CO-999 2 5 40.0 160.00 160.00\nmedicare-oh CO-45 1 5 20.0 100.00 100.00\nmedicare-oh OA-100 1 5 20.0 80.00 80.00", Figures(store, "denial-codes"));
        }
    }

    [Fact]
    public void Days_count_from_the_file_s_day()
    {
        var (store, _) = With(One, Other);
        using (store)
        {
            // recorded in August, sent in May; the other is dated after its payment
            var late = new DateTimeOffset(2026, 8, 3, 9, 0, 0, TimeSpan.Zero);
            Recording.Record(store, [], [new("B1", "medicare-oh", "house", "000000007", "7", "0001", "7.837", "h1", ["QH1"]) { Date = new(2026, 5, 11) }, new("B2", "medicare-oh", "house", "000000008", "8", "0001", "8.837", "h2", ["QH2"]) { Date = new(2026, 6, 1) }], late);
            Post(store, Remittance(Payment(), Usual(), Decision("QH2", [Paid("QH2-1", "97530", 80m, "CO-45:44 PR-2:7.20 CO-253:0.58")])));
            Assert.Equal("medicare-oh 1 10 10 10 10 10", Figures(store, "days"));
            Assert.Contains("Left out: 1 claim whose payment is dated before", PracticeReports.Of(store, "days", DateOnly.MinValue, DateOnly.MaxValue, Day).Says, StringComparison.Ordinal);
        }
    }
}
