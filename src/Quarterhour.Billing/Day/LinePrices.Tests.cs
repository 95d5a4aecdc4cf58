using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;
using Quarterhour.Reference;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Day;

public class LinePricesTests
{
    static readonly ReferenceTables tables = BuiltInTables.Open();

    static readonly Visit visit = new()
    {
        Id = "V1", Date = new(2025, 10, 15), Payer = "medicare", Discipline = Discipline.PT, Interventions = [], Locality = new(15202, 0),
    };

    static LineToPrice Line(string code, int units = 1, decimal? charge = null) => new(ProcedureCode.Parse(code), [], units, charge);

    [Fact]
    public void Order_is_kept_and_one_unit_of_the_day_is_in_full()
    {
        var (bill, lines) = LinePrices.Of(visit, [Line("97110", 2), Line("97161")], tables, BuiltInPayers.All);
        Assert.Equal([42.46m, 93.88m], lines.Select(line => line.Allowed));
        Assert.Equal(136.34m, bill.Totals.Allowed);
    }

    [Fact]
    public void A_deductible_that_is_not_told_is_taken_as_met_and_said()
    {
        var (bill, lines) = LinePrices.Of(visit, [Line("97530")], tables, BuiltInPayers.All);
        Assert.Equal(0m, bill.Totals.Share!.Value.Deductible);
        Assert.Contains(lines[0].Because, reason => reason.Template.Name == "met");
        var told = LinePrices.Of(visit with { DeductibleLeft = 10m }, [Line("97530")], tables, BuiltInPayers.All);
        Assert.Equal(10m, told.Bill.Totals.Share!.Value.Deductible);
        Assert.DoesNotContain(told.Lines[0].Because, reason => reason.Template.Name == "met");
    }

    [Fact]
    public void The_charge_of_the_line_is_a_limit() => Assert.Equal(25m, LinePrices.Of(visit, [Line("97110", 1, 25m)], tables, BuiltInPayers.All).Bill.Totals.Allowed);

    [Fact]
    public void A_code_that_is_not_covered_is_refused()
    {
        var judged = LinePrices.Of(visit, [Line("97010")], tables, BuiltInPayers.All);
        Assert.Empty(judged.Bill.Lines);
        Assert.Equal("not-covered", Assert.Single(judged.Bill.Findings).Id);
    }

    [Fact]
    public void The_assistants_payment_is_what_is_rounded()
    {
        // 85 percent of 20.50 is 17.425: 17.43 is paid and 3.07 is the reduction, not 15 percent rounded, which is 3.08
        var (bill, _) = LinePrices.Of(visit with { Locality = new(1182, 18) },
            [Line("97530", 2), new(ProcedureCode.Parse("97535"), [Modifier.CO, Modifier.GO], 1)], tables, BuiltInPayers.All);
        Assert.Equal(3.07m, bill.Totals.Share!.Value.AssistantReduction);
    }

    [Fact]
    public void Therapy_in_a_facility_keeps_the_practice_expense_of_its_own()
    {
        var line = new LineToPrice(Made.Code("97597"), [Modifier.GP], 1);
        var (_, lines) = LinePrices.Of(visit, [line, line with { Modifiers = [] }], tables, BuiltInPayers.All, facility: true);
        Assert.Equal(LinePrices.Of(visit, [line], tables, BuiltInPayers.All).Lines[0].Allowed, lines[0].Allowed);
        Assert.NotEqual(lines[0].Allowed, lines[1].Allowed);
        Assert.Contains(lines[0].Because, reason => Quarterhour.Formats.Words.Text(reason) == "therapy is paid with the non-facility practice expense in every setting");
    }
}
