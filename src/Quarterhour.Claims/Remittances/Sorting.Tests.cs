using CsCheck;
using Quarterhour.Billing.Denials;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Claims.Remittances;

public sealed class SortingTests
{
    static SortedLine Sort(ServiceLine? sent, string adjustments, decimal charge = 100m, decimal? paid = null, bool reversal = false)
    {
        var line = MadeDecisions.Paid("1", "97110-GP", charge, adjustments, paid: paid);
        return Sorting.Line(charge, line.Paid, line.Adjustments, [], sent, reversal);
    }

    static string Words(SortedLine line) => string.Join(' ', line.Differences.Select(one => FormattableString.Invariant($"{one.Kind}:{one.Amount:0.00}")));

    static ServiceLine Line(decimal allowed = 50m, decimal? unreduced = null, string modifiers = "GP", decimal deductible = 0) => MadeDecisions.Line("1", "97110", 100m, 2, allowed, unreduced, deductible, modifiers);

    [Fact]
    public void Paid_as_expected() => Assert.Equal("Contract:50.00 Sequestration:0.80 Coinsurance:10.00", Words(Sort(Line(), "CO-45:50 CO-253:0.80 PR-2:10")));

    [Fact]
    public void The_therapy_reduction_under_its_own_code_or_within_the_discount()
    {
        const string same = "Contract:40.00 Mppr:10.00 Sequestration:0.80 Coinsurance:10.00";
        Assert.Equal(same, Words(Sort(Line(unreduced: 60m), "CO-45:40 CO-59:10 CO-253:0.80 PR-2:10")));
        Assert.Equal(same, Words(Sort(Line(unreduced: 60m), "CO-45:50 CO-253:0.80 PR-2:10")));
    }

    [Fact]
    public void An_assistant_s_line() =>
        // 40.00 is Medicare's share, 34.00 of it is paid, 0.68 less by sequestration
        Assert.Equal("Contract:50.00 Assistant:6.00 Sequestration:0.68 Coinsurance:10.00", Words(Sort(Line(modifiers: "CQ-GP"), "CO-45:56 CO-253:0.68 PR-2:10")));

    [Fact]
    public void Underpaid_and_overpaid_to_the_cent()
    {
        Assert.Equal("Contract:50.00 Sequestration:0.80 Coinsurance:10.00 Underpayment:5.00", Words(Sort(Line(), "CO-45:55 CO-253:0.80 PR-2:10")));
        Assert.Equal("Contract:50.00 Sequestration:0.80 Coinsurance:10.00 Underpayment:0.03", Words(Sort(Line(), "CO-45:50.03 CO-253:0.80 PR-2:10")));
        Assert.Equal("Contract:50.00 Sequestration:0.80 Coinsurance:10.00 Overpayment:-5.00", Words(Sort(Line(), "CO-45:45 CO-253:0.80 PR-2:10")));
    }

    [Fact]
    public void A_cent_of_rounding_is_none() => Assert.Equal("Contract:50.00 Sequestration:0.81 Coinsurance:10.00", Words(Sort(Line(), "CO-45:50 CO-253:0.81 PR-2:10")));

    [Fact]
    public void A_reduction_that_the_line_does_not_call_for_is_an_underpayment() => Assert.Equal("Contract:50.00 Sequestration:0.80 Coinsurance:10.00 Underpayment:10.00", Words(Sort(Line(), "CO-45:50 CO-59:10 CO-253:0.80 PR-2:10")));

    [Fact]
    public void The_payer_knows_the_deductible_better()
    {
        // the bill took it as met; 30.00 of 50.00 fall under it, 20 percent of the rest is coinsurance, 2 percent of 16.00 sequestered
        var line = Sort(Line(), "CO-45:50 CO-253:0.32 PR-1:30 PR-2:4");
        Assert.Equal("Contract:50.00 Sequestration:0.32 Deductible:30.00 Coinsurance:4.00", Words(line));
        Assert.True(line.Compared);
    }

    /// <summary>Each expects 33.90 (57.50 the last): what is told as too little or too much is that less what was paid, whatever the payer put on the patient.</summary>
    [Theory]
    [InlineData(43.24, 100, "CO-45:100", "Contract:65.41 Sequestration:0.69 Underpayment:33.90", "forced-whole-charge")]
    [InlineData(43.24, 100, "CO-45:70 PR-2:6 CO-253:0.48", "Contract:59.41 Sequestration:0.69 Coinsurance:6.00 Underpayment:10.38", "")]
    [InlineData(43.24, 100, "CO-45:56.76 PR-2:18.65 CO-253:0.69", "Contract:56.76 Sequestration:0.69 Coinsurance:8.65 Underpayment:10.00", "share-differs")]
    [InlineData(73.34, 150, "CO-45:76.66 CO-253:1.17", "Contract:91.33 Sequestration:1.17 Overpayment:-14.67", "share-differs")]
    public void What_is_underpaid_or_overpaid_is_expected_less_paid(double allowed, double charge, string told, string parts, string doubts)
    {
        var sent = MadeDecisions.Line("1", "97110", (decimal)charge, 2, (decimal)allowed);
        var line = Sort(sent, told, (decimal)charge);
        Assert.Equal((parts, doubts), (Words(line), string.Join(' ', line.Doubts.Select(one => one.Id))));
        Assert.Equal(sent.Expected!.PayerPays - line.Paid, line.Of(DifferenceKind.Underpayment) + line.Of(DifferenceKind.Overpayment));
    }

    [Fact]
    public void A_discount_that_is_put_on_the_patient_is_no_write_off()
    {
        var line = Sort(Line(), "PR-45:50 CO-253:0.80 PR-2:10");
        Assert.Equal(("Unknown:50.00 Sequestration:0.80 Coinsurance:10.00", false), (Words(line), line.Compared));
        Assert.Equal(["patient-discount"], line.Doubts.Select(one => one.Id));
    }

    [Fact]
    public void A_code_that_only_informs_is_explained()
    {
        var doubt = Assert.Single(Sort(null, "OA-100:100").Doubts);
        Assert.Equal("information-code", doubt.Id);
        Assert.Contains(DenialBook.Find("100")!.Fix, doubt.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_denial_is_no_write_off()
    {
        var line = Sort(Line(), "CO-197:100");
        Assert.Equal("Denial:100.00", Words(line));
        Assert.False(line.Compared);
        Assert.Equal("Contract:20.00 Denial:30.00", Words(Sort(Line(), "CO-45:20 CO-151:30")));
    }

    [Fact]
    public void A_denial_told_as_a_discount_is_an_underpayment_and_doubtful()
    {
        var line = Sort(Line(), "CO-45:100");
        Assert.Equal("Contract:60.00 Sequestration:0.80 Underpayment:39.20", Words(line));
        Assert.Equal(["forced-whole-charge"], line.Doubts.Select(one => one.Id));
    }

    [Theory]
    [InlineData("CO-45:70 CO-97:-20", "forced-negative")]
    [InlineData("CO-45:50 CO-2:10", "wrong-group")]
    [InlineData("CO-45:50 CO-999:10", "unknown-code")]
    public void Codes_that_make_the_sum_come_out(string adjustments, string doubt) => Assert.Equal([doubt], Sort(null, adjustments).Doubts.Select(one => one.Id));

    [Fact]
    public void What_nothing_explains_is_unknown()
    {
        var line = Sort(Line(), "CO-45:50", paid: 45m);
        Assert.Equal("Contract:50.00 Unknown:5.00", Words(line));
        Assert.Equal(["not-balanced"], line.Doubts.Select(one => one.Id));
    }

    [Fact]
    public void A_reversal_is_not_compared() => Assert.Equal("Contract:-50.00 Sequestration:-0.80 Coinsurance:-10.00", Words(Sort(Line(), "CO-45:-50 CO-253:-0.80 PR-2:-10", charge: -100m, reversal: true)));

    [Fact]
    public void Without_a_price_the_payer_s_codes_speak() => Assert.Equal("Contract:55.00 Coinsurance:9.00", Words(Sort(MadeDecisions.Line("1", "97110", 100m), "CO-45:55 PR-2:9")));

    [Fact]
    public void Where_the_split_was_undecided_only_the_allowed_amount_is_held_against_it()
    {
        var sent = Line() with { Expected = new() { Allowed = 50m } };
        Assert.Equal("Contract:50.00 Sequestration:0.40 Deductible:20.00 Coinsurance:10.00", Words(Sort(sent, "CO-45:50 CO-253:0.40 PR-1:20 PR-2:10")));
        Assert.Equal("Contract:50.00 Deductible:25.00 Underpayment:2.00", Words(Sort(sent, "CO-45:52 PR-1:25")));
    }

    static readonly string[] Codes = ["CO-45", "CO-59", "CO-253", "PR-1", "PR-2", "PR-3", "CO-97", "PR-96", "OA-23", "CO-144", "CO-45", "CO-888", "PI-94"];

    /// <summary>Whatever a payer tells, every cent is in exactly one part.</summary>
    [Fact]
    public void The_parts_are_charge_less_paid_always() =>
        Gen.Select(Gen.Int[0, 50_000], Gen.Select(Gen.Int[0, Codes.Length - 1], Gen.Int[-3_000, 20_000]).Array[0, 6], Gen.Int[-2_000, 40_000], Gen.Int[0, 30_000], Gen.Int[0, 2_000], Gen.Bool, Gen.Int[0, 3])
            .Sample((charge, told, paid, allowed, mppr, balanced, kind) =>
            {
                string adjustments = string.Join(' ', told.Select(one => FormattableString.Invariant($"{Codes[one.Item1]}:{one.Item2 / 100m:0.00}")));
                var sent = kind == 0 ? null : MadeDecisions.Line("1", "97110", charge / 100m, 1, allowed / 100m, (allowed + mppr) / 100m, 0, kind == 2 ? "CQ-GP" : "GP");
                var line = Sort(sent, adjustments, charge / 100m, balanced ? null : paid / 100m, kind == 3);
                Assert.Equal(line.Charge - line.Paid, line.Differences.Sum(one => one.Amount));
                if (line.Compared) Assert.True(line.Of(DifferenceKind.Underpayment) >= 0 && line.Of(DifferenceKind.Overpayment) <= 0);
            });
}
