using Quarterhour.Billing.Day;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;
using Quarterhour.Formats;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Units;

public sealed class UntimedTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var given = one.Given.Only("untimed", "timed");
        var bill = Made.Bill(one.Date);
        DayUnits.Count([.. Entries(bill, given["untimed"], UnitKind.Untimed), .. Entries(bill, given["timed"], UnitKind.Pool)]);
        one.Expect.Holds(("units", bill.Lines.ToDictionary(line => line.Code.ToString(), line => line.Units)), ("timed_minutes", bill.TimedMinutes));
    }

    [Fact]
    public void Says_why() => Assert.Equal("not billed by time: one unit whatever its minutes, which stay out of the timed total", Words.Text(Untimed.OneUnit));

    [Fact]
    public void Several_entries_are_put_together() => Assert.Equal("2 entries of G0283 in the visit are put together", Words.Text(Untimed.OneOf(2, Made.Code("G0283"))));

    static IEnumerable<Entry> Entries(Bill bill, Node minutes, UnitKind kind) =>
        minutes.Entries.Select(entry => new Entry(bill, new Intervention(Made.Code(entry.Key), entry.Value.WholeOrNull), Made.Therapy(entry.Key, kind)));
}
