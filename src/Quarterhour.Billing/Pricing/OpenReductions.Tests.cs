using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Pricing;

public sealed class OpenReductionsTests
{
    static BillLine Line(string code, char multiple, int units = 1, char status = 'A', params IReadOnlyList<string> modifiers)
    {
        var line = Made.Line(code, units);
        line.Fee = new(10m, null, 1m, FeeSchedule.LowerCharge(1m, 2m)) { MultipleProcedure = multiple, Status = status };
        line.Modifiers.AddRange(modifiers.Select(modifier => Modifier.Parse(modifier)));
        return line;
    }

    static string[] Open(params IReadOnlyList<BillLine> lines) => [.. OpenReductions.Of(lines, Made.Codes, new(2025, 11, 3)).Select(open => $"{open.What}: {open.Needs}")];

    [Theory]
    [InlineData('2', '3', "surgical procedures or endoscopies")]
    [InlineData('4', '4', "imaging procedures")]
    [InlineData('6', '6', "cardiovascular tests")]
    [InlineData('7', '7', "eye tests")]
    public void Several_of_one_kind(char first, char second, string kind) =>
        Assert.Equal([$"multiple-procedure: the reduction for several {kind} of one day (10060, 20610): each is priced as if alone"], Open(Line("10060", first), Line("20610", second)));

    [Fact]
    public void One_of_a_kind_and_therapy_leave_nothing_open()
    {
        Assert.Empty(Open(Line("10060", '2'), Line("70551", '4'), Line("99213", '0')));
        Assert.Empty(Open(Line("97110", '5', 3), Line("97140", '5')));
        // splints of the therapy catalogue go by its rules
        Assert.Empty(Open(Line("29125", '2', 2)));
    }

    [Fact]
    public void A_splint_beside_surgery_is_one_of_its_kind() =>
        Assert.Equal(["multiple-procedure: the reduction for several surgical procedures or endoscopies of one day (29125, 10060): each is priced as if alone"], Open(Line("29125", '2'), Line("10060", '2')));

    [Fact]
    public void Units_are_procedures_too() => Assert.Single(Open(Line("70551", '4', 2)));

    [Fact]
    public void Modifiers_that_change_the_amount_and_bundled_injections()
    {
        Assert.Equal(["modifier 50: what modifier 50 changes: 10060 is priced as if without it"], Open(Line("10060", '2', 1, 'A', "50", "LT")));
        Assert.Equal(["bundled: whether 96523 is paid: status T is bundled into any other service of the day that the fee schedule pays"], Open(Line("96523", '0', 1, 'T'), Line("99214", '0')));
        Assert.Empty(Open(Line("96523", '0', 1, 'T')));
    }
}
