using Quarterhour.Billing.Visits;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Documentation;

public sealed class DailyNoteTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var bill = new Bill(Made.Told(one), Made.Medicare(one.Date));
        DailyNote.Judge(bill, Made.Codes);
        one.Expect.Holds([.. Found.All(bill.Findings), .. Found.Open(bill)]);
    }

    /// <summary>Minutes with a caregiver, of a student alone and of an aide are none of the patient's treatment.</summary>
    [Theory]
    [InlineData("97550", TreatedBy.Therapist, 0)]
    [InlineData("97112", TreatedBy.Student, 0)]
    [InlineData("97112", TreatedBy.Aide, 0)]
    [InlineData("97112", TreatedBy.Therapist, 2)]
    public void Whose_minutes_count(string code, TreatedBy by, int findings)
    {
        var visit = Made.Visit(new(2026, 5, 4), interventions: [new(Made.Code("97110"), 15), new(Made.Code(code), 30, by)]) with { Note = new(15, 15, true, true, new(2026, 5, 4)) };
        var bill = new Bill(visit, Made.Medicare(visit.Date));
        DailyNote.Judge(bill, Made.Codes);
        Assert.Equal(findings, bill.Findings.Count);
    }
}
