using CsCheck;
using Quarterhour.Formats;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Pricing;

public sealed class MultipleProcedureTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var lines = one.Given.Only("lines")["lines"].Items.Select(line => line.Only("code", "units", "full", "reduced", "practice")).ToList();
        UnitFee[] fees = [.. lines.Select(line => Fee(line["full"].Amount, line["reduced"].AmountOrNull, line["practice"].Amount))];
        int inFull = MultipleProcedure.InFull(fees);
        var units = lines.Select((line, i) => MultipleProcedure.Split(fees[i], line["units"].Whole, i == inFull)).ToList();
        one.Expect.Holds(("in_full", inFull < 0 ? null : lines[inFull]["code"].Text), ("units", units.Select(split => $"{split.Full}+{split.Reduced}").ToList()),
            ("amount", units.Select((split, i) => split.Full * fees[i].Full + split.Reduced * (fees[i].Reduced ?? 0)).Sum()));
    }

    static readonly Gen<(UnitFee Fee, int Units)> Line = Gen.Select(Gen.Int[1, 9], Gen.Int[0, 4], Gen.Bool, Gen.Int[1, 6],
        (practice, work, exempt, units) => (Fee(10m * work + 20m * practice, exempt ? null : 10m * work + 10m * practice, practice), units));

    [Fact]
    public void One_unit_of_the_day_in_full() => Line.Array[1, 6].Sample(lines =>
    {
        int inFull = MultipleProcedure.InFull([.. lines.Select(line => line.Fee)]);
        var splits = lines.Select((line, i) => MultipleProcedure.Split(line.Fee, line.Units, i == inFull)).ToList();
        Assert.All(splits.Zip(lines), one => Assert.Equal(one.Second.Units, one.First.Full + one.First.Reduced));
        var ranked = lines.Where(line => line.Fee.Reduced is not null).ToList();
        Assert.Equal(ranked.Count > 0 ? 1 : 0, splits.Zip(lines).Where(one => one.Second.Fee.Reduced is not null).Sum(one => one.First.Full));
        if (ranked.Count > 0) Assert.Equal(ranked.Max(line => line.Fee.PracticeExpense), lines[inFull].Fee.PracticeExpense);
    });

    [Fact]
    public void Order_does_not_change_the_amount() => Line.Array[1, 6].SelectMany(lines => Gen.Shuffle(lines).Select(shuffled => (lines, shuffled)))
        .Sample((lines, shuffled) => Assert.Equal(Amount(lines), Amount(shuffled)));

    static decimal Amount((UnitFee Fee, int Units)[] lines)
    {
        int inFull = MultipleProcedure.InFull([.. lines.Select(line => line.Fee)]);
        return lines.Select((line, i) => (line.Fee, Split: MultipleProcedure.Split(line.Fee, line.Units, i == inFull))).Sum(one => one.Split.Full * one.Fee.Full + one.Split.Reduced * (one.Fee.Reduced ?? 0));
    }

    [Fact]
    public void What_has_no_fee_is_passed_over() => Assert.Equal(1, MultipleProcedure.InFull([null, Fee(27.56m, 21.23m, 0.43m), null]));

    [Fact]
    public void Of_equals_the_larger_fee_then_the_line_that_comes_first()
    {
        Assert.Equal(0, MultipleProcedure.InFull([Fee(27.56m, 21.23m, 0.43m), Fee(27.56m, 21.23m, 0.43m)]));
        Assert.Equal(0, MultipleProcedure.InFull([Fee(27.56m, 21.23m, 0.43m), Fee(27.55m, 21.23m, 0.43m)]));
    }

    [Fact]
    public void Says_why()
    {
        var (code, other, fee) = (Made.Code("97530"), Made.Code("97110"), Fee(32.84m, 23.70m, 0.62m));
        Assert.Equal("97530 has the largest practice expense of the day's therapy units (0.62): one unit in full", Words.Text(MultipleProcedure.Why(code, fee, 1, true, code)));
        Assert.Equal("97530 has the largest practice expense of the day's therapy units (0.62): one unit in full, the others with half of it, 23.70 a unit", Words.Text(MultipleProcedure.Why(code, fee, 2, true, code)));
        Assert.Equal("half of the practice expense, 21.23 a unit: 97530 has the day's unit in full", Words.Text(MultipleProcedure.Why(other, Fee(27.56m, 21.23m, 0.43m), 2, false, code)));
        Assert.Equal("the therapy reduction does not apply to 97110 (multiple-procedure indicator is not 5)", Words.Text(MultipleProcedure.Why(other, Fee(27.56m, null, 0.43m), 2, false, code)));
    }

    static UnitFee Fee(decimal full, decimal? reduced, decimal practice) => new(full, reduced, practice, Units.Untimed.OneUnit);
}
