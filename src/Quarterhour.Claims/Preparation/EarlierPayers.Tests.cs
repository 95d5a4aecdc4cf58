using Quarterhour.Claims;
using Xunit;

namespace Quarterhour.Tests.Claims;

public sealed class EarlierPayersTests
{
    static readonly string Second = MadePractice.Yaml.Replace("member: 1S00-A00-AA00 }", "member: 1S00-A00-AA00 }\n  - { patient: P1, payer: commercial-cms, order: secondary, member: L1 }", StringComparison.Ordinal);

    const string Lines = """
        decisions:
          - { visit: V1, payer: medicare, line: 1, paid: 40.00, decided: 2026-05-20, adjustments: "CO-45 86.00, PR-2 10.00" }
          - { visit: V1, payer: medicare, line: 2, paid: 20.00, decided: 2026-05-20, adjustments: "CO-45 39.00, PR-2 5.00" }

        """;

    [Fact]
    public void The_second_payer_is_told_what_the_first_did_on_each_line()
    {
        var claim = MadePractice.Claim(Second + Lines, order: CoverageOrder.Secondary);
        Assert.Equal(("V1-S1", "commercial-cms", CoverageOrder.Secondary), (claim.Number, claim.Coverage.Payer.Id, claim.Coverage.Order));
        var first = Assert.Single(claim.OtherCoverages);
        Assert.Equal(("medicare", 60m, new DateOnly(2026, 5, 20)), (first.Coverage.Payer.Id, first.Paid, first.Decided!.Value));
        Assert.Equal([new("CO", "45", 86m), new("PR", "2", 10m)], claim.Lines[0].Decisions.Single().Adjustments);
    }

    [Fact]
    public void The_first_payer_is_told_of_the_second() => Assert.Null(Assert.Single(MadePractice.Claim(Second).OtherCoverages).Paid);

    [Fact]
    public void The_claim_as_a_whole_may_be_told_alone()
    {
        var first = Assert.Single(MadePractice.Claim(Second + "decisions:\n  - { visit: V1, payer: medicare, paid: 60, decided: 2026-05-20, adjustments: CO-45 140 }\n", order: CoverageOrder.Secondary).OtherCoverages);
        Assert.Equal((60m, 140m), (first.Paid, first.Adjustments.Single().Amount));
    }

    [Theory]
    [InlineData("", "medicare is asked before commercial-cms, and decisions have none of it for visit V1")]
    [InlineData("decisions:\n  - { visit: V1, payer: medicare, line: 1, paid: 40, decided: 2026-05-20, adjustments: CO-45 95 }\n", "line 1 is charged 136.00; paid 40.00 and adjusted 95.00 make 135.00")]
    [InlineData("decisions:\n  - { visit: V1, payer: medicare, line: 1, paid: 40, decided: 2026-05-20, adjustments: CO-45 96 }\n", "medicare decided on line 1, and of line 2 nothing is told")]
    [InlineData("decisions:\n  - { visit: V1, payer: medicare, line: 3, paid: 40, decided: 2026-05-20 }\n", "line 3 is not on the bill, which has 2")]
    [InlineData("decisions:\n  - { visit: V1, payer: medicare, paid: 40, decided: 2026-05-20 }\n", "the claim is charged 200.00; paid 40.00 and adjusted 0.00 make 40.00")]
    [InlineData(Lines + "  - { visit: V1, payer: medicare, paid: 61, decided: 2026-05-20 }\n", "paid is 61, and the lines' payments less the claim's own adjustments are 60.00")]
    public void Money_that_does_not_add_up_holds_the_claim(string decisions, string message)
    {
        var holds = MadePractice.Prepare(Second + decisions.Replace(Lines, Lines.TrimEnd('\n') + "\n", StringComparison.Ordinal), MadePractice.Visit(), CoverageOrder.Secondary).Holds;
        Assert.Contains(holds, hold => hold.Kind == HoldKind.EarlierPayer && hold.Message.Contains(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CO-45 10.00, PR-2 22", 2)]
    [InlineData("co-45 -1.5", 1)]
    [InlineData("", 0)]
    [InlineData("45 10.00", -1)]
    [InlineData("XX-45 1", -1)]
    [InlineData("CO-45 1.001", -1)]
    [InlineData("CO-45", -1)]
    public void Adjustments_are_read(string text, int count) => Assert.Equal(count, AdjustmentText.TryRead(text, out var read) ? read.Length : -1);
}
