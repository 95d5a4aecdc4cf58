using Quarterhour.Billing.Denials;
using Quarterhour.Tests;
using Xunit;
using static Quarterhour.Tests.MadeDecisions;

namespace Quarterhour.Claims.Remittances;

public sealed class MatchingTests
{
    static readonly Claim Two = Claim("QH1", Line("QH1-1", "97110", 100m, 2, 50m), Line("QH1-2", "97140", 60m, 1, 28m));

    static readonly Claim Assisted = Claim("QH2", Line("QH2-1", "97110", 100m, 2, 50m), Line("QH2-2", "97110", 50m, 1, 25m, modifiers: "CQ-GP"));

    static readonly SentClaims Sent = new([Two, Assisted]);

    [Fact]
    public void By_the_line_s_control_number()
    {
        var match = Matching.Find(Decision("QH1", [Paid("QH1-2", "97140", 60m, "CO-45:32"), Paid("QH1-1", "97110", 100m, "CO-45:50")]), Sent);
        Assert.Equal(["QH1-2", "QH1-1"], match.Lines.Select(one => one.Sent.ControlNumber));
        Assert.All(match.Lines, one => Assert.Equal(MatchedBy.ControlNumber, one.By));
    }

    [Fact]
    public void By_code_and_date_where_modifiers_were_dropped()
    {
        var match = Matching.Find(Decision("qh1", [Paid(null, "97110", 100m, "CO-45:50"), Paid(null, "97140-GP", 60m, "CO-45:32")]), Sent);
        Assert.Equal([MatchedBy.CodeAlone, MatchedBy.Code], match.Lines.Select(one => one.By));
    }

    [Fact]
    public void One_code_twice_is_told_apart_by_charge_and_units()
    {
        var match = Matching.Find(Decision("QH2", [Paid(null, "97110", 50m, "CO-45:25", 1), Paid(null, "97110", 100m, "CO-45:50", 2)]), Sent);
        Assert.Equal(["QH2-2", "QH2-1"], match.Lines.Select(one => one.Sent.ControlNumber));
        var unclear = Matching.Find(Decision("QH2", [Paid(null, "97110", 150m, "CO-45:75", 3)]), Sent);
        Assert.Null(unclear.Claim);
        Assert.Contains("2 lines of the claim fit", unclear.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Split_lines_add_up()
    {
        var sorted = Matching.Sort(Matching.Find(Decision("QH1", [Paid("QH1-1", "97110-GP", 60m, "CO-45:35 PR-2:5 CO-253:0.40", 1), Paid("QH1-1", "97110-GP", 40m, "CO-45:15 PR-2:5 CO-253:0.40", 1), Paid("QH1-2", "97140-GP", 60m, "CO-45:32 PR-2:5.60 CO-253:0.45")]), Sent));
        Assert.Equal(2, sorted.Lines.Length);
        Assert.Equal((100m, 39.20m, 2), (sorted.Lines[0].Charge, sorted.Lines[0].Paid, sorted.Lines[0].Payments.Length));
        Assert.Equal(0m, sorted.Of(DifferenceKind.Underpayment));
        Assert.Empty(sorted.AllDoubts);
    }

    [Fact]
    public void A_bundled_line_goes_by_what_was_sent()
    {
        var match = Matching.Find(Decision("QH1", [Paid(null, "97110-GP", 100m, "CO-45:50"), Paid(null, "97530", 60m, "CO-97:60", submitted: "97140-GP")]), Sent);
        Assert.Equal("QH1-2", match.Lines[1].Sent.ControlNumber);
    }

    [Fact]
    public void By_line_numbers_where_the_claim_s_number_is_lost() => Assert.Equal("QH1", Matching.Find(Decision("UNKNOWN", [Paid("QH1-1", "97110", 100m, "CO-45:50")]), Sent).Claim?.Number);

    [Fact]
    public void Numbers_that_contradict_each_other_are_for_a_person()
    {
        var match = Matching.Find(Decision("QH1", [Paid("QH2-1", "97110", 100m, "CO-45:50")]), Sent);
        Assert.Null(match.Claim);
        Assert.Contains("a line number in it is that of QH2", match.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_is_none_of_ours_stops_the_claim()
    {
        var match = Matching.Find(Decision("QH1", [Paid(null, "97530-GP", 60m, "CO-45:32")]), Sent);
        Assert.Null(match.Claim);
        Assert.Equal("line 1, 97530-GP: no line of the claim has that code and date", match.Reason);
    }

    [Fact]
    public void Nothing_is_guessed_but_candidates_are_shown()
    {
        var match = Matching.Find(Decision("XYZ", [Paid(null, "97110", 100m, "CO-45:50"), Paid(null, "97140", 60m, "CO-45:32")]), Sent);
        Assert.Null(match.Claim);
        Assert.Equal(["QH1", "QH2"], match.Candidates.Select(one => one.Claim.Number));
        Assert.Equal(["member number", "patient's name", "date of service", "charge", "codes", "payer"], match.Candidates[0].Agrees);
        Assert.True(match.Candidates[0].Score > match.Candidates[1].Score);
        var stranger = Decision("XYZ", [Paid(null, "97110", 100m, "CO-45:50")]);
        stranger.Parties[0] = new("QC") { Name = "NOBODY", First = "ANN" };
        Assert.Empty(Matching.Find(stranger, Sent).Candidates);
    }

    [Fact]
    public void What_was_decided_on_the_claim_is_not_spread_over_lines()
    {
        var sorted = Matching.Sort(Matching.Find(Decision("QH1", [Paid("QH1-1", "97110", 100m, "CO-45:50 PR-2:10 CO-253:0.80"), Paid("QH1-2", "97140", 60m, "CO-45:32 PR-2:5.60 CO-253:0.45")], whole: [new("CO", "252", 20m)]), Sent));
        Assert.Equal(3, sorted.Lines.Length);
        Assert.Equal((0m, -20m, 20m), (sorted.Lines[2].Charge, sorted.Lines[2].Paid, sorted.Lines[2].Of(DifferenceKind.Denial)));
        Assert.Equal(sorted.Payment.Charge - sorted.Payment.Paid, sorted.Lines.Sum(line => line.Differences.Sum(one => one.Amount)));
    }

    [Fact]
    public void A_dropped_line_and_a_changed_charge_are_told()
    {
        var sorted = Matching.Sort(Matching.Find(Decision("QH1", [Paid("QH1-1", "97110", 90m, "CO-45:40 PR-2:10 CO-253:0.80")]), Sent));
        Assert.Equal(["line-missing", "charge-differs", "units-differ"], sorted.AllDoubts.Select(one => one.Id));
    }
}
