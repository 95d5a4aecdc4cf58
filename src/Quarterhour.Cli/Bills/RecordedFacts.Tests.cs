using System.Text.Json;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Cli.Bills;

/// <summary>What the record tells of a visit, all the way through <c>bill</c>.</summary>
public sealed class RecordedFactsTests
{
    static JsonElement Bill(string interventions, string facts = "", string date = "2026-05-04") => CommandLine.Run(
        "{\"visits\":[{\"visit\":\"V1\",\"date\":\"" + date + "\",\"payer\":\"medicare\",\"discipline\":\"PT\",\"patient\":\"P1\",\"zip\":\"77002\",\"interventions\":[" + interventions + "]" + (facts.Length > 0 ? "," + facts : "") + "}]}",
        100, "bill", "-", "--json").Json.GetProperty("bills")[0];

    static string Lines(JsonElement bill) => string.Join(' ', bill.GetProperty("lines").EnumerateArray().Select(line =>
        string.Join('-', [line.GetProperty("code").GetString(), .. line.GetProperty("modifiers").EnumerateArray().Select(modifier => modifier.GetString())]) + "x" + line.GetProperty("units")));

    static IEnumerable<string> Findings(JsonElement bill) => bill.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("id").GetString()!);

    static string Because(JsonElement bill) => string.Join('\n', bill.GetProperty("lines").EnumerateArray().SelectMany(line => line.GetProperty("because").EnumerateArray()).Select(reason => reason.GetProperty("text").GetString()));

    static string Needs(JsonElement bill, string what) => string.Join("; ", bill.GetProperty("not_checked").EnumerateArray().Where(open => open.GetProperty("what").GetString() == what).Select(open => open.GetProperty("needs").GetString()));

    [Fact]
    public void A_student_with_the_therapist_in_the_room()
    {
        var bill = Bill("""{"code":"97110","minutes":15,"by":"student","supervision":"personal"}""");
        Assert.Equal("97110-GPx1", Lines(bill));
        Assert.Contains("a student took part; the therapist was in the room for the whole service and directed it (supervision: personal), so the minutes are the therapist's", Because(bill), StringComparison.Ordinal);
    }

    [Fact]
    public void GA_keeps_KX_away()
    {
        var bill = Bill("""{"code":"97110","minutes":15}""", """ "expected_denial":true,"abn":"signed","year_to_date":"2475.00","kx_attested":true """);
        Assert.Equal("97110-GP-GAx1", Lines(bill));
        Assert.DoesNotContain("kx-needed", Findings(bill));
    }

    [Fact]
    public void Without_a_notice_the_line_carries_GZ() => Assert.Equal("97110-GP-GZx1", Lines(Bill("""{"code":"97110","minutes":15}""", "\"expected_denial\":true")));

    [Fact]
    public void A_voluntary_notice_puts_an_excluded_service_on_the_claim()
    {
        var bill = Bill("""{"code":"97110","minutes":15},{"code":"20560","charge":60}""", "\"abn\":\"voluntary\",\"deductible_left\":0");
        Assert.Equal("97110-GPx1 20560-GP-GY-GXx1", Lines(bill));
        Assert.DoesNotContain("not-covered", Findings(bill));
        var excluded = bill.GetProperty("lines")[1];
        Assert.Equal(("0.00", "60.00"), (excluded.GetProperty("allowed").GetString(), excluded.GetProperty("patient_owes").GetString()));
        Assert.Equal("29.21", bill.GetProperty("totals").GetProperty("allowed").GetString());
    }

    [Fact]
    public void Without_it_the_service_stays_off() => Assert.Equal("97110-GPx1", Lines(Bill("""{"code":"97110","minutes":15},{"code":"20560"}""")));

    [Fact]
    public void Video_at_home() => Assert.Equal("97110-GP-95x1", Lines(Bill("""{"code":"97110","minutes":15}""", "\"pos\":\"10\"")));

    [Fact]
    public void Another_encounter_supports_XE()
    {
        var bill = Bill("""{"code":"97150"},{"code":"97110","minutes":15,"evidence":{"separate_encounter":true}}""");
        Assert.Contains("97110-XE-GPx1", Lines(bill), StringComparison.Ordinal);
        Assert.DoesNotContain("code-pair", Findings(bill));
        Assert.Contains("evidence.separate_encounter", Because(bill), StringComparison.Ordinal);
    }

    [Fact]
    public void A_recorded_no_supports_nothing() => Assert.Contains("code-pair", Findings(Bill("""{"code":"97150"},{"code":"97110","minutes":15,"evidence":{"separate_time":false}}""")));

    [Fact]
    public void An_evaluation_furnished_in_part() => Assert.Equal("97161-52-GPx1", Lines(Bill("""{"code":"97161","evidence":{"reduced":true}}""")));

    [Fact]
    public void Five_modifiers_have_no_room()
    {
        var bill = Bill("""{"code":"97150"},{"code":"97110","minutes":15,"by":"assistant","evidence":{"separate_time":true}}""", "\"pos\":\"10\",\"expected_denial\":true,\"abn\":\"signed\"");
        Assert.Contains("97110-CQ-59-GP-GA-95x1", Lines(bill), StringComparison.Ordinal);
        Assert.Equal("needs-attention", bill.GetProperty("status").GetString());
        Assert.Contains("a choice: 5 modifiers are supported, and a claim line has room for 4", Needs(bill, "modifiers of line 1") + Needs(bill, "modifiers of line 2"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_that_holds_leaves_nothing_open()
    {
        var bill = Bill("""{"code":"97110","minutes":23,"impairment":"knee flexion 82 degrees","goal":"climb stairs","skilled":"load adjusted to swelling"}""", """
            "dx":"M25.661","year_to_date":"100.00","deductible_left":0,
            "plan_of_care":{"established":"2026-04-20","certified":"2026-04-24","certified_by":"physician","ends":"2026-06-30","diagnoses":true,"goals":true,"type":true,"amount":true,"frequency":true,"duration":true},
            "progress":{"last_report":"2026-04-27","treatment_days_since":3,"written_by":"therapist"},"note":{"timed_minutes":23,"total_minutes":23,"signed":true,"done":true,"date":"2026-05-04"}
            """);
        Assert.Equal("clean", bill.GetProperty("status").GetString());
        Assert.Empty(bill.GetProperty("not_checked").EnumerateArray());
    }

    [Fact]
    public void A_record_that_fails_says_where()
    {
        var bill = Bill("""{"code":"97110","minutes":25,"by":"assistant"}""", """
            "practice":"private-practice","supervision":"general",
            "plan_of_care":{"established":"2024-01-08","ends":"2024-03-29","goals":false},
            "progress":{"treatment_days_since":14,"written_by":"assistant"},"note":{"timed_minutes":40,"total_minutes":30,"signed":false}
            """, "2024-05-06");
        Assert.Equal(["certification", "note-minutes", "plan-of-care", "progress-report", "recertification", "supervision"], Findings(bill).Distinct().Where(id => id != "unit-choice").Order(StringComparer.Ordinal));
        Assert.Equal("cannot-bill", bill.GetProperty("status").GetString());
    }

    [Fact]
    public void What_is_not_told_is_listed_and_changes_nothing()
    {
        var bill = Bill("""{"code":"97110","minutes":15}""");
        Assert.Equal("clean", bill.GetProperty("status").GetString());
        Assert.Equal(["certification", "diagnosis", "kx", "note-minutes", "patient-share", "plan-of-care", "progress-report", "recertification", "skilled-need"],
            bill.GetProperty("not_checked").EnumerateArray().Select(open => open.GetProperty("what").GetString()!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("\"plan_of_care\":{\"certifed\":\"2026-05-01\"}", "did you mean \"certified\"")]
    [InlineData("\"plan_of_care\":{\"certified\":\"May 1\"}", "is not a day of the calendar")]
    [InlineData("\"supervision\":\"distant\"", "known are")]
    [InlineData("\"note\":{\"timed_minutes\":\"x\"}", "is not a whole number")]
    [InlineData("\"plan_of_care\":[]", "an object is needed")]
    public void A_fact_that_can_not_be_read_is_refused_with_its_place(string facts, string message)
    {
        var run = CommandLine.Run("{\"visits\":[{\"visit\":\"V1\",\"date\":\"2026-05-04\",\"payer\":\"medicare\",\"discipline\":\"PT\",\"interventions\":[{\"code\":\"97110\",\"minutes\":15}]," + facts + "}]}", 100, "bill", "-");
        Assert.Equal(2, run.Status);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }
}
