using System.Diagnostics;
using Quarterhour.Billing.Visits;
using Quarterhour.Formats;
using Quarterhour.Reference;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Day;

public sealed class DayOverlapsTests
{
    const string Once = "The visit has 60 minutes of treatment between 09:00 and 09:30, which is 30 minutes.";

    [Fact]
    public void Every_overlap_of_a_clinician_is_told()
    {
        Visit[] day = [Visit("A", "P1", "C7", (9, 0)), Visit("B", "P2", "C7", (9, 0)), Visit("C", "P3", "C7", (14, 0)), Visit("D", "P4", "C7", (14, 0)), Visit("E", "P5", "C7", (16, 0))];
        Assert.Equal(["A-B", "B-A", "C-D", "D-C", ""], day.Select(visit => string.Join(' ', Of(day, visit).Select(finding => $"{visit.Id}-{finding.OtherVisit}"))));
    }

    [Fact]
    public void A_visit_in_two_overlaps_has_two_findings()
    {
        Visit[] day = [Visit("A", "P1", "C7", (9, 0), (14, 0)), Visit("B", "P2", "C7", (9, 0)), Visit("C", "P3", "C7", (14, 0))];
        Assert.Equal(["B", "C"], Of(day, day[0]).Select(finding => finding.OtherVisit));
        Assert.Equal(["A"], Of(day, day[2]).Select(finding => finding.OtherVisit));
    }

    [Theory]
    [InlineData("P1")]
    [InlineData(null)]
    public void An_overlap_inside_one_visit(string? patient)
    {
        Visit[] day = [Visit("A", patient, null, (9, 0), (9, 0)), Visit("B", patient is null ? null : "P2", null, (9, 0))];
        Assert.Equal([Once], Of(day, day[0]).Select(Words.Message));
        Assert.Empty(Of(day, day[1]));
        Assert.Equal(BillStatus.CannotBill, new BillingRun(BuiltInTables.Open(), Payers.BuiltInPayers.All).Bills(day).First().Status);
    }

    [Fact]
    public void What_the_clinician_s_check_says_is_not_said_again()
    {
        Visit[] one = [Visit("A", "P1", "C7", (9, 0), (9, 0))], two = [Visit("A", "P1", "C7", (9, 0)), Visit("B", "P1", "C7", (9, 0)) with { Discipline = Discipline.OT }];
        Assert.StartsWith("C7 has 60", Words.Message(Assert.Single(Of(one, one[0]))));
        Assert.All(two, visit => Assert.StartsWith("C7 has 60", Words.Message(Assert.Single(Of(two, visit)))));
    }

    [Fact]
    public void A_patient_s_own_overlap_stands_beside_a_wider_one()
    {
        Visit[] day = [Visit("A", "P1", "C7", (9, 0), (9, 0)), Visit("B", "P2", "C7", (9, 0))];
        Assert.Equal(2, Of(day, day[0]).Count);
        Assert.Single(Of(day, day[1]));
    }

    [Fact]
    public void Two_clinicians_with_one_patient()
    {
        Visit[] day = [Visit("A", "P1", "C1", (9, 0)), Visit("B", "P1", "C2", (9, 0))];
        Assert.Equal("P1 has 60 minutes of treatment between 09:00 and 09:30, which is 30 minutes: visits A, B.", Words.Message(Assert.Single(Of(day, day[1]))));
    }

    [Fact]
    public void A_large_day_in_which_everything_overlaps_takes_no_time()
    {
        // 4,000 visits of three stretches, 300 clinicians with 40 each, every minute double
        Visit[] day = [.. Enumerable.Range(0, 4000).Select(i => Visit($"V{i}", $"P{i}", $"C{i % 300}", (6 + i / 300, 0), (6 + i / 300, 15), (6 + i / 300, 30)))];
        long began = Stopwatch.GetTimestamp();
        var found = DayOverlaps.Find(day, BuiltInTables.Open().Codes);
        Assert.Equal(day.Length, found!.Count);
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 5);
    }

    /// <summary>Half an hour of a different code from each start on.</summary>
    static Visit Visit(string id, string? patient, string? clinician, params IReadOnlyList<(int Hour, int Minute)> starts)
    {
        string[] codes = ["97110", "97140", "97112"];
        return Made.Visit(new(2025, 6, 2), id, Discipline.PT, [.. starts.Select((start, i) =>
            new Intervention(Made.Code(codes[i]), 30, Start: new(start.Hour, start.Minute), End: new TimeOnly(start.Hour, start.Minute).AddMinutes(30)))])
            with { Patient = patient, Clinician = clinician };
    }

    static List<Finding> Of(Visit[] day, Visit visit) => new DayOfVisits(day, BuiltInTables.Open().Codes).OverlapsOf(visit) ?? [];
}
