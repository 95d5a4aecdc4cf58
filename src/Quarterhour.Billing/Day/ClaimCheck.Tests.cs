using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Formats;
using Quarterhour.Reference;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Day;

public sealed class ClaimCheckTests
{
    static readonly DateOnly Day = new(2026, 5, 4);
    static readonly ReferenceTables Tables = BuiltInTables.Open();

    static ClaimLine Line(string claim, int number, string code, string modifiers = "GP", int units = 1, Setting setting = Setting.Office, string dx = "M54.50", string payer = "medicare", DateOnly? date = null) =>
        new(new(claim, "P1", "N1", payer, [dx]), number, date ?? Day, setting, Made.Code(code),
            modifiers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Aggregate(default(ModifierList), (list, word) => list.With(Modifier.Parse(word))), units, null, number + 1);

    static IReadOnlyList<Bill> Judge(params ClaimLine[] lines) => new ClaimCheck(Tables, BuiltInPayers.All).Judge(lines);

    static List<Finding> Found(params ClaimLine[] lines) => [.. Judge(lines).SelectMany(bill => bill.Findings)];

    [Fact]
    public void A_clean_claim() => Assert.Empty(Found(Line("C1", 1, "97110", units: 2), Line("C1", 2, "97140")));

    [Theory]
    [InlineData("GP", "code-pair")]
    [InlineData("59 GP", null)]
    [InlineData("XE GP", null)]
    [InlineData("KX GP", "code-pair")]
    [InlineData("76 GP", "code-pair")]
    public void The_modifiers_that_stand_decide_a_pair(string modifiers, string? finding) =>
        Assert.Equal(finding, Found(Line("C1", 1, "97150"), Line("C1", 2, "97110", modifiers)).SingleOrDefault()?.Id);

    [Theory]
    [InlineData("2019-06-30", "code-pair")]
    [InlineData("2019-07-01", null)]
    public void On_column_1_they_count_from_a_day_on(string date, string? finding) => Assert.Equal(finding,
        Found(Line("C1", 1, "97150", "59 GP", date: DateOnly.Parse(date)), Line("C1", 2, "97110", date: DateOnly.Parse(date))).SingleOrDefault(found => found.Id == "code-pair")?.Id);

    [Fact]
    public void A_pair_that_no_modifier_opens() => Assert.Equal("code-pair", Assert.Single(Found(Line("C1", 1, "97140", "59 GP"), Line("C1", 2, "97124", "59 GP"))).Id);

    [Fact]
    public void Two_claims_of_a_patients_day_are_looked_at_together()
    {
        var bills = Judge(Line("C1", 1, "97150"), Line("C2", 1, "97110"));
        Assert.Equal(["C1", "C2"], bills.Select(bill => bill.Visit.Id));
        Assert.Empty(bills[0].Findings);
        Assert.Equal(("code-pair", "C1"), (bills[1].Findings[0].Id, bills[1].Findings[0].OtherVisit));
    }

    [Fact]
    public void Units_of_all_lines_of_a_code_add_up() => Assert.Equal("unlikely-units", Assert.Single(Found(Line("C1", 1, "97110", units: 4), Line("C2", 1, "97110", "CQ GP", units: 3))).Id);

    [Fact]
    public void The_hospital_has_its_own_limits() => Assert.Empty(Found(Line("C1", 1, "97110", units: 8, setting: Setting.Hospital)));

    [Fact]
    public void The_same_line_twice()
    {
        var found = Assert.Single(Found(Line("C1", 1, "97110"), Line("C1", 2, "97110")));
        Assert.Equal(("duplicate", 2), (found.Id, found.Line));
        Assert.Equal("97110 stands on line 2 and on line 1 of claim C1 with the same modifiers; the payer takes the second for a repetition.", Words.Message(found));
        Assert.Equal("Units of one code with the same modifiers go on one line. If it was billed before, take the line away; if the service was given twice and the record shows it, the modifier that says so must stand there.", Words.Fix(found));
    }

    [Fact]
    public void With_and_without_the_assistant_are_two_lines() => Assert.Empty(Found(Line("C1", 1, "97110"), Line("C1", 2, "97110", "CQ GP")));

    [Theory]
    [InlineData("97001", "M54.50", "GP", "not-in-force")]
    [InlineData("97010", "M54.50", "GP", "not-covered")]
    [InlineData("97130", "M54.50", "GO", "add-on-alone")]
    [InlineData("97110", "M54.5", "GP", "diagnosis")]
    [InlineData("97110", "M54.50", "", "discipline-modifier")]
    [InlineData("97161", "M54.50", "CQ GP", "assistant-not-allowed")]
    public void What_a_line_alone_has_wrong(string code, string dx, string modifiers, string id) => Assert.Contains(Found(Line("C1", 1, code, modifiers, dx: dx)), found => found.Id == id);

    [Fact]
    public void A_denial_that_is_asked_for_is_no_fault() => Assert.DoesNotContain(Found(Line("C1", 1, "96110", "GY GP")), found => found.Id == "not-covered");

    [Fact]
    public void A_payer_that_nobody_knows() => Assert.Equal("unknown-payer", Assert.Single(Found(Line("C1", 1, "97110", payer: "medicar"))).Id);

    [Fact]
    public void A_code_of_which_no_table_tells_is_left_open()
    {
        var bill = Assert.Single(Judge(Line("C1", 1, "0001A", "")));
        Assert.Contains(bill.NotChecked, open => open.What == "code 0001A");
    }

    [Fact]
    public void An_id_that_stands_for_everybody_is_told_and_is_not_clean()
    {
        var bill = Assert.Single(Judge([.. Enumerable.Range(1, 2001).Select(number => Line("C1", number, "97110"))]));
        Assert.Contains(bill.NotChecked, open => open.What == "the patient's day");
        Assert.Equal(BillStatus.NeedsAttention, bill.Status);
    }
}
