using Quarterhour.Billing;
using Quarterhour.Billing.Day;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Pricing;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;
using Quarterhour.Formats;
using Xunit;

namespace Quarterhour.Tests;

/// <summary>Every row of a whole release, priced at several places, against the formula reckoned here in whole numbers from CMS's file.</summary>
public sealed class WholeScheduleTests : IClassFixture<WholeScheduleTests.Imported>
{
    public sealed class Imported : IDisposable
    {
        readonly ImportFolder folder = new();

        public Imported()
        {
            string rvu = Path.GetFullPath(Repository.Path("..", "shared", "data", "cms", "rvu", "2025D"));
            if (Directory.Exists(rvu)) folder.Import(Path.Combine(rvu, "PPRRVU2025_Oct.csv"), Path.Combine(rvu, "GPCI2025.csv"));
            Tables = folder.Tables;
            Data = folder.Data;
        }

        public ReferenceTables Tables { get; }

        public string Data { get; }

        public void Dispose() => folder.Dispose();
    }

    static readonly DateOnly Day = new(2025, 11, 3);

    readonly ReferenceTables tables;
    readonly string data;

    public WholeScheduleTests(Imported imported)
    {
        Shared.Path();
        (tables, data) = (imported.Tables, imported.Data);
    }

    // columns of the layout of 2020 to 2025, by number on purpose: the importer goes by headings
    const int Code = 0, Mod = 1, Status = 3, Work = 5, Practice = 6, Facility = 8, Malpractice = 10, Multiple = 18, Factor = 24, Cap = 28;

    static List<string[]> Rows() => [.. File.ReadLines(Shared.Path("data", "cms", "rvu", "2025D", "PPRRVU2025_Oct.csv")).Skip(10).Select(line => line.Split(','))];

    static long Figure(string text, int places) => long.Parse(text.Split('.') is [var whole, var rest] ? whole + rest.PadRight(places, '0') : text + new string('0', places));

    /// <summary>Cents: hundredths of units times thousandths of indices times ten-thousandths of dollars, a half cent up.</summary>
    static long Cents(string work, string practice, string malpractice, string factor, long[] index, bool half = false)
    {
        long sum = 2 * (Figure(work, 2) * index[0] + Figure(malpractice, 2) * index[2]) + (half ? 1 : 2) * Figure(practice, 2) * index[1];
        return (sum * Figure(factor, 4) + 10_000_000) / 20_000_000;
    }

    static readonly (string Id, long[] Index)[] Places =
    [
        ("15202-00", [1000, 911, 1033]), ("02102-01", [1500, 1081, 592]), ("09102-04", [1000, 1027, 2500]), ("13202-01", [1065, 1166, 1656]), ("04412-18", [1014, 1003, 1409]),
    ];

    [Fact]
    public void Every_amount_is_the_formula_s()
    {
        var rows = Rows();
        Assert.Equal(19_090, rows.Count);
        int priced = 0, capped = 0, reduced = 0;
        foreach (string[] row in rows)
            foreach (var (id, index) in Places)
                foreach (bool facility in new[] { false, true })
                {
                    var fee = Fee(row, id, facility);
                    string practice = row[facility ? Facility : Practice];
                    bool hasUnits = Figure(row[Work], 2) + Figure(practice, 2) + Figure(row[Malpractice], 2) > 0;
                    if (!"ART".Contains(row[Status][0]) || !hasUnits)
                    {
                        Assert.Null(fee);
                        continue;
                    }
                    long full = Cents(row[Work], practice, row[Malpractice], row[Factor], index);
                    if (Figure(row[Cap], 2) + Figure(row[Cap + 1], 2) + Figure(row[Cap + 2], 2) > 0)
                    {
                        long cap = Cents(row[Work], row[facility ? Cap + 1 : Cap], row[Cap + 2], row[Factor], index);
                        if (cap < full) (full, capped) = (cap, capped + 1);
                    }
                    Assert.Equal((row[Code], row[Mod], full), (row[Code], row[Mod], Money.Cents(fee!.Full)));
                    Assert.Equal(row[Multiple] == "5", fee.Reduced is not null);
                    if (fee.Reduced is { } half)
                    {
                        Assert.Equal(Cents(row[Work], practice, row[Malpractice], row[Factor], index, half: true), Money.Cents(half));
                        reduced++;
                    }
                    priced++;
                }
        Assert.InRange(priced, 90_000, 92_000);
        Assert.InRange(capped, 200, 2_000);
        Assert.InRange(reduced, 500, 530);
    }

    /// <summary>By the rules: status first, then the formula.</summary>
    UnitFee? Fee(string[] row, string place, bool facility)
    {
        var (code, component) = (Made.Code(row[Code]), row[Mod].Length > 0 ? Modifier.Parse(row[Mod]) : default);
        var (values, release) = FeeSchedule.Listed(code, component, Day, tables.Fees)!.Value;
        if (PaidStatus.Needs(code, values.Status, release.Name) is not null) return null;
        var fee = FeeSchedule.ForUnit(code, LocalityId.TryParse(place, out var id) ? id : default, Day, tables.Fees, tables.Localities, facility, component);
        return fee.IsDecided ? fee.Value : null;
    }

    [Fact]
    public void Every_line_is_priced_or_says_what_it_needs()
    {
        var visit = new Visit { Id = "", Payer = "medicare", Discipline = Discipline.PT, Interventions = [], Date = Day, Locality = new(15202, 0) };
        foreach (string[] row in Rows())
        {
            var line = new LineToPrice(Made.Code(row[Code]), row[Mod].Length > 0 ? [Modifier.Parse(row[Mod])] : [], 1);
            var (bill, lines) = LinePrices.Of(visit, [line], tables, BuiltInPayers.All);
            Assert.True(lines[0].Allowed is not null || bill.Findings.Count == 1, $"{row[Code]} {row[Mod]} is neither priced nor refused");
            if (tables.Codes.Find(line.Code) is null) Assert.Equal("ART".Contains(row[Status][0]) && Fee(row, "15202-00", false) is not null, lines[0].Allowed is not null);
        }
    }

    CommandLine Price(params string[] args) => CommandLine.Run([.. "price --date 2025-11-03 --locality 15202-00".Split(' '), .. args, "--data", data]);

    static string?[] Allowed(CommandLine run) => [.. run.Json.GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("allowed").GetString())];

    [Fact]
    public void Codes_outside_therapy_stand_beside_therapy()
    {
        var run = Price("71046-26", "71046-TC", "71046", "99213", "97110x2", "--json");
        Assert.Equal(0, run.Status);
        // (0.22 + 0.08 × 0.911 + 0.01 × 1.033) × 32.3465 and so on
        Assert.Equal(["9.81", "20.67", "30.47", "85.17", "48.79"], Allowed(run));
        Assert.Equal(0, run.Json.GetProperty("not_checked").GetArrayLength());
    }

    [Theory]
    [InlineData("00100", "anesthesia's base units")]
    [InlineData("80053", "by law 80053 is no physician service")]
    [InlineData("99213-26", "2025D does not part 99213 (PC/TC indicator 0)")]
    [InlineData("99213-53", "the contractor's own price of 99213-53")]
    [InlineData("97110-26", "2025D does not part 97110 (PC/TC indicator 7)")]
    public void What_has_no_price_says_why(string line, string why)
    {
        var run = Price(line, "--json");
        Assert.Equal([null], Allowed(run));
        Assert.Contains(why, run.Json.GetProperty("findings")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_cap_on_imaging_is_said_with_both_amounts()
    {
        string text = Price("70496", "--explain").Out.ReplaceLineEndings(" ");
        Assert.Contains("for one unit of 70496, the cap on imaging:", text, StringComparison.Ordinal);
        var fee = FeeSchedule.ForUnit(Made.Code("70496"), new(15202, 0), Day, tables.Fees, tables.Localities).Value;
        Assert.Equal("240.33 for one unit of 70496, the cap on imaging: (1.75 × 1.000 + 6.11 × 0.911 + 0.11 × 1.033) × 32.3465; the fee schedule's own amount, 253.59, is higher", Words.Text(fee.Because));
        Assert.Contains("2025D marks 70496 NA in a facility: rarely or never performed there; the amount is of CMS's own figures",
            Found.Texts(FeeSchedule.ForUnit(Made.Code("70496"), new(15202, 0), Day, tables.Fees, tables.Localities, facility: true).Value.Because.Under));
    }

    [Fact]
    public void What_is_not_reckoned_across_lines_is_said()
    {
        string[] Open(params string[] lines) => [.. Price([.. lines, "--json"]).Json.GetProperty("not_checked").EnumerateArray().Select(open => $"{open.GetProperty("what")}: {open.GetProperty("needs")}")];
        Assert.Equal(["multiple-procedure: the reduction for several surgical procedures or endoscopies of one day (29881, 29877): each is priced as if alone"], Open("29881", "29877"));
        Assert.Equal(["multiple-procedure: the reduction for several imaging procedures of one day (70551): each is priced as if alone"], Open("70551x2"));
        Assert.Equal(["modifier 50: what modifier 50 changes: 29881 is priced as if without it"], Open("29881-50"));
        Assert.Equal(["bundled: whether 96523 is paid: status T is bundled into any other service of the day that the fee schedule pays"], Open("96523", "99213"));
        Assert.Empty(Open("29881", "99213", "97110x3", "97140"));
    }

    [Fact]
    public void Therapy_in_a_facility_keeps_the_practice_expense_of_its_own()
    {
        var run = Price("97597-GP", "97597", "99213", "--facility", "--json");
        var without = Price("97597", "99213", "--json");
        Assert.Equal(Allowed(without)[0], Allowed(run)[0]);
        Assert.NotEqual(Allowed(without)[0], Allowed(run)[1]);
        Assert.NotEqual(Allowed(without)[1], Allowed(run)[2]);
        Assert.Contains("therapy is paid with the non-facility practice expense in every setting", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Published_amounts_hold_with_the_whole_table_too()
    {
        foreach (string vectors in new[] { "prices.json", "visit-price.json", "units.json" })
        {
            var run = CommandLine.Run("cases", Shared.Path("vectors", vectors), "--data", data, "--json");
            Assert.Equal((0, 0), (run.Status, run.Json.GetProperty("failed").GetInt32()));
        }
    }

    [Fact]
    public void The_fee_schedule_for_qualifying_participants_is_taken_when_told()
    {
        Assert.Contains("the fee schedule of 2026", CommandLine.Run("price", "--date", "2026-07-01", "--locality", "15202-00", "97110", "--qpp", "--json", "--data", data).Out, StringComparison.Ordinal);
        Assert.Equal(Allowed(Price("99213", "--json")), Allowed(Price("99213", "--qpp", "--json")));
    }

    [Fact]
    public void Imported_tables_are_told_with_their_checksums()
    {
        var table = CommandLine.Run("data", "--json", "--data", data).Json.GetProperty("tables").EnumerateArray().Single(one => one.GetProperty("table").GetString() == "fee-schedule" && one.GetProperty("release").GetString() == "2025D");
        Assert.Equal((19_090, "PPRRVU2025_Oct.csv", 64), (table.GetProperty("rows").GetInt32(), table.GetProperty("source").GetString(), table.GetProperty("sha256").GetString()!.Length));
    }
}
