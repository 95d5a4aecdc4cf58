using CsCheck;
using Quarterhour.Billing.Visits;
using Quarterhour.Formats;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Modifiers;

public sealed class KxTests
{
    static readonly DateOnly Day = new(2026, 3, 2);
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var given = one.Given.Only("discipline", "year_to_date", "allowed", "ledger");
        var discipline = given["discipline"].As<Discipline>();
        var ledger = given["ledger"].Items.Select(entry => new LedgerEntry(entry["date"].Day, entry["discipline"].As<Discipline>(), entry["allowed"].Amount)).ToList();
        var answer = Kx.State(discipline, one.Date, given["year_to_date"].AmountOrNull ?? Kx.YearToDate(ledger, discipline, one.Date), given["allowed"].Amount);
        var state = answer.IsDecided ? answer.Value : null;
        one.Expect.Holds(("needs", answer.Needs), ("pool", state?.Pool), ("threshold", state?.Threshold), ("year_to_date", state?.YearToDate),
            ("cumulative", state?.Cumulative), ("required", state?.Required), ("medical_review", state?.MedicalReview));
    }

    [Fact]
    public void Order_of_the_ledger_does_not_matter() => Entries.SelectMany(ledger => Gen.Shuffle(ledger).Select(shuffled => (ledger, shuffled)))
        .Sample((ledger, shuffled) => Assert.Equal(Kx.YearToDate(ledger, Discipline.PT, Day), Kx.YearToDate(shuffled, Discipline.PT, Day)));

    [Fact]
    public void The_two_groups_hold_the_whole_year() => Entries.Sample(ledger =>
    {
        Assert.Equal(ledger.Where(entry => entry.Date.Year == 2026 && entry.Date <= Day).Sum(entry => entry.Allowed), Kx.YearToDate(ledger, Discipline.PT, Day) + Kx.YearToDate(ledger, Discipline.OT, Day));
        Assert.Equal(Kx.YearToDate(ledger, Discipline.PT, Day), Kx.YearToDate(ledger, Discipline.SLP, Day));
    });

    static readonly Gen<LedgerEntry[]> Entries = Gen.Select(Gen.Int[0, 500], Gen.Enum<Discipline>(), Gen.Int[0, 50_000],
        (day, discipline, cents) => new LedgerEntry(new DateOnly(2025, 6, 1).AddDays(day), discipline, cents / 100m)).Array[0, 12];

    [Fact]
    public void Kx_from_the_line_that_crosses()
    {
        var bill = Priced(attested: true);
        Apply(bill, 2400m);
        Assert.Equal(["", "KX", "KX"], bill.Lines.Select(line => string.Join(' ', line.Modifiers)));
        Assert.Equal("2440.00 allowed so far this year in PT+SLP, 2480.01 with this line: over the 2480.00 of 2026, and the record supports the exception: KX", Words.Text(bill.Lines[1].Because[0]));
        var finding = Assert.Single(bill.Findings);
        Assert.Equal(("kx-needed", Severity.Note), (finding.Id, finding.Severity));
        Assert.Equal("2490.01 of the year in PT+SLP is over the 2480.00 of 2026; KX is added because the record is said to support the exception.", Words.Message(finding));
        Assert.Equal("Nothing to do; keep the documentation at hand.", Words.Fix(finding));
    }

    [Fact]
    public void A_line_that_only_reaches_the_threshold_is_not_over_it()
    {
        var bill = Priced(attested: true);
        Apply(bill, 2440m);
        Assert.Equal(["", "KX", "KX"], bill.Lines.Select(line => string.Join(' ', line.Modifiers)));
    }

    [Fact]
    public void Kx_on_the_whole_date_where_the_payer_wants_it()
    {
        var bill = Priced(attested: true);
        Apply(bill, 2400m, wholeDate: true);
        Assert.All(bill.Lines, line => Assert.Equal([Modifier.KX], line.Modifiers));
    }

    [Fact]
    public void Never_added_without_the_record()
    {
        var bill = Priced(attested: false);
        Apply(bill, 2400m);
        Assert.All(bill.Lines, line => Assert.Empty(line.Modifiers));
        var finding = Assert.Single(bill.Findings);
        Assert.Equal(("kx-needed", Severity.Error), (finding.Id, finding.Severity));
        Assert.Equal("2400.00 allowed so far this year in PT+SLP and 90.01 for this visit come to 2490.01, over the 2480.00 of 2026. Without KX it will be denied.", Words.Message(finding));
        Assert.Equal("KX may stand only if the record supports that more therapy is reasonable and necessary. If it does, record that (kx_attested); if not, the patient needs an ABN and the claim GA.", Words.Fix(finding));
    }

    [Fact]
    public void Too_early()
    {
        var bill = Priced(attested: true);
        Apply(bill, 0m);
        Assert.All(bill.Lines, line => Assert.Empty(line.Modifiers));
        var finding = Assert.Single(bill.Findings);
        Assert.Equal(("kx-early", Severity.Warning), (finding.Id, finding.Severity));
        Assert.Equal("The exception is attested, but 90.01 of the year in PT+SLP is not over the 2480.00 of 2026; no KX is added.", Words.Message(finding));
        Assert.Equal("KX before the threshold is improper. Attest only when the threshold is passed.", Words.Fix(finding));
    }

    [Fact]
    public void Nothing_to_say_below_the_threshold()
    {
        var bill = Priced(attested: false);
        Apply(bill, 0m);
        Assert.Empty(bill.Findings);
    }

    [Fact]
    public void Medical_review()
    {
        var bill = Priced(attested: true);
        Apply(bill, 2950m);
        Assert.Equal(["kx-needed", "medical-review"], bill.Findings.Select(finding => finding.Id));
        Assert.Equal(Severity.Note, bill.Findings[1].Severity);
        Assert.Equal("3040.01 of the year in PT+SLP is over 3000.00, the amount above which claims may be picked for medical review.", Words.Message(bill.Findings[1]));
        Assert.Equal("Nothing to change; have the record ready.", Words.Fix(bill.Findings[1]));
    }

    static Bill Priced(bool attested)
    {
        var bill = new Bill(Made.Visit(Day) with { KxAttested = attested }, Made.Medicare(Day));
        Made.Line("97110", allowed: 40m).On(bill);
        Made.Line("97140", allowed: 40.01m).On(bill);
        Made.Line("97112", allowed: 10m).On(bill);
        return bill;
    }

    static void Apply(Bill bill, decimal yearToDate, bool wholeDate = false) => Kx.Apply(bill, Kx.State(Discipline.PT, Day, yearToDate, bill.Lines.Sum(line => line.Allowed!.Value)).Value, wholeDate);
}
