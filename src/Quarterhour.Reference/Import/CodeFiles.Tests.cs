using System.IO.Compression;
using System.Security;
using System.Text;
using Quarterhour.Billing;
using Quarterhour.Billing.Tables;
using Quarterhour.Reference.Store;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Reference.Import;

/// <summary>Small files in the layouts of the agencies, made by hand.</summary>
public sealed class CodeFilesTests : IDisposable
{
    const string MueNotice = "\"CPT codes are copyright 2025 American Medical Association.\r\n\r\nCPT® is a registered trademark.\r\n\"\r\n",
        MueHeading = "\"HCPCS/\r\nCPT Code\",Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale\r\n",
        MueRows = "97110,9,3 Date of Service Edit: Clinical,Clinical: Data\r\n71046,2,1 Line Edit,Nature of Service/Procedure\r\n";

    readonly string folder = Directory.CreateTempSubdirectory("quarterhour").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    Importing Import(string name, string text, ImportHints? hints = null) => Import(name, Encoding.Latin1.GetBytes(text), hints);

    Importing Import(string name, byte[] bytes, ImportHints? hints = null)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllBytes(path, bytes);
        var importing = new Importing(ReferenceFolder.Open(folder), hints ?? new(), _ => { });
        importing.Import(path);
        return importing;
    }

    static ImportedTable One(Importing importing)
    {
        Assert.Empty(importing.PassedOver);
        return Assert.Single(importing.Imported);
    }

    ReferenceTables Tables => ImportedTables.Open(folder);

    CodeSet Set(string table) => ReferenceFolder.Open(folder) is var open ? new(open.OpenPacked(Assert.Single(open.Of(table)))) : throw new InvalidOperationException();

    UnitLimit? Limit(string code, DateOnly day) => Tables.UnitLimits.Find(ProcedureCode.Parse(code), day, Setting.Office).Limit;

    /// <summary>A workbook of one sheet.</summary>
    static byte[] Workbook(params string[][] rows)
    {
        const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships", Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", Package = "http://schemas.openxmlformats.org/package/2006/relationships";
        var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Part(string name, string text)
            {
                using var writer = new StreamWriter(archive.CreateEntry(name).Open());
                writer.Write(Head + text);
            }

            Part("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>");
            Part("_rels/.rels", $"<Relationships xmlns=\"{Package}\"><Relationship Id=\"r1\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Part("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
            Part("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Package}\"><Relationship Id=\"r1\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
            Part("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>{string.Concat(rows.Select((row, line) => $"<row r=\"{line + 1}\">{string.Concat(row.Select((cell, column) => $"<c r=\"{(char)('A' + column)}{line + 1}\" t=\"inlineStr\"><is><t>{SecurityElement.Escape(cell)}</t></is></c>"))}</row>"))}</sheetData></worksheet>");
        }
        return bytes.ToArray();
    }

    [Fact]
    public void Unit_limits_under_a_notice_of_many_lines()
    {
        var one = One(Import("MCR_MUE_PractitionerServices_Eff_07-01-2026.csv", MueNotice + MueHeading + MueRows));
        Assert.Equal(("unit-limits", "MUE practitioner 2026 Q3", Setting.Office, true, 2), (one.Table.Release.Table, one.Table.Release.Release, one.Table.Release.Setting, one.Table.Release.IsCut, one.Table.Rows));
        Assert.Equal(new UnitLimit(9, '3'), Limit("97110", new(2026, 8, 1)));
        Assert.Equal(new UnitLimit(2, '1'), Limit("71046", new(2026, 8, 1)));
        // a cut tells only of its rows
        Assert.Equal(new UnitLimit(1, '2'), Limit("97161", new(2026, 8, 1)));
    }

    [Fact]
    public void Unit_limits_in_a_workbook()
    {
        One(Import("mue-2026q3.xlsx", Workbook(["A notice\nof lines"], ["HCPCS/\nCPT Code", "Outpatient Hospital Services MUE Values", "MUE Adjudication Indicator", "MUE Rationale"], ["97110", "10", "3 Date of Service Edit: Clinical", "Clinical: Data"])));
        Assert.Equal(new UnitLimit(10, '3'), Tables.UnitLimits.Find(ProcedureCode.Parse("97110"), new(2026, 8, 1), Setting.Hospital).Limit);
    }

    [Fact]
    public void Unit_limits_of_suppliers_are_loaded_and_judge_nothing()
    {
        Assert.Equal("unit-limits-dme", One(Import("MCR_MUE_DMESupplierServices_Eff_07-01-2026.csv", MueNotice + MueHeading.Replace("Practitioner", "DME Supplier", StringComparison.Ordinal) + MueRows)).Table.Release.Table);
        Assert.Equal(6, Limit("97110", new(2026, 8, 1))?.Limit);
        Assert.Contains(LoadedTables.Describe(Tables, ReferenceFolder.Open(folder).Tables), table => table is { Table: "unit-limits-dme", Sha256.Length: 64 });
    }

    [Fact]
    public void Add_on_codes_between_tabs_under_a_notice()
    {
        var one = One(Import("AOC_V2026Q4-F-MCR.txt", "CPT only copyright 2025 American Medical Association.\r\nAOC_Edit_Type\tAdd-On_Code\tAOC_DelDT\tPrimary_Code\tPrimary_Code_DelDT\tAOC_Edit_EffDT\tAOC_Edit_DelDT\tSpecial_Instruction_Notes\r\n"
            + "1\t0071U\t\t0070U\t2026300\t2018274\t\t\r\n2\t0054T\t\tCCCCC\t\t2013091\t\tContractor Defined Primary Codes\r\n1\t0072U\t\t0070U\t\t2018999\t\t\r\n" + string.Concat(Enumerable.Repeat("1\t97130\t\t97129\t\t2020001\t\t\r\n", 30))));
        Assert.Equal(("Add-on codes 2026 Q4", 32), (one.Table.Release.Release, one.Table.Rows));
        Assert.Equal(new RejectedRow(5, "effective date: \"2018999\" is not a Julian date as 2026091"), Assert.Single(one.Rejected.Rows));
        var found = Tables.AddOns.Find(ProcedureCode.Parse("0071U"), new(2026, 10, 1));
        Assert.Equal(("Add-on codes 2026 Q4", false, "0070U", new DateOnly(2026, 10, 27)), (found.Release?.Name, found.StandsIn, found.Rows[0].Primary?.ToString(), found.Rows[0].To));
        Assert.Null(Tables.AddOns.Find(ProcedureCode.Parse("0054T"), new(2026, 10, 1)).Rows[0].Primary);
        // the built-in release of its own quarter stays
        Assert.Equal("Add-on codes 2026 Q2", Tables.AddOns.Find(ProcedureCode.Parse("97598"), new(2026, 5, 1)).Release?.Name);
    }

    [Fact]
    public void HCPCS_in_fixed_columns_without_dental_descriptions()
    {
        static string Record(string code, string sequence, char kind, string words, string from = "20200101", string to = "") => $"{code,5}{sequence}{kind}{words,-80}{"Short",-28}{"",-110}C{"",-38}{from,-8}{"20240101",-8}{to,-8}N\r\n";
        string text = Record("E0143", "00100", '3', "Walker, folding, wheeled, adjustable or") + Record("E0143", "00200", '4', "fixed height") + Record("D0120", "00100", '3', "A text of others")
            + Record("L1833", "00100", '3', "Knee orthosis", to: "20261231") + Record("   GP", "00100", '7', "Services under an outpatient physical therapy plan of care");
        Assert.Equal(("HCPCS Level II 2026 Q2", 4), One(Import("HCPC2026_APR_ANWEB.txt", text)) is var one ? (one.Table.Release.Release, one.Table.Rows) : default);
        var set = Set("hcpcs");
        Assert.Equal("Walker, folding, wheeled, adjustable or fixed height", set.Title(set.Find("E0143"u8)));
        Assert.Equal("", set.Title(set.Find("D0120"u8)));
        Assert.Equal((new DateOnly(2020, 1, 1), new DateOnly(2026, 12, 31), 'C'), (set.From(set.Find("L1833"u8))!.Value, set.To(set.Find("L1833"u8))!.Value, set.Mark(set.Find("L1833"u8))));
        Assert.True(set.Find("GP"u8) >= 0);
    }

    [Theory]
    [InlineData("rollator", "E0143")]
    [InlineData("quad cane", "E0105")]
    [InlineData("carbon AFO", "L1932")]
    [InlineData("knee immobilizer", "L1830")]
    public void Devices_are_found_by_what_therapists_call_them_though_the_list_has_no_descriptions(string said, string code)
    {
        One(Import("hcpcs-2026-q2.csv", "hcpcs_code,cov,action,date_added,date_term\nE0105,D,N,1986-01-01,\nE0143,D,N,1986-01-01,\nL1830,D,N,1986-01-01,\nL1932,D,N,2003-01-01,\nL1940,D,N,1986-01-01,\n", new ImportHints(Release: "2026Q2")));
        var hit = Search.CodeSearch.Open(folder, Tables.Codes, new(2026, 5, 4), Search.CodeSearch.Hcpcs).Find(said, 1)[0];
        Assert.Equal(code, hit.Code);
        Assert.NotEqual(Search.CodeSearch.NoTitle, hit.Label);
    }

    [Fact]
    public void HCPCS_with_headings()
    {
        One(Import("HCPC2026_APR_ANWEB.xlsx", Workbook(["HCPC", "SEQNUM", "RECID", "LONG DESCRIPTION", "SHORT DESCRIPTION", "COV", "ADD DT", "TERM DT", "ACTION CD"],
            ["E0143", "00100", "3", "Walker, folding,", "Walker", "C", "19860101", "", "N"], ["E0143", "00200", "4", "wheeled", "", "", "", "", ""], ["D0120", "00100", "3", "A text of others", "", "", "", "", "N"])));
        var set = Set("hcpcs");
        Assert.Equal(("Walker, folding, wheeled", ""), (set.Title(set.Find("E0143"u8)), set.Title(set.Find("D0120"u8))));
    }

    [Fact]
    public void Own_lists_stay_in_the_folder()
    {
        One(Import("my cpt.txt", "CPT Code\tLong Description\n99999\tWords of a license, in full\n"));
        Assert.Equal("Words of a license, in full", Set("own-cpt").Title(0));
        var fees = One(Import("Blue & Co.csv", "code,modifier,amount,from,to,payer\n97110,,31.50,2026-01-01,,blue\n97110,CQ,26.77,,2026-06-30,blue\n" + string.Concat(Enumerable.Range(97000, 20).Select(code => $"{code},,10,,,blue\n")) + "97112,,31.505,,,blue\n"));
        Assert.Equal(("Blue _ Co", 22, "amount: \"31.505\" is not dollars with at most two decimals, as 31.50"), (fees.Table.Release.Release, fees.Table.Rows, Assert.Single(fees.Rejected.Rows).Why));
        Assert.Equal(new OwnFee("blue", ProcedureCode.Parse("97110"), Modifier.CQ, 26.77m, null, new(2026, 6, 30), "Blue _ Co"), OwnFeesPack.Open(ReferenceFolder.Open(folder))[1]);
        One(Import("pairs of blue.csv", "column1,column2,indicator,payer,from,to\n97140,97530,1,blue,2026-01-01,\n97140,97124,0,green,,\n"));
        Assert.Equal('1', OwnPairsPack.Open(ReferenceFolder.Open(folder))["blue"].Find(ProcedureCode.Parse("97140"), ProcedureCode.Parse("97530"), new(2026, 5, 1))?.Indicator);
    }

    [Fact]
    public void An_own_fee_schedule_prices_a_plan_without_a_contract()
    {
        One(Import("plan.csv", "code,amount,payer\n97110,31.50,commercial-ama\n97140,29,commercial-ama\n"));
        var visit = Made.Visit(new(2026, 5, 4), "V1", Billing.Visits.Discipline.PT, new(ProcedureCode.Parse("97110"), 30), new(ProcedureCode.Parse("97140"), 15)) with { Payer = "commercial-ama" };
        var bill = new Billing.Day.BillingRun(ImportedTables.Open(folder), Billing.Payers.BuiltInPayers.All).Bills([visit]).Single();
        Assert.Equal([63m, 29m], bill.Lines.Select(line => line.Allowed ?? 0));
        Assert.Contains(bill.Lines[0].Because, reason => Formats.Words.Text(reason) == "2 × 31.50 by your fee schedule plan = 63.00");
    }

    [Fact]
    public void Providers_by_the_headings_of_their_columns()
    {
        const string Head = "\"NPI\",\"Entity Type Code\",\"Replacement NPI\",\"Provider Last Name (Legal Name)\",\"Provider Business Practice Location Address City Name\",\"Provider Business Practice Location Address State Name\",\"Provider Business Practice Location Address Postal Code\",\"Healthcare Provider Taxonomy Code_1\",\"Healthcare Provider Taxonomy Code_2\"\n";
        var one = One(Import("npidata_pfile_20050523-20261108.csv", Head + "\"1999999984\",\"1\",\"\",\"DOE\",\"WICHITA\",\"KS\",\"672021234\",\"225100000X\",\"2251X0800X\"\n\"1000000004\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\"\n"));
        Assert.Equal(("NPPES 2026-11-08", 2), (one.Table.Release.Release, one.Table.Rows));
        var providers = ProvidersPack.Open(ReferenceFolder.Open(folder))!;
        var found = providers.Find(1999999984)!;
        Assert.Equal((1, "WICHITA", "KS", "67202", "225100000X 2251X0800X"), (found.Entity, found.City, found.State, found.Zip, string.Join(' ', found.Taxonomies)));
        Assert.Equal(0, providers.Find(1000000004)!.Entity);
        Assert.Null(providers.Find(1999999999));
        var packed = File.ReadAllText(Directory.GetFiles(folder, "providers*.pack", SearchOption.AllDirectories)[0], Encoding.Latin1);
        Assert.DoesNotContain("DOE", packed, StringComparison.Ordinal);
    }

    static string Order(params (string Code, bool Valid, string Title)[] codes) =>
        string.Concat(codes.Select((code, number) => $"{number + 1:D5} {code.Code,-7} {(code.Valid ? '1' : '0')} {code.Title,-60} {code.Title}\r\n"));

    static (string, bool, string)[] Year(params (string, bool, string)[] more) =>
        [.. Enumerable.Range(0, 90_100).Select(number => ($"A{number / 10000}{number / 1000 % 10}{number % 1000:D3}", true, "A code made for a test")), .. more];

    [Fact]
    public void A_fiscal_year_that_is_imported_answers_and_its_April_file_adds_to_it()
    {
        Assert.Equal(DiagnosisState.YearNotLoaded, Tables.Diagnoses.Find("M5450", new(2026, 11, 1)).State);
        Assert.Equal("ICD-10-CM FY 2027", One(Import("icd10cm-order-2027.txt", Order(Year(("M54", false, "Dorsalgia"), ("M542", true, "Cervicalgia"), ("M545", true, "Low back pain"))))).Table.Release.Release);
        Assert.Equal(DiagnosisState.Valid, Tables.Diagnoses.Find("M545", new(2026, 11, 1)).State);
        Assert.Equal(DiagnosisState.NotInForce, Tables.Diagnoses.Find("M5450", new(2026, 11, 1)).State);
        Assert.Equal(DiagnosisState.Valid, Tables.Diagnoses.Find("M5450", new(2026, 9, 30)).State);
        One(Import("icd10cm-order-April-2027.txt", Order(Year(("M54", false, "Dorsalgia"), ("M542", true, "Cervicalgia"), ("M545", false, "Low back pain"), ("M5450", true, "Low back pain, unspecified")))));
        Assert.Equal((DiagnosisState.Valid, DiagnosisState.NotInForce), (Tables.Diagnoses.Find("M545", new(2027, 3, 31)).State, Tables.Diagnoses.Find("M5450", new(2027, 3, 31)).State));
        Assert.Equal((DiagnosisState.NotSpecific, DiagnosisState.Valid), (Tables.Diagnoses.Find("M545", new(2027, 4, 1)).State, Tables.Diagnoses.Find("M5450", new(2027, 4, 1)).State));
    }

    [Fact]
    public void Excludes_notes_and_seventh_characters()
    {
        One(Import("tabular.xml", "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<ICD10CM.tabular>\n<version>2027</version>\n<chapter><name>13</name><desc>Musculoskeletal (M00-M99)</desc>\n<excludes2><note>injury (S00-T88)</note></excludes2>\n"
            + "<section id=\"M50-M54\"><desc>Dorsopathies (M50-M54)</desc><diag><name>M54</name><desc>Dorsalgia</desc><excludes1><note>psychogenic dorsalgia (F45.41)</note><note>with words (codes of Z00-Z99 with 5)</note></excludes1>"
            + "<diag><name>M54.5</name><desc>Low back pain</desc><sevenChrDef><extension char=\"A\">a</extension><extension char=\"D\">d</extension></sevenChrDef></diag></diag></section></chapter></ICD10CM.tabular>"));
        var notes = DiagnosisNotesPack.Open(ReferenceFolder.Open(folder), new(2026, 12, 1))!;
        Assert.Equal("psychogenic dorsalgia (F45.41)", notes.NeverTogether("M5450", "F4541"));
        Assert.Equal("psychogenic dorsalgia (F45.41)", notes.NeverTogether("F4541", "M542"));
        Assert.Null(notes.NeverTogether("M542", "S134XXA"));
        Assert.Null(notes.NeverTogether("M542", "Z005"));
        Assert.Equal(("AD", ""), (notes.SeventhCharacters("M545"), notes.SeventhCharacters("M542")));
        Assert.Null(DiagnosisNotesPack.Open(ReferenceFolder.Open(folder), new(2026, 9, 30)));
    }

    [Theory]
    [InlineData("icd10cm-codes-2027.txt", "A000    Cholera one\r\nA001    Cholera two\r\nA009    Cholera\r\nA0100   Typhoid\r\nA0101   Typhoid\r\n", "codes file")]
    [InlineData("icd10cm-order-addenda-2027.txt", "Add:         1 A7982   Anaplasmosis      Anaplasmosis\r\nDelete:      1 B373    Candidiasis\r\n", "addendum")]
    [InlineData("icd10pcs_order_2027.txt", "00001 001     0 Central Nervous System and Cranial Nerves, Bypass            Central\r\n00002 0016070 1 Bypass                                                       Bypass\r\n", "ICD-10-PCS")]
    [InlineData("npidata_pfile_20050523-20261108_fileheader.csv", "\"NPI\",\"Entity Type Code\"\n", "headings of an NPPES file")]
    [InlineData("readme.txt", "About these files", "a note")]
    public void What_belongs_to_a_download_is_told(string name, string text, string word) => Assert.Contains(word, Assert.Single(Import(name, text).PassedOver).Why, StringComparison.Ordinal);

    [Theory]
    [InlineData("mue.csv", MueHeading + MueRows, "--release 2026Q4")]
    [InlineData("order.txt", "00001 A00     0 Cholera                                                      Cholera\r\n", "--release FY2027")]
    public void A_release_that_nobody_tells_is_asked_for(string name, string text, string word) => Assert.Contains(word, Assert.Single(Import(name, text).PassedOver).Why, StringComparison.Ordinal);
}
