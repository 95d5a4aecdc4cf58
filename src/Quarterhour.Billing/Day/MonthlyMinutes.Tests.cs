using CsCheck;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;
using Quarterhour.Formats;
using Quarterhour.Reference;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Day;

public sealed class MonthlyMinutesTests
{
    static readonly DateOnly Day = new(2025, 10, 6);
    static readonly ReferenceTables Tables = BuiltInTables.Open();
    static readonly PayerList Payers = BuiltInPayers.All.With([Made.Payer("plan"), Made.Payer("other")]);

    [Fact]
    public void Two_visits_of_a_day_are_counted_once() =>
        Assert.Equal(["98980x1"], Billed([Visit("A", 15), Visit("B", 16)]));

    [Fact]
    public void Days_of_a_month_add_up() =>
        Assert.Equal(["", "98980x1", "98981x1", ""], Billed([Visit("A", 15)], [Visit("B", 16, 1)], [Visit("C", 5, 2), Visit("D", 4, 2)], [Visit("E", 19, 3)]));

    [Fact]
    public void A_month_begins_afresh() => Assert.Equal(["98980x1", "98980x1"], Billed([Visit("A", 20)], [Visit("B", 20, 30)]));

    [Fact]
    public void Refused_minutes_are_not_of_the_month() => Assert.Equal(["", "98980x1", "98981x1"],
        Billed([Visit("A", 25, by: TreatedBy.Student)], [Visit("B", 20, 1), Visit("C", 19, 1, TreatedBy.Aide)], [Visit("D", 20, 2)]));

    [Fact]
    public void A_repeated_visit_is_not_of_the_month() => Assert.Equal(["", "98980x1"], Billed([Visit("A", 15), Visit("B", 15)], [Visit("C", 5, 1)]));

    [Fact]
    public void Payers_facilities_disciplines_and_patients_are_kept_apart()
    {
        var other = Visit("B", 15, 1);
        foreach (var apart in new[] { other with { Payer = "other" }, other with { Facility = "F2" }, other with { Discipline = Discipline.OT }, other with { Patient = "P2" } })
            Assert.Equal(["", ""], Billed([Visit("A", 15)], [apart]));
    }

    [Fact]
    public void What_is_billed_is_what_counts() => Gen.Select(Gen.Enum<TreatedBy>(), Gen.Enum<Discipline>(), Any("98980", "98981", "98979"),
        Any("plan", "medicare", "nobody"), Any(new DateOnly(2019, 5, 6), Day, new DateOnly(2026, 5, 4)), Any<int?>(null, 1, 2)).Sample((by, discipline, code, payer, date, group) =>
    {
        var visit = Made.Visit(date, "A", discipline, new Intervention(Made.Code(code), 20, by, Group: group)) with { Payer = payer };
        var monthly = new MonthlyMinutes(Tables, Payers);
        var billed = new BillingRun(Tables, Payers).Bills(monthly.Note([visit])).Single();
        var next = monthly.Note([visit with { Id = "B", Date = date.AddDays(1) }])[0].EarlierThisMonth;
        Assert.Equal(billed.Lines.Count == 0 ? 0 : 20, next?.Values.Single() ?? 0);
    });

    [Fact]
    public void Without_a_patient_the_minutes_are_taken_alone()
    {
        var nobody = Visit("A", 25) with { Patient = null };
        var monthly = new MonthlyMinutes(Tables, Payers);
        Assert.Null(monthly.Note([nobody])[0].EarlierThisMonth);
        var bill = new BillingRun(Tables, Payers).Bills(monthly.Note([nobody])).Single();
        Assert.Equal(1, Assert.Single(bill.Lines).Units);
        Assert.Single(bill.NotChecked, new NotChecked("minutes of the month", "patient"));
        Assert.DoesNotContain(new NotChecked("minutes of the month", "patient"), new BillingRun(Tables, Payers).Bills([Visit("A", 25)]).Single().NotChecked);
    }

    [Fact]
    public void A_visit_that_earns_nothing_more_says_what_was_earned()
    {
        var monthly = new MonthlyMinutes(Tables, Payers);
        monthly.Note([Visit("A", 45)]);
        var bill = new BillingRun(Tables, Payers).Bills(monthly.Note([Visit("B", 5, 1)])).Single();
        Assert.Contains("earned earlier this month: 1 of 98980 and 1 of 98981; now: nothing more", Found.Texts(Assert.Single(bill.NotBilled).Because));
    }

    [Fact]
    public void A_further_code_alone_goes_on_from_the_first_of_an_earlier_day()
    {
        Visit Further(int day) => Made.Visit(Day.AddDays(day), "B", Discipline.PT, new Intervention(Made.Code("98981"), 15)) with { Payer = "plan" };
        Assert.Equal(["98980x1", "98981x1"], Billed([Visit("A", 25)], [Further(1)]));
        Assert.Equal(["", ""], Billed([Visit("A", 4)], [Further(1)]));
    }

    [Fact]
    public void A_day_without_such_codes_stays_as_it_is()
    {
        IReadOnlyList<Visit> day = [Made.Visit(Day, "A", Discipline.PT, new Intervention(Made.Code("97110"), 30))];
        Assert.Same(day, new MonthlyMinutes(Tables, Payers).Note(day));
    }

    static Gen<T> Any<T>(params T[] these) => Gen.Int[0, these.Length - 1].Select(i => these[i]);

    static Visit Visit(string id, int minutes, int day = 0, TreatedBy by = TreatedBy.Therapist) =>
        Made.Visit(Day.AddDays(day), id, Discipline.PT, new Intervention(Made.Code("98980"), minutes, by)) with { Payer = "plan" };

    /// <summary>The lines of each day.</summary>
    static List<string> Billed(params IEnumerable<IReadOnlyList<Visit>> days)
    {
        var monthly = new MonthlyMinutes(Tables, Payers);
        var run = new BillingRun(Tables, Payers);
        return [.. days.Select(day => string.Join(' ', run.Bills(monthly.Note(day)).SelectMany(bill => bill.Lines).Select(line => $"{line.Code}x{line.Units}")))];
    }
}
