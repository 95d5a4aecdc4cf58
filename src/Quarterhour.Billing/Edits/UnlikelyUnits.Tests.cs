using CsCheck;
using Quarterhour.Billing.Tables;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Edits;

public sealed class UnlikelyUnitsTests
{
    static readonly DateOnly Day = new(2026, 5, 4);
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    static readonly UnitLimitTable Table = new([
        new(Release("MUE practitioner 2026 Q2", Setting.Office), Made.Index("97110", "97112", "97161", "97150", "97010", "64999"), [new(6, '3'), new(4, '3'), new(1, '2'), new(1, '3'), new(0, '3'), new(1, '1')]),
        new(Release("MUE hospital 2026 Q2", Setting.Hospital), Made.Index("97110", "97150"), [new(8, '3'), new(2, '3')]),
    ]);

    static EditRelease Release(string name, Setting setting) => new(name, setting, new(2026, 4, 1), new(2026, 6, 30), "made for tests");

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var given = one.Given.Only("terms", "setting", "lines");
        var terms = given["terms"].IsThere ? Made.Terms(one.Date, given["terms"].Entries.Select(entry => (entry.Key, entry.Value.Text))) : Made.Medicare(one.Date);
        var bills = new Dictionary<string, Bill>(StringComparer.Ordinal);
        List<DayLine> lines = [];
        foreach (string[] words in given["lines"].Items.Select(line => line.Text.Split(' ')))
        {
            string id = words.ElementAtOrDefault(2) ?? "V1";
            if (!bills.TryGetValue(id, out var bill)) bills[id] = bill = new(Made.Visit(one.Date, id) with { Setting = given["setting"].As(Setting.Office) }, terms);
            lines.Add(Made.Line(words[0], int.Parse(words[1])).On(bill));
        }
        var standIns = new StandIns();
        UnlikelyUnits.Judge(lines, Table, standIns);
        one.Expect.Holds([.. Found.All([.. bills.Values.SelectMany(bill => bill.Findings)]), ("on", bills.Values.FirstOrDefault(bill => bill.Findings.Count > 0)?.Visit.Id),
            ("units", lines.Select(line => line.Line.Units).ToList()), ("not_checked", bills.Values.SelectMany(bill => bill.NotChecked).Select(open => open.What).ToList()),
            ("stands_in", standIns.Used.Select(used => used.Release.Name).ToList())]);
    }

    [Fact]
    public void Payers_do_not_hide_each_other()
    {
        var contract = new Bill(Made.Visit(Day, "V1"), Made.Terms(Day, ("unit_limits", "none")));
        var medicare = Made.Bill(Day, "V2");
        UnlikelyUnits.Judge([Made.Line("97110", 4).On(contract), Made.Line("97110", 7).On(medicare)], Table, new());
        Assert.Empty(contract.Findings);
        Assert.Equal((7L, null), (Assert.Single(medicare.Findings).Args[0].Bits, medicare.Findings[0].OtherVisit));
    }

    [Fact]
    public void Units_of_two_payers_do_not_add_up()
    {
        var plan = new Bill(Made.Visit(Day, "V1"), Made.Terms(Day, ("unit_limits", "cms")));
        var medicare = Made.Bill(Day, "V2");
        UnlikelyUnits.Judge([Made.Line("97110", 4).On(plan), Made.Line("97110", 4).On(medicare)], Table, new());
        Assert.Empty(plan.Findings.Concat(medicare.Findings));
    }

    [Fact]
    public void The_day_is_the_sum_and_the_line_its_largest() => Gen.Select(Gen.Int[1, 9].Array[1, 5], Gen.Char['1', '3']).Sample((units, adjudication) =>
    {
        var check = UnlikelyUnits.Count(new(4, adjudication), units);
        Assert.Equal(adjudication == '1' ? units.Max() : units.Sum(), check.Counted);
        Assert.Equal(check.Counted <= 4, check.Passes);
        Assert.True(UnlikelyUnits.Count(null, units).Passes);
    });
}
