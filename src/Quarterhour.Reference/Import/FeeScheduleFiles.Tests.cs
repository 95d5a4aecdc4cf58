using System.IO.Compression;
using System.Text;
using Quarterhour.Billing;
using Quarterhour.Billing.Tables;
using Quarterhour.Reference.Store;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Reference.Import;

public sealed class FeeScheduleFilesTests : IDisposable
{
    const string Title = ",,2025 National Physician Fee Schedule Relative Value File October Release,,\n,,RELEASED 09/11/2025\n",
        Top = ",,,STATUS,WORK,NON-FAC,NON-FAC,FACILITY,FACILITY,MP,NON-FACILITY,FACILITY,PCTC,GLOB,MULT,CONV\n,,,,,,NA,,NA,,,,,,,\n",
        Bottom = "HCPCS,MOD,DESCRIPTION,CODE,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,PROC,FACTOR\n",
        Rows = "71046,,,A,0.22,0.77,,0.77,NA,0.02,1.01,1.01,1,XXX,0,32.3465\n71046,26,,A,0.22,0.08,,0.07,,0.01,0.31,0.30,1,XXX,0,32.3465\n"
            + "71046,TC,,A,0.00,0.69,,0.69,NA,0.01,0.70,0.70,1,XXX,0,32.3465\n29881,,,A,7.03,8.22,NA,8.20,,1.39,16.64,16.62,0,090,3,32.3465\n";

    static readonly DateOnly Day = new(2025, 11, 3);
    readonly ImportFolder folder = new();

    public void Dispose() => folder.Dispose();

    RelativeValues? Values(string code, string component = "", DateOnly? date = null) => folder.Tables.Fees.Find(Made.Code(code), date ?? Day, component.Length > 0 ? Modifier.Parse(component) : default)?.Values;

    [Fact]
    public void Rows_are_found_by_code_and_component()
    {
        var one = Assert.Single(folder.Import(folder.File("PPRRVU2025_Oct.csv", Title + Top + Bottom + Rows)).Imported);
        Assert.Equal(("fee-schedule", "2025D", new(2025, 10, 1), new(2025, 12, 31), 4, true), (one.Table.Release.Table, one.Table.Release.Release, one.Table.Release.From!.Value, one.Table.Release.To!.Value, one.Table.Rows, one.Table.Release.IsCut));
        Assert.Equal(new('A', 0.22m, 0.77m, 0.77m, 0.02m, '0') { RareInFacility = true, Components = '1', GlobalDays = "XXX" }, Values("71046"));
        Assert.Equal(new('A', 0.22m, 0.08m, 0.07m, 0.01m, '0') { Components = '1', GlobalDays = "XXX" }, Values("71046", "26"));
        Assert.Equal(new('A', 7.03m, 8.22m, 8.20m, 1.39m, '3') { RareOutsideFacility = true, Components = '0', GlobalDays = "090" }, Values("29881"));
        Assert.Null(Values("71046", "53"));
        Assert.Equal('5', Values("97110")!.MultipleProcedure);
    }

    [Fact]
    public void Columns_may_change_places_with_their_headings()
    {
        string Swapped(string line) => string.Join(',', line.Split(',') is var fields ? (string[])[.. fields[..4], fields[9], .. fields[5..9], fields[4], .. fields[10..]] : []);
        string all = string.Concat((Top + Bottom + Rows).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Swapped(line) + "\n"));
        folder.Import(folder.File("PPRRVU2025_Oct.csv", Title + all));
        Assert.Equal(0.22m, Values("71046", "26")!.Work);
    }

    [Theory]
    [InlineData(4, 5)]
    [InlineData(4, 9)]
    [InlineData(5, 7)]
    [InlineData(5, 9)]
    [InlineData(3, 14)]
    [InlineData(9, 15)]
    [InlineData(10, 12)]
    public void Data_that_changed_places_under_its_headings_is_refused(int a, int b)
    {
        string rows = string.Concat(Rows.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            string[] fields = line.Split(',');
            (fields[a], fields[b]) = (fields[b], fields[a]);
            return string.Join(',', fields) + "\n";
        }));
        Assert.Contains("Nothing of it was loaded", folder.Wrong(folder.File("PPRRVU2025_Oct.csv", Title + Top + Bottom + rows)), StringComparison.Ordinal);
    }

    [Fact]
    public void Practice_expense_that_changed_places_together_with_its_totals_is_refused()
    {
        string rows = string.Concat(Rows.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            string[] fields = line.Split(',');
            (fields[5], fields[7], fields[6], fields[8], fields[10], fields[11]) = (fields[7], fields[5], fields[8], fields[6], fields[11], fields[10]);
            return string.Join(',', fields) + "\n";
        }));
        Assert.Contains("more practice expense in a facility", folder.Wrong(folder.File("PPRRVU2025_Oct.csv", Title + Top + Bottom + rows)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PPRRVU.csv", "--release 2026C")]
    [InlineData("PPRRVU2026_Jul.csv", "--release \"2026C nonQPP\"")]
    public void A_release_that_is_not_told_is_asked_for(string name, string message) => Assert.Contains(message, folder.Wrong(folder.File(name, Top + Bottom + Rows)), StringComparison.Ordinal);

    [Fact]
    public void A_column_that_is_missing_is_named() =>
        Assert.Contains("without the column CONV FACTOR", folder.Wrong(folder.File("PPRRVU2025_Oct.csv", Title + Top.Replace("CONV", "", StringComparison.Ordinal) + Bottom + Rows)), StringComparison.Ordinal);

    [Fact]
    public void Wide_characters_are_read_and_a_text_without_release_is_not_mistaken()
    {
        Assert.Single(folder.Import(folder.File("PPRRVU2025_Oct.csv", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Title + Top + Bottom + Rows)])).Imported);
        Assert.Equal(0.77m, Values("71046")!.PracticeExpense);
    }

    [Fact]
    public void Letters_beyond_ASCII_do_not_move_the_columns_of_the_text()
    {
        string line = "71046  " + "M\u00E9ni\u00E8re".PadRight(50) + "A   0.22   0.77     0.77NA  0.02   1.01  1.011XXX.00.00.0000000             32.3465 090 99      2.76   2.76   0.05\r\n";
        folder.Import(folder.File("PPRRVU25_OCT.txt", Encoding.Latin1.GetBytes("HDR CPT CODES\r\n" + line)));
        Assert.Equal(new('A', 0.22m, 0.77m, 0.77m, 0.02m, '0') { RareInFacility = true, Components = '1', GlobalDays = "XXX", Cap = new(2.76m, 2.76m, 0.05m) }, Values("71046"));
    }

    [Fact]
    public void A_file_that_breaks_off_is_told_and_the_tables_before_stay()
    {
        byte[] whole = File.ReadAllBytes(Shared.Path("data", "cms", "rvu", "history", "pprrvu_rvu24c_jul_nodesc.csv.gz"));
        foreach (int length in new[] { 9, 100, whole.Length / 2, whole.Length - 9 })
            Assert.Contains("cut short", folder.Wrong(folder.File("pprrvu_rvu24c_jul_nodesc.csv.gz", whole[..length])), StringComparison.Ordinal);
        Assert.Equal("2024C", folder.Tables.Fees.Find(Made.Code("97110"), new(2024, 8, 1))!.Value.Release.Name);
    }

    [Fact]
    public void Opening_all_releases_is_quick()
    {
        folder.Import(Shared.Path("data", "cms", "rvu", "history"));
        var stored = ReferenceFolder.Open(folder.Data);
        long best = long.MaxValue;
        for (int i = 0; i < 5; i++)
        {
            var clock = System.Diagnostics.Stopwatch.StartNew();
            Assert.NotNull(FeesPack.Open(stored).Find(Made.Code("71046"), new(2024, 8, 1))!.Value.Values);
            best = Math.Min(best, clock.ElapsedMilliseconds);
        }
        Assert.InRange(best, 0, 40);
    }

    [Fact]
    public void Rows_that_can_not_be_used_are_told_and_the_rest_loads()
    {
        string many = string.Concat(Enumerable.Range(70000, 60).Select(code => $"{code},,,A,0.22,0.77,,0.77,NA,0.02,1.01,1.01,1,XXX,0,32.3465\n"));
        var one = Assert.Single(folder.Import(folder.File("PPRRVU2025_Oct.csv", Title + Top + Bottom + many
            + "70000,,,A,0.22,0.77,,0.77,NA,0.02,1.01,1.01,1,XXX,0,32.3465\n70061,,,A,0.22,0.77,,0.77,NA,0.02,1.02,1.01,1,XXX,0,32.3465\n70062,,,A,0.22,0.77,,0.77,NA,0.02,1.01,1.01,1,XXX,0,33.3465\n")).Imported);
        Assert.Equal(60, one.Table.Rows);
        Assert.Equal([new(66, "70000  is there twice"), new(67, "non-facility total: \"1.02\" is not the sum of its parts, 1.01"), new RejectedRow(68, "conversion factor: 33.3465 is not 32.3465 as in the rows before")], one.Rejected.Rows);
    }

    [Fact]
    public void The_two_files_of_a_quarter_stand_side_by_side_and_prices_take_the_one_for_all()
    {
        string nonQpp = (Top + Bottom + Rows).Replace("32.3465", "33.4009", StringComparison.Ordinal), qpp = (Top + Bottom + Rows).Replace("32.3465", "33.5675", StringComparison.Ordinal);
        var importing = folder.Import(folder.File("PPRRVU2026_Oct_nonQPP.csv", nonQpp), folder.File("PPRRVU2026_Oct_QPP.csv", qpp));
        Assert.Equal(["2026D", "2026D QPP"], importing.Imported.Select(one => one.Table.Release.Release));
        var date = new DateOnly(2026, 10, 1);
        var code = Made.Code("71046");
        Assert.Equal(33.4009m, folder.Tables.Fees.Find(code, date)!.Value.Release.ConversionFactor);
        var stored = ReferenceFolder.Open(folder.Data);
        Assert.Equal(33.5675m, FeesPack.Open(stored, qualifying: true).Find(code, date)!.Value.Release.ConversionFactor);
        Assert.Null(FeesPack.Open(stored, qualifying: true).Find(code, new(2027, 1, 1)));
    }

    [Fact]
    public void A_cut_never_stands_over_a_whole_table()
    {
        folder.Import(Shared.Path("data", "cms", "rvu", "2025D", "PPRRVU2025_Oct.txt"));
        folder.Import(folder.File("PPRRVU2025_Oct.csv", Title + Top + Bottom + Rows));
        Assert.Equal(0.08m, Values("71046", "26")!.FacilityPracticeExpense);
        Assert.Equal(4.41m, Values("70551")!.PracticeExpense);
        var found = folder.Tables.Fees.Find(Made.Code("70551"), new(2025, 2, 1))!.Value;
        Assert.True(found.StandsIn);
        Assert.Null(folder.Tables.Fees.Find(Made.Code("70551"), new(2024, 12, 31))!.Value.Values);
    }

    [Fact]
    public void The_text_and_the_CSV_of_one_release_are_the_same_table()
    {
        FeeRows Read(string name)
        {
            using var own = new ImportFolder();
            own.Import(Shared.Path("data", "cms", "rvu", "2025D", name));
            return own.Tables.Fees.Books.Single(book => book.Release.Name == "2025D").Rows;
        }
        var (csv, txt) = (Read("PPRRVU2025_Oct.csv"), Read("PPRRVU2025_Oct.txt"));
        Assert.Equal(19_090, csv.Count);
        Assert.Equal(csv.All(), txt.All());
    }

    [Fact]
    public void An_archive_with_the_table_in_two_forms_changes_nothing_the_second_time()
    {
        string zip = folder.File("rvu25d.zip", []);
        File.Delete(zip);
        using (var archive = ZipFile.Open(zip, ZipArchiveMode.Create))
            foreach (string name in new[] { "PPRRVU2025_Oct.csv", "PPRRVU2025_Oct.txt", "GPCI2025.csv", "GPCI2025.txt", "25LOCCO.csv" })
                archive.CreateEntryFromFile(Shared.Path("data", "cms", "rvu", "2025D", name), name);
        Assert.Equal(5, folder.Import(zip).Imported.Count);
        string list = File.ReadAllText(Path.Combine(folder.Data, "reference", "tables.json"));
        Assert.Equal(3, ReferenceFolder.Open(folder.Data).Tables.Count);
        folder.Import(zip);
        Assert.Equal(list, File.ReadAllText(Path.Combine(folder.Data, "reference", "tables.json")));
    }

    [Fact]
    public void Built_in_values_are_those_of_the_files()
    {
        folder.Import(Shared.Path("data", "cms", "rvu"));
        foreach (var book in BuiltInTables.Open().Fees.Books)
        {
            var whole = folder.Tables.Fees.Books.First(other => other.Release.From == book.Release.From);
            Assert.Equal(book.Release with { File = "" }, whole.Release with { File = "" });
            Assert.All(book.Rows.All(), row => Assert.Equal(row.Values, Only(whole.Rows.Find(row.Code, row.Component)!)));
        }

        static RelativeValues Only(RelativeValues all) => new(all.Status, all.Work, all.PracticeExpense, all.FacilityPracticeExpense, all.Malpractice, all.MultipleProcedure);
    }
}
