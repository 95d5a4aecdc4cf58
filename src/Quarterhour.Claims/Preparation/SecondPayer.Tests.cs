using Quarterhour.Billing.Denials;
using Quarterhour.Claims.Remittances;
using Quarterhour.Tests;
using Quarterhour.X12;
using Xunit;

namespace Quarterhour.Claims;

/// <summary>A plan pays first, and then another: what that should pay, and what it paid.</summary>
public sealed class SecondPayerTests
{
    static ServiceLine Line(string filing, string? coordination, Expected? expected = null, string adjustments = "CO-45 40.00, PR-1 10.00, PR-2 10.00", decimal paid = 40m)
    {
        Assert.True(AdjustmentText.TryRead(adjustments, out var read));
        var line = MadeDecisions.Line("1", "97110", 100m) with { Expected = expected, Decisions = [new("first", paid, 1, MadeDecisions.Day) { Adjustments = read }] };
        var first = new Coverage { Payer = MadeDecisions.Plan with { Id = "first" }, Order = CoverageOrder.Primary, MemberId = "M1" };
        var second = first with { Payer = MadeDecisions.Plan with { Id = "second", FilingCode = filing, Coordination = coordination }, Order = CoverageOrder.Secondary };
        return Assert.Single(SecondPayer.Expect([line], second, [new(first, paid, MadeDecisions.Day)]));
    }

    static Expected Medicare(decimal allowed) => MadeDecisions.Line("1", "97110", 100m, 1, allowed).Expected!;

    static string Sorted(ServiceLine sent, string adjustments)
    {
        var told = MadeDecisions.Paid("1", "97110", 100m, adjustments);
        var line = Sorting.Line(100m, told.Paid, told.Adjustments, [], sent, false);
        Assert.Equal(100m - told.Paid, line.Differences.Sum(one => one.Amount));
        return string.Join(' ', line.Differences.Select(one => FormattableString.Invariant($"{one.Kind}:{one.Amount:0.00}")));
    }

    [Fact]
    public void A_plan_that_coordinates_as_usual_pays_what_was_left_to_the_patient()
    {
        var line = Line("CI", "S");
        Assert.Equal((20m, 20m, null), (line.AfterOthers!.Left!.Value, line.AfterOthers.Pays!.Value, line.AfterOthers.Needs));
        Assert.Equal("OtherPayer:80.00", Sorted(line, "OA-23:80"));
        // a deductible of its own is its own
        Assert.Equal("OtherPayer:80.00 Deductible:15.00", Sorted(line, "OA-23:80 PR-1:15"));
        Assert.Equal("OtherPayer:80.00 Underpayment:5.00", Sorted(line, "OA-23:85"));
        Assert.Equal("OtherPayer:80.00 Overpayment:-5.00", Sorted(line, "OA-23:75"));
    }

    [Fact]
    public void A_plan_that_carves_out_pays_its_own_benefit_less_what_was_paid()
    {
        var own = new Expected { Allowed = 70m, PayerPays = 56m };
        Assert.Equal(16m, Line("CI", "C", own).AfterOthers!.Pays);
        Assert.Equal(20m, Line("CI", "C", own with { PayerPays = 90m }).AfterOthers!.Pays);
        Assert.Equal(0m, Line("CI", "C", own with { PayerPays = 30m }).AfterOthers!.Pays);
        Assert.Contains("its price", Line("CI", "C").AfterOthers!.Needs, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_plan_whose_rule_is_not_known_only_too_much_is_told()
    {
        var line = Line("CI", null);
        Assert.Contains("coordination, in payers of the practice file", line.AfterOthers!.Needs, StringComparison.Ordinal);
        Assert.Null(line.ExpectedPayment);
        Assert.Equal("OtherPayer:90.00", Sorted(line, "OA-23:90"));
        Assert.Equal("OtherPayer:80.00 Overpayment:-10.00", Sorted(line, "OA-23:70"));
    }

    /// <summary>The least of three, then sequestration: as first payer, up to the higher allowed amount, up to what has to be taken as full payment.</summary>
    [Theory]
    [InlineData(50, 40, 20, 1960)]
    [InlineData(70, 40, 20, 1960)]
    [InlineData(20, 40, 20, 1568)]
    [InlineData(50, 58, 2, 196)]
    public void Medicare_second(int allowed, int paid, int left, int cents)
    {
        decimal pays = cents / 100m;
        var line = Line("MB", null, Medicare(allowed), FormattableString.Invariant($"CO-45 {100 - paid - left:0.00}, PR-2 {left:0.00}"), paid);
        Assert.Equal(pays, line.AfterOthers!.Pays);
        Assert.Equal(FormattableString.Invariant($"OtherPayer:{100 - pays:0.00}"), Sorted(line, FormattableString.Invariant($"OA-23:{100 - pays:0.00}")));
    }

    [Fact]
    public void Without_Medicare_s_price_it_is_undecided() => Assert.Contains("deductible_left", Line("MB", null).AfterOthers!.Needs, StringComparison.Ordinal);

    [Fact]
    public void A_decision_on_the_claim_as_a_whole_decides_no_line()
    {
        var first = new Coverage { Payer = MadeDecisions.Plan with { Id = "first" }, Order = CoverageOrder.Primary, MemberId = "M1" };
        var line = Assert.Single(SecondPayer.Expect([MadeDecisions.Line("1", "97110", 100m)], first with { Order = CoverageOrder.Secondary }, [new(first, 40m, MadeDecisions.Day)]));
        Assert.Contains("for the claim as a whole", line.AfterOthers!.Needs, StringComparison.Ordinal);
        Assert.Null(line.AfterOthers.Left);
    }

    [Fact]
    public void A_first_payer_has_nobody_before_it() => Assert.Null(Assert.Single(SecondPayer.Expect([MadeDecisions.Line("1", "97110", 100m, 1, 50m)], MadeDecisions.Claim("C", MadeDecisions.Line("1", "97110", 1m)).Coverage, [])).AfterOthers);

    [Fact]
    public void The_first_payer_s_price_is_not_expected_of_the_second()
    {
        string yaml = MadePractice.Yaml.Replace("filing: CI }", "filing: CI, coordination: standard }", StringComparison.Ordinal)
            .Replace("member: 1S00-A00-AA00 }", "member: 1S00-A00-AA00 }\n  - { patient: P1, payer: commercial-cms, order: secondary, member: L1 }", StringComparison.Ordinal)
            + "decisions:\n  - { visit: V1, payer: medicare, line: 1, paid: 40.00, decided: 2026-05-20, adjustments: \"CO-45 86.00, PR-2 10.00\" }\n  - { visit: V1, payer: medicare, line: 2, paid: 20.00, decided: 2026-05-20, adjustments: \"CO-45 39.00, PR-2 5.00\" }\n";
        var claim = MadePractice.Claim(yaml, order: CoverageOrder.Secondary);
        Assert.All(claim.Lines, line => Assert.Null(line.Expected));
        Assert.Equal([10m, 5m], claim.Lines.Select(line => line.ExpectedPayment!.Value));
    }
}
