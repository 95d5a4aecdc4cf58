using Quarterhour.Billing;
using Quarterhour.Billing.Tables;
using Xunit;

namespace Quarterhour.Reference;

public sealed class BuiltInTablesTests
{
    static readonly ReferenceTables Tables = BuiltInTables.Open();

    static ProcedureCode Code(string text) => ProcedureCode.Parse(text);

    [Fact]
    public void Catalogue_is_our_own_words()
    {
        var code = Tables.Codes.Find(Code("97110"))!;
        Assert.Equal(UnitKind.Pool, code.Units);
        Assert.Equal(TherapyList.Always, code.List);
        Assert.Equal(Disciplines.PT | Disciplines.OT, code.Disciplines);
        Assert.True(code is { OneOnOne: true, Group: false, Evaluation: false, AssistantAllowed: true });
        Assert.True(Tables.Codes.All.Count > 170);
        Assert.All(Tables.Codes.All, each => Assert.NotEmpty(each.Label));
    }

    [Theory]
    [InlineData("97161", Disciplines.PT, UnitKind.Untimed, true, false)]
    [InlineData("97166", Disciplines.OT, UnitKind.Untimed, true, false)]
    [InlineData("92507", Disciplines.SLP, UnitKind.Untimed, false, false)]
    [InlineData("92526", Disciplines.OT | Disciplines.SLP, UnitKind.Untimed, false, true)]
    [InlineData("97129", Disciplines.All, UnitKind.Pool, false, true)]
    [InlineData("0791T", Disciplines.PT | Disciplines.OT, UnitKind.OwnClock, false, true)]
    [InlineData("97039", Disciplines.PT | Disciplines.OT, UnitKind.Untimed, false, true)]
    [InlineData("99213", Disciplines.None, UnitKind.Untimed, false, false)]
    public void Attributes(string code, Disciplines who, UnitKind units, bool evaluation, bool assistant)
    {
        var found = Tables.Codes.Find(Code(code))!;
        Assert.Equal((who, units, evaluation, assistant), (found.Disciplines, found.Units, found.Evaluation, found.AssistantAllowed));
    }

    [Fact]
    public void Deleted_codes_name_what_took_their_place()
    {
        var code = Tables.Codes.Find(Code("97762"))!;
        Assert.True(code.InForceOn(new(2017, 12, 31)));
        Assert.False(code.InForceOn(new(2018, 1, 1)));
        Assert.Equal([Code("97763")], code.ReplacedBy);
        Assert.False(Tables.Codes.Find(Code("98979"))!.InForceOn(new(2025, 12, 31)));
    }

    [Fact]
    public void Relative_values_of_2025()
    {
        var found = Tables.Fees.Find(Code("97110"), new(2025, 11, 3))!.Value;
        Assert.Equal(("2025D", false), (found.Release.Name, found.StandsIn));
        Assert.Equal(new RelativeValues('A', 0.45m, 0.43m, 0.43m, 0.01m, '5'), found.Values);
    }

    [Theory]
    [InlineData("2020-05-01", "2020B", "36.0896", false)]
    [InlineData("2024-03-08", "2024A", "32.7442", false)]
    [InlineData("2024-03-09", "2024AR", "33.2875", false)]
    [InlineData("2024-12-31", "2024C", "33.2875", true)]
    [InlineData("2025-01-02", "2025D", "32.3465", true)]
    [InlineData("2026-02-01", "2026C", "33.4009", true)]
    [InlineData("2026-08-15", "2026C", "33.4009", false)]
    public void Conversion_factor_by_date(string date, string release, string factor, bool standsIn)
    {
        var found = Tables.Fees.Find(Code("97110"), DateOnly.Parse(date))!.Value;
        Assert.Equal((release, decimal.Parse(factor), standsIn), (found.Release.Name, found.Release.ConversionFactor, found.StandsIn));
    }

    [Theory]
    [InlineData("2019-12-31")]
    [InlineData("2027-01-01")]
    public void No_year_answers_for_another(string date)
    {
        Assert.Null(Tables.Fees.Find(Code("97110"), DateOnly.Parse(date)));
        Assert.Null(Tables.Localities.Find(new(10112, 0), DateOnly.Parse(date), out _));
    }

    [Fact]
    public void Codes_that_a_release_does_not_list_have_no_values()
    {
        Assert.Null(Tables.Fees.Find(Code("98979"), new(2025, 11, 1))!.Value.Values);
        Assert.Equal(0.31m, Tables.Fees.Find(Code("98979"), new(2026, 7, 1))!.Value.Values!.Work);
    }

    [Theory]
    [InlineData("10112-00", "2025-06-01", "AL", "1", "0.869", "0.575")]
    [InlineData("10112-00", "2020-06-01", "AL", "1", "0.889", "0.707")]
    [InlineData("02102-01", "2026-06-01", "AK", "1.5", "1.065", "0.551")]
    [InlineData("09202-20", "2023-09-30", "PR", "1", "1", "1")]
    [InlineData("09202-20", "2023-10-01", "PR", "1", "1.008", "0.984")]
    [InlineData("03402-02", "2024-12-31", "SD", "1", "1", "0.382")]
    public void Indices(string locality, string date, string state, string work, string expense, string malpractice)
    {
        Assert.True(LocalityId.TryParse(locality, out var id));
        var found = Tables.Localities.Find(id, DateOnly.Parse(date), out bool standsIn)!;
        Assert.False(standsIn);
        Assert.Equal((state, decimal.Parse(work), decimal.Parse(expense), decimal.Parse(malpractice)), (found.State, found.Work, found.PracticeExpense, found.Malpractice));
    }

    [Fact]
    public void Retired_localities_end()
    {
        Assert.NotNull(Tables.Localities.Find(new(1112, 6), new(2023, 12, 31), out _));
        Assert.Null(Tables.Localities.Find(new(1112, 6), new(2024, 1, 1), out _));
    }

    [Fact]
    public void Zip_codes()
    {
        var day = new DateOnly(2026, 1, 1);
        Assert.Equal((ZipAnswer.Found, "10112-00"), (Tables.Zips.Find("35203", day).Answer, Tables.Zips.Find("35203", day).Locality.ToString()));
        Assert.Equal(ZipAnswer.NeedsNineDigits, Tables.Zips.Find("94303", day).Answer);
        Assert.Equal(ZipAnswer.Unknown, Tables.Zips.Find("99999", day).Answer);
        Assert.Equal(ZipAnswer.Unknown, Tables.Zips.Find("00000", day).Answer);
        Assert.Equal((42_956, "2026Q1"), (Tables.Zips.At(day).Count, Tables.Zips.At(day).Name));
    }

    [Fact]
    public void Add_ons()
    {
        var row = Assert.Single(Tables.AddOns.Find(Code("97130"), new(2025, 1, 1)).Rows);
        Assert.Equal((Code("97129"), '1'), (row.Primary, row.Type));
        Assert.Empty(Tables.AddOns.Find(Code("97130"), new(2019, 12, 31)).Rows);
        Assert.True(Tables.AddOns.Knows(Code("97598")));
        Assert.False(Tables.AddOns.Knows(Code("97110")));
    }

    [Fact]
    public void What_is_loaded_and_what_is_not()
    {
        var loaded = LoadedTables.Describe(Tables);
        Assert.Equal(22, loaded.Count(table => table.Table == "fee-schedule"));
        Assert.All(loaded, table => Assert.True(table.Rows > 0 && table.Source.Length > 0, table.ToString()));
        var missing = LoadedTables.Missing(Tables);
        Assert.Contains(new("fee-schedule", new(2024, 10, 1), new(2024, 12, 31), "2024C"), missing);
        Assert.Contains(new("fee-schedule", new(2025, 1, 1), new(2025, 9, 30), "2025D"), missing);
        Assert.Contains(new("fee-schedule", new(2026, 1, 1), new(2026, 6, 30), "2026C"), missing);
        Assert.Contains(new("fee-schedule", new(2027, 1, 1), null, null), missing);
        Assert.Contains(new("pairs, office", new(2024, 10, 1), null, "NCCI practitioner 2024 Q3 (v30.2)"), missing);
        Assert.Contains(new("pairs, hospital", new(2024, 10, 1), new(2026, 9, 30), "NCCI hospital 2024 Q3 (v30.2), NCCI hospital 2026 Q4 (v32.3)"), missing);
        Assert.Contains(new("diagnoses", new(2026, 10, 1), null, null), missing);
        Assert.DoesNotContain(missing, gap => gap.Table == "localities" && gap.From is not null && gap.To is not null);
    }
}
