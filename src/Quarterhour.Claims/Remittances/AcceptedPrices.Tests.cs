using Quarterhour.Billing.Denials;
using Quarterhour.Tests;
using Xunit;
using static Quarterhour.Tests.MadeDecisions;

namespace Quarterhour.Claims.Remittances;

public sealed class AcceptedPricesTests
{
    /// <summary>97530 holds the day's full unit; the others are reduced, 97112 by 8.00 a unit and 97110 by 6.00.</summary>
    static ServiceLine Full => Priced(Line("1", "97530", 100m, 1, 40m), 1, 9m);

    static ServiceLine Next => Priced(Line("2", "97112", 100m, 1, 27m, 35m), 0, 8m);

    static ServiceLine Last => Priced(Line("3", "97110", 100m, 1, 24m, 30m), 0, 6m);

    static ServiceLine Priced(ServiceLine line, int full, decimal reduction) => line with { Expected = line.Expected! with { FullUnits = full, UnitReduction = reduction } };

    static SortedClaim Sorted(params (string Control, string Code, string Adjustments)[] told) =>
        Matching.Sort(Matching.Find(Decision("QH1", told.Select(one => Paid(one.Control, one.Code, 100m, one.Adjustments, 1))), new([Claim("QH1", Full, Next, Last)])));

    [Fact]
    public void Where_the_full_line_is_refused_the_next_is_expected_in_full()
    {
        // 97112 in full: 35.00 allowed, 7.00 the patient's, 0.56 sequestered
        var sorted = Sorted(("1", "97530", "CO-197:100"), ("2", "97112", "CO-45:65 PR-2:7 CO-253:0.56"), ("3", "97110", "CO-45:76 PR-2:4.80 CO-253:0.38"));
        Assert.Equal((100m, 0m, 0m), (sorted.Of(DifferenceKind.Denial), sorted.Of(DifferenceKind.Overpayment), sorted.Of(DifferenceKind.Underpayment)));
        Assert.All(sorted.Lines, line => Assert.Same(line.Sent, sorted.Claim!.Lines[line.Number - 1]));
    }

    [Fact]
    public void A_payer_that_still_reduces_it_pays_too_little()
    {
        var sorted = Sorted(("1", "97530", "CO-197:100"), ("2", "97112", "CO-45:65 CO-59:8 PR-2:5.40 CO-253:0.43"), ("3", "97110", "CO-45:76 PR-2:4.80 CO-253:0.38"));
        // 8.00 more should be allowed: 1.60 of it is the patient's, 0.13 is sequestered
        Assert.Equal(6.27m, sorted.Lines[1].Of(DifferenceKind.Underpayment));
    }

    [Fact]
    public void Where_the_full_line_is_paid_nothing_changes()
    {
        var sorted = Sorted(("1", "97530", "CO-45:60 PR-2:8 CO-253:0.64"), ("2", "97112", "CO-45:65 PR-2:7 CO-253:0.56"), ("3", "97110", "CO-197:100"));
        Assert.Equal(-6.27m, sorted.Lines[1].Of(DifferenceKind.Overpayment));
    }

    [Fact]
    public void A_full_unit_on_another_claim_of_the_day_counts()
    {
        var match = Matching.Find(Decision("QH2", [Paid("2", "97112", 100m, "CO-45:65 PR-2:7 CO-253:0.56", 1)]), new([Claim("QH2", Next)]));
        Assert.Equal(-6.27m, Matching.Sort(match, [(Full, false)]).Of(DifferenceKind.Overpayment));
        Assert.Equal(0m, Matching.Sort(match, [(Full, true)]).Of(DifferenceKind.Overpayment));
        // and one that would hold it first
        var lower = Matching.Find(Decision("QH3", [Paid("3", "97110", 100m, "CO-45:70 PR-2:6 CO-253:0.48", 1)]), new([Claim("QH3", Last)]));
        Assert.Equal(-4.70m, Matching.Sort(lower, [(Full, true), (Next, false)]).Of(DifferenceKind.Overpayment));
    }
}
