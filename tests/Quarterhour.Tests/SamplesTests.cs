using Quarterhour.Billing;
using Quarterhour.Billing.Day;
using Quarterhour.Billing.Payers;
using Quarterhour.Formats.Visits;
using Quarterhour.Reference;
using Quarterhour.Reference.Payers;
using Xunit;

namespace Quarterhour.Tests;

/// <summary>The files of samples/ through the engine: what was planted is found, and nothing else.</summary>
public sealed class SamplesTests
{
    static readonly (string Visit, string Finding)[] Planted =
    [
        ("W001", "diagnosis"), ("W002", "not-covered"), ("W024", "code-pair"), ("W028", "add-on-alone"), ("W060", "overlapping-minutes"),
        ("W061", "unlikely-units"), ("W066", "overlapping-minutes"), ("W068", "kx-needed"), ("W088", "group-coded-individually"),
        ("W092", "not-in-force"), ("W094", "assistant-not-allowed"), ("W124", "code-pair"), ("W135", "duplicate"),
    ];

    [Fact]
    public void Finds_what_was_planted_in_the_week_and_nothing_else()
    {
        var bills = Bills("clinic-week.csv");
        Assert.Equal(150, bills.Count);
        var found = bills.SelectMany(bill => bill.Findings.Where(finding => finding.Severity != Severity.Note).Select(finding => (bill.Visit.Id, finding.Id)));
        Assert.Equal(Planted, found.Order());
        Assert.Equal(Planted.Length, bills.Count(bill => bill.Status != BillStatus.Clean));
    }

    [Fact]
    public void The_table_of_the_readme_names_the_same()
    {
        var rows = File.ReadLines(Sample("README.md")).Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Where(row => row.Length == 6 && row[3].StartsWith('`'))
            .SelectMany(row => row[1].Split(", ").Select(visit => (visit, row[3].Trim('`'))));
        Assert.Equal(Planted, rows.Order());
    }

    [Fact]
    public void A_visit_that_was_entered_twice_adds_nothing_to_the_first()
    {
        var bills = Bills("clinic-week.csv");
        Assert.Equal([("97110", 2), ("97140", 1)], Lines(bills, "W130"));
        Assert.Empty(Lines(bills, "W135"));
    }

    [Fact]
    public void Two_units_of_therapist_and_assistant_are_two_lines() => Assert.Equal(["97110 GP x1", "97110 CQ GP x1"],
        Bills("clinic-week.csv").Single(bill => bill.Visit.Id == "W007").Lines.Select(line => $"{line.Code} {string.Join(' ', line.Modifiers)} x{line.Units}"));

    [Theory, InlineData("visits.json", 3), InlineData("visits.ndjson", 3)]
    public void Other_samples_are_clean(string file, int count)
    {
        var bills = Bills(file);
        Assert.Equal(count, bills.Count);
        Assert.All(bills, bill => Assert.Equal(BillStatus.Clean, bill.Status));
    }

    [Fact]
    public void Recorded_separate_time_supports_the_modifier() =>
        Assert.Equal("59 GP", string.Join(' ', Bills("visits.json")[0].Lines.Single(line => line.Code.ToString() == "97110").Modifiers));

    [Fact]
    public void The_example_of_a_contract_prices_a_visit()
    {
        var payers = OwnPayers.Over(BuiltInPayers.All, Sample("payers"));
        var visit = Bills("visits.ndjson")[2].Visit with { Payer = "example-contract" };
        var bill = new BillingRun(BuiltInTables.Open(), payers).Bills([visit]).Single();
        Assert.Equal(["97530 33.33", "97110 55.74"], bill.Lines.Select(line => $"{line.Code} {line.Allowed}"));
    }

    static IEnumerable<(string, int)> Lines(List<Bill> bills, string visit) => bills.Single(bill => bill.Visit.Id == visit).Lines.Select(line => (line.Code.ToString(), line.Units));

    static List<Bill> Bills(string file)
    {
        using var stream = File.OpenRead(Sample(file));
        var source = VisitSource.Open(stream, file);
        var run = new BillingRun(BuiltInTables.Open(), BuiltInPayers.All);
        var bills = source.Days(sorted: false).SelectMany(run.Bills).ToList();
        Assert.Empty(source.Faults);
        return bills;
    }

    static string Sample(string file)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Quarterhour.slnx"))) folder = folder.Parent!;
        return Path.Combine(folder.FullName, "samples", file);
    }
}
