using Quarterhour.Billing.Tables;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Edits;

public sealed class AddOnsTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    static readonly AddOnTable Table = new(new("AOC 2026 Q2", Setting.Office, new(2026, 4, 1), new(2026, 6, 30), "made for tests"),
    [
        Row("97130", "97129", '1'), Row("92608", "92607", '1'), Row("97598", "97597", '3'), Row("99999", null, '2'),
        Row("98981", "98980", '1') with { To = new(2026, 6, 30) }, Row("97546", "97545", '1') with { From = new(2026, 7, 1) },
    ]);

    static AddOnRow Row(string addOn, string? primary, char type) => new(Made.Code(addOn), primary is null ? null : Made.Code(primary), type, new(2020, 1, 1), null);

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var given = one.Given.Only("lines", "primary_earlier");
        var bills = new Dictionary<string, Bill>(StringComparer.Ordinal);
        List<DayLine> lines = [];
        foreach (string[] words in given["lines"].Items.Select(line => line.Text.Split(' ')))
        {
            string id = words.ElementAtOrDefault(1) ?? "V1";
            if (!bills.TryGetValue(id, out var bill)) bills[id] = bill = Made.Bill(one.Date, id);
            var line = Made.Line(words[0]);
            line.PrimaryEarlier = given["primary_earlier"].Yes;
            lines.Add(line.On(bill));
        }
        var standIns = new StandIns();
        AddOns.Judge(lines, Table, standIns);
        one.Expect.Holds([.. Found.All([.. bills.Values.SelectMany(bill => bill.Findings)]),
            ("not_checked", bills.Values.SelectMany(bill => bill.NotChecked).Select(open => open.What).ToList()), ("stands_in", standIns.Used.Select(used => used.Release.Name).ToList())]);
    }

    [Fact]
    public void Several_primaries_are_listed_in_order()
    {
        var table = new AddOnTable(Table.Releases[0].Release, [Row("97811", "97813", '1'), Row("97811", "97810", '1')]);
        var bill = Made.Bill(new(2026, 5, 4));
        AddOns.Judge([Made.Line("97811").On(bill)], table, new());
        Assert.Equal("97811 is an add-on code and none of its primary codes is billed this day (97810 or 97813).", Formats.Words.Message(Assert.Single(bill.Findings)));
    }
}
