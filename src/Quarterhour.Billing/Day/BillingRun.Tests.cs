using System.Text;
using Quarterhour.Billing.Payers;
using Quarterhour.Formats;
using Quarterhour.Formats.Visits;
using Quarterhour.Reference;
using Xunit;

namespace Quarterhour.Billing.Day;

/// <summary>Whole days through all rules and the built-in tables.</summary>
public sealed class BillingRunTests
{
    const string Header = "visit,date,payer,discipline,code,minutes,by,patient,locality,deductible_left,year_to_date,kx_attested,charge,facility_setting\n";

    static readonly Tables.ReferenceTables Tables = BuiltInTables.Open();

    static Dictionary<string, Bill> Bills(bool accrue, params string[] rows)
    {
        var source = VisitSource.Open(new MemoryStream(Encoding.UTF8.GetBytes(Header + string.Join('\n', rows) + "\n")), "visits");
        var run = new BillingRun(Tables, BuiltInPayers.All, accrue);
        var bills = source.Days(sorted: false).SelectMany(run.Bills).ToDictionary(bill => bill.Visit.Id);
        Assert.Empty(source.Faults);
        return bills;
    }

    static Dictionary<string, Bill> Bills(params string[] rows) => Bills(false, rows);

    static IEnumerable<string> Ids(Bill bill) => bill.Findings.Select(finding => finding.Id);

    /// <summary>A rule about the record holds, fails, or is not told; each of the three is said.</summary>
    [Fact]
    public void What_holds_in_the_record_is_said()
    {
        const string Visit = """
            {"visit":"V1","date":"2026-05-04","payer":"medicare","discipline":"PT","interventions":[{"code":"97110","minutes":23,"impairment":"knee flexion 82 degrees","goal":"stairs","skilled":"load adjusted to swelling"}],
             "plan_of_care":{"established":"2026-04-20","certified":"2026-04-27","certified_by":"physician","ends":"2026-06-30","diagnoses":true,"goals":true,"type":true,"amount":true,"frequency":true,"duration":true},
             "progress":{"last_report":"2026-04-20","treatment_days_since":4,"written_by":"therapist"},"note":{"timed_minutes":23,"total_minutes":25,"signed":true,"done":true,"date":"2026-05-04"}}
            """;
        var bill = One($$"""{"visits":[{{Visit}}]}""");
        string[] rules = ["plan-of-care", "certification", "recertification", "progress-report", "treatment-note", "skilled-need"];
        Assert.Equal(rules, bill.Holds.Select(reason => reason.Template.Rule.Id).Distinct());
        Assert.DoesNotContain(bill.NotChecked, open => rules.Contains(open.What) || open.What == "note-minutes");
        using var json = System.Text.Json.JsonDocument.Parse(new BillJson().Of(bill).ToArray());
        Assert.Equal("The plan of care was certified on 2026-04-27; the signature was due by 2026-05-20.", json.RootElement.GetProperty("holds")[1].GetProperty("text").GetString());

        bill = One($$"""{"visits":[{{Visit.Replace("2026-04-27", "2026-05-30", StringComparison.Ordinal)}}]}""");
        Assert.DoesNotContain(bill.Holds, reason => reason.Template.Rule.Id == "certification");
        Assert.Contains("certification", Ids(bill));
        Assert.Empty(Bills("A,2026-05-04,medicare,PT,97110,30,,P1,15202-00,50.00,,,,")["A"].Holds);

        static Bill One(string visits) => new BillingRun(Tables, BuiltInPayers.All).Bills(VisitSource.Open(new MemoryStream(Encoding.UTF8.GetBytes(visits)), "visits").Days(sorted: false).Single()).Single();
    }

    [Fact]
    public void The_deductible_is_used_up_through_the_day()
    {
        var bills = Bills("A,2026-05-04,medicare,PT,97110,30,,P1,15202-00,50.00,,,,", "B,2026-05-04,medicare,OT,97535,30,,P1,15202-00,50.00,,,,");
        Assert.Equal(50.00m, bills["A"].Totals.Share!.Value.Deductible + bills["B"].Totals.Share!.Value.Deductible);
    }

    [Fact]
    public void The_threshold_counts_the_day_s_earlier_visits()
    {
        var bills = Bills("A,2026-05-04,medicare,PT,97110,30,,P1,15202-00,,2440.00,yes,,", "B,2026-05-04,medicare,SLP,92507,30,,P1,15202-00,,2440.00,yes,,");
        Assert.Equal(bills["A"].Totals.Allowed + 2440m > 2480m, bills["A"].Lines.Exists(line => line.Modifiers.Contains(Modifier.KX)));
        Assert.Contains(Modifier.KX, bills["B"].Lines[0].Modifiers);
    }

    [Fact]
    public void Accrual_goes_over_disciplines_and_starts_anew_with_the_year()
    {
        var bills = Bills(true, "A,2025-12-30,medicare,PT,97110,30,,P1,15202-00,,2400.00,,,", "B,2025-12-31,medicare,SLP,92507,30,,P1,15202-00,,,,,", "C,2026-01-02,medicare,PT,97110,30,,P1,15202-00,,,,,");
        Assert.Contains("kx-needed", Ids(bills["B"]));
        Assert.DoesNotContain("kx-needed", Ids(bills["C"]));
    }

    [Fact]
    public void After_a_visit_without_a_price_the_threshold_is_open()
    {
        var bills = Bills(true, "A,2026-05-04,medicare,PT,97110,30,,P1,,,2470.00,,,", "B,2026-05-05,medicare,PT,97110,30,,P1,15202-00,,,,,");
        Assert.Contains(bills["B"].NotChecked, open => open.What == "kx");
    }

    [Fact]
    public void Two_charges_for_one_code_leave_the_charge_open()
    {
        var bill = Bills("A,2026-05-04,medicare,PT,97110,20,,P1,15202-00,0.00,,,10.00,", "A,2026-05-04,medicare,PT,97110,20,,P1,15202-00,0.00,,,50.00,")["A"];
        Assert.Null(bill.Lines[0].Charge);
        Assert.Equal(BillStatus.NeedsAttention, bill.Status);
        Assert.Contains(bill.NotChecked, open => open is { What: "charge of 97110", Needs: "one charge for a unit: 10.00 and 50.00 are given" });
    }

    [Fact]
    public void A_limit_of_0_is_medicare_s_own()
    {
        Assert.DoesNotContain("unlikely-units", Ids(Bills("A,2026-05-04,commercial-ama,PT,97014,15,,P1,,,,,,")["A"]));
        Assert.Contains("not-covered", Ids(Bills("A,2026-05-04,medicare,PT,97014,15,,P1,,,,,,")["A"]));
    }

    [Fact]
    public void A_locality_that_does_not_exist_wants_a_person() =>
        Assert.Equal(BillStatus.NeedsAttention, Bills("A,2026-05-04,medicare,PT,97110,30,,P1,99999-99,,,,,")["A"].Status);

    [Fact]
    public void The_assistant_s_first_code_stays_the_assistant_s()
    {
        var lines = Bills("A,2026-05-04,medicare,OT,97129,15,assistant,P1,15202-00,,,,,", "A,2026-05-04,medicare,OT,97130,23,therapist,P1,15202-00,,,,,")["A"].Lines;
        Assert.Equal(["97129 CO-GO x1", "97130 GO x2"], lines.Select(line => $"{line.Code} {string.Join('-', line.Modifiers)} x{line.Units}"));
    }

    [Fact]
    public void A_pair_across_settings_is_said_to_be_unchecked()
    {
        var bills = Bills("A,2026-05-04,medicare,PT,97150,30,,P1,,,,,,office", "B,2026-05-04,medicare,OT,97110,30,,P1,,,,,,hospital");
        Assert.Contains(bills["B"].NotChecked, open => open.What == "code pair 97150 97110");
    }

    [Fact]
    public void The_zip_table_stands_in_like_the_others()
    {
        var run = new BillingRun(Tables, BuiltInPayers.All);
        var source = VisitSource.Open(new MemoryStream("visit,date,payer,discipline,code,minutes,zip\nA,2021-06-01,medicare,PT,97110,30,43215\n"u8.ToArray()), "visits");
        Assert.NotNull(source.Days(false).SelectMany(run.Bills).Single().Totals.Allowed);
        Assert.Contains(run.StandIns.Used, used => used.Release.Name == "ZIP to locality 2026Q1");
    }

    [Theory]
    [InlineData("2021-09-30", "M54.50", "M54.50 is not valid on the date of service; its first day is 2021-10-01.")]
    [InlineData("2021-10-01", "M54.5", "M54.5 can't be billed since 2021-10-01: on that day longer codes took its place.")]
    public void Diagnoses_follow_the_date(string date, string dx, string message)
    {
        var source = VisitSource.Open(new MemoryStream(Encoding.UTF8.GetBytes($"visit,date,payer,discipline,code,minutes,dx\nA,{date},medicare,PT,97110,30,{dx}\n")), "visits");
        Assert.Equal(message, Words.Message(new BillingRun(Tables, BuiltInPayers.All).Bills(source.Days(false).Single()).Single().Findings.Single()));
    }
}
