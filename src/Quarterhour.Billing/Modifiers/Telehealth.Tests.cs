using Quarterhour.Billing.Payers;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Modifiers;

public sealed class TelehealthTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var visit = Made.Told(one);
        var bill = new Bill(visit, BuiltInPayers.All.Find(visit.Payer)!.On(one.Date));
        Made.Line(visit.Interventions[0].Code.ToString()).On(bill);
        Telehealth.Judge(bill);
        one.Expect.Holds([("modifiers", bill.Lines[0].Modifiers), ("because", Found.Texts(bill.Lines[0].Because)), .. Found.All(bill.Findings), .. Found.Open(bill)]);
    }

    [Fact]
    public void What_is_no_benefit_takes_no_modifier()
    {
        var visit = Made.Visit(new(2026, 6, 2)) with { PlaceOfService = "10" };
        var bill = new Bill(visit, Made.Medicare(visit.Date));
        var line = Made.Line("97110");
        line.Excluded = true;
        line.On(bill);
        Telehealth.Judge(bill);
        Assert.Empty(line.Modifiers);
        Assert.Empty(bill.Findings);
    }

    /// <summary>Why there was no picture is asked of sound alone; a code that is not on the list takes no modifier.</summary>
    [Theory]
    [InlineData(true, "93", true)]
    [InlineData(false, "95", false)]
    public void Beside_a_code_that_is_not_listed(bool sound, string modifier, bool whyAsked)
    {
        var visit = Made.Visit(new(2026, 6, 2)) with { PlaceOfService = "10", AudioOnly = sound };
        var bill = new Bill(visit, Made.Medicare(visit.Date));
        var (unlisted, listed) = (Made.Line("97140"), Made.Line("97110"));
        unlisted.On(bill);
        listed.On(bill);
        Telehealth.Judge(bill);
        Assert.Equal(("", modifier), (string.Join(' ', unlisted.Modifiers), string.Join(' ', listed.Modifiers)));
        Assert.Equal("97140", Assert.Single(bill.Findings).Code.ToString());
        Assert.Equal(whyAsked, bill.NotChecked.Exists(open => open.Needs.Contains("could not use video", StringComparison.Ordinal)));
    }

    /// <summary>Until the end of 2023 Medicare wanted the place of the visit in person, with 95.</summary>
    [Theory]
    [InlineData("2021-06-03", "02", false, "95", "the visit in person")]
    [InlineData("2021-06-03", "11", true, "", "")]
    [InlineData("2024-06-03", "02", false, "95", "")]
    public void A_place_of_telehealth_before_2024_is_left_open(string date, string place, bool sound, string modifier, string open)
    {
        var visit = Made.Visit(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture)) with { PlaceOfService = place, AudioOnly = sound };
        var bill = new Bill(visit, Made.Medicare(visit.Date));
        var line = Made.Line("97110");
        line.On(bill);
        Telehealth.Judge(bill);
        Assert.Equal(modifier, string.Join(' ', line.Modifiers));
        Assert.Empty(bill.Findings);
        Assert.Contains(open, string.Join(' ', bill.NotChecked.Select(left => left.Needs)), StringComparison.Ordinal);
    }
}
