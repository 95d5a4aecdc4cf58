using Quarterhour.Formats;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Visits;

public sealed class WhoTreatedTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var given = one.Given.Only("by", "billable_by", "supervision", "qualification", "incident_to");
        var terms = given["billable_by"].IsThere ? Made.Terms(one.Date, ("billable_by", given["billable_by"].Text)) : Made.Medicare(one.Date);
        var visit = Made.Visit(one.Date) with
        {
            Supervision = given["supervision"].IsThere ? given["supervision"].Kebab<Supervision>() : null,
            Qualification = given["qualification"].IsThere ? given["qualification"].Kebab<Qualification>() : null,
            IncidentTo = given["incident_to"].IsThere ? given["incident_to"].Yes : null,
        };
        var found = WhoTreated.Check(new(Made.Code("97110"), 15, given["by"].As<TreatedBy>()), visit, terms);
        one.Expect.Holds([.. Found.One(found?.Finding), ("because", found is null ? null : Words.Text(found.Value.Because))]);
    }

    [Fact]
    public void Words_of_the_visit_contract() =>
        Assert.Equal(["therapist", "assistant", "together", "student", "aide"], Enum.GetValues<TreatedBy>().Select(WhoTreated.Word));
}
