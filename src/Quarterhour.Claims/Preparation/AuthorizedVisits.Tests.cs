using Quarterhour.Claims;
using Quarterhour.Formats;
using Xunit;

namespace Quarterhour.Tests.Claims;

/// <summary>What a claim is held against besides its own content: the visits of its authorization, the day on which it is sent.</summary>
public sealed class AuthorizedVisitsTests
{
    const string Authorized = MadePractice.Yaml + "authorizations:\n  - { patient: P1, payer: medicare, number: AUTH2, visits: 2 }\n";

    static List<PreparedClaim> Prepared(string yaml, params string[] visits) => [.. visits.Select((id, i) => MadePractice.Prepare(yaml, MadePractice.Visit(id) with { Date = MadePractice.Day.AddDays(i) }))];

    static string Held(List<PreparedClaim> prepared) => string.Join(' ', prepared.Where(static one => one.Claim is null).Select(static one => $"{one.Bill.Visit.Id}:{Assert.Single(one.Holds).Kind.Id}"));

    [Fact]
    public void Visits_beyond_the_authorized_are_held_in_whatever_order_they_stand()
    {
        var prepared = Prepared(Authorized, "V1", "V2", "V3");
        prepared.Reverse();
        AuthorizedVisits.Hold(prepared, MadePractice.Read(Authorized));
        Assert.Equal("V3:authorization", Held(prepared));
        Assert.Contains("authorization AUTH2 is for 2 visits, all used; visit V3 is beyond them", prepared[0].Holds[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Visits_that_were_claimed_before_count()
    {
        var prepared = Prepared(Authorized, "V1", "V2", "V3");
        AuthorizedVisits.Hold(prepared, MadePractice.Read(Authorized), static (patient, number) => (patient, number) == ("P1", "AUTH2") ? ["V0"] : []);
        Assert.Equal("V2:authorization V3:authorization", Held(prepared));
        // one that is claimed already keeps its place, so that the same run again is the same
        prepared = Prepared(Authorized, "V1", "V2", "V3");
        AuthorizedVisits.Hold(prepared, MadePractice.Read(Authorized), static (_, _) => ["V2", "V3"]);
        Assert.Equal("V1:authorization", Held(prepared));
    }

    [Fact]
    public void An_authorization_that_tells_no_number_of_visits_sets_no_bound()
    {
        string open = Authorized.Replace(", visits: 2", "", StringComparison.Ordinal);
        var prepared = Prepared(open, "V1", "V2", "V3");
        AuthorizedVisits.Hold(prepared, MadePractice.Read(open));
        Assert.Equal("", Held(prepared));
    }

    static PreparedClaim On(DateOnly day, string yaml = MadePractice.Yaml) => new ClaimPreparation(MadePractice.Read(yaml), static finding => (Words.Message(finding), Words.Fix(finding)), on: day).Prepare(MadePractice.Bill(MadePractice.Visit()));

    [Fact]
    public void Nothing_is_sent_before_it_was_done()
    {
        var hold = Assert.Single(On(MadePractice.Day.AddDays(-1)).Holds);
        Assert.Equal(("dates", "the service of 2026-05-04 is after 2026-05-03, the day of the file"), (hold.Kind.Id, hold.Message));
        Assert.NotNull(On(MadePractice.Day).Claim);
    }

    [Fact]
    public void Medicare_takes_claims_for_a_calendar_year()
    {
        // 42 CFR 424.44
        Assert.NotNull(On(new(2027, 5, 4)).Claim);
        var hold = Assert.Single(On(new(2027, 5, 5)).Holds);
        Assert.Equal(("timely-filing", "medicare takes claims for a service of 2026-05-04 until 2027-05-04, and the file is of 2027-05-05"), (hold.Kind.Id, hold.Message));
        Assert.NotNull(On(new(2027, 5, 5), MadePractice.Yaml + "claims:\n  - { visit: V1, delay_reason: 8 }\n").Claim);
    }

    [Fact]
    public void A_payer_may_tell_its_own_last_day() => Assert.Equal("timely-filing", Assert.Single(On(MadePractice.Day.AddDays(91), MadePractice.Yaml.Replace("filing: MB", "filing: MB, filing_days: 90", StringComparison.Ordinal)).Holds).Kind.Id);
}
