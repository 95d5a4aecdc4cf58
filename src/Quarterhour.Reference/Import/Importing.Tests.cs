using System.IO.Compression;
using System.Text;
using Quarterhour.Billing;
using Quarterhour.Billing.Tables;
using Quarterhour.Reference.Store;
using Xunit;

namespace Quarterhour.Reference.Import;

public sealed class ImportingTests : IDisposable
{
    const string Notice = "CPT only copyright 2025 American Medical Association.  All rights reserved.\t\t\t\t\t\t\r\nColumn1/Column2 Edits\t\t\t\t\t\t\r\n",
        Heading = "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale\r\n\t\tprior to 1996\tDate\tDate\t0=not allowed\t\r\n\t\t\t\t*=no data\t1=allowed\t\r\n\t\t\t\t\t9=not applicable\t\r\n",
        Rows = "97140\t97750\t\t20100101\t20191231\t0\tA policy\r\n97140\t97750\t\t20200101\t*\t1\tA policy\r\n97530\t97116\t\t20100101\t20191231\t1\tA policy\r\n";

    readonly string folder = Directory.CreateTempSubdirectory("quarterhour").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string Data => Path.Combine(folder, "data");

    string File(string name, string text) => File(name, Encoding.Latin1.GetBytes(text));

    string File(string name, byte[] bytes)
    {
        string path = Path.Combine(folder, name);
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }

    Importing Import(params IEnumerable<string> paths) => Import(new ImportHints(), paths);

    Importing Import(ImportHints hints, params IEnumerable<string> paths)
    {
        var importing = new Importing(ReferenceFolder.Open(Data), hints, _ => { });
        importing.Import(paths);
        return importing;
    }

    string Sample() => File("ccipra-v322r0-f1.txt", Notice + Heading + Rows);

    PairLookUp Pair(string a, string b, DateOnly day) => ImportedTables.Open(Data).Pairs.Find(ProcedureCode.Parse(a), ProcedureCode.Parse(b), day, Setting.Office);

    [Fact]
    public void The_kind_the_release_and_the_rows_are_told()
    {
        var one = Assert.Single(Import(Sample()).Imported);
        Assert.Equal(("pairs", "NCCI practitioner 2026 Q3 (v32.2)", new(2026, 7, 1), new(2026, 9, 30), Setting.Office, 1, 3),
            (one.Table.Release.Table, one.Table.Release.Release, one.Table.Release.From!.Value, one.Table.Release.To!.Value, one.Table.Release.Setting, one.Table.Release.Part, one.Table.Rows));
        Assert.Equal('1', Pair("97750", "97140", new(2026, 7, 1)).Row?.Indicator);
        Assert.Equal("A policy", Pair("97140", "97750", new(2026, 7, 1)).Row?.Terms.Rationale);
        Assert.Equal("NCCI practitioner 2026 Q3 (v32.2)", Pair("97140", "97750", new(2026, 7, 1)).Release?.Name);
    }

    [Fact]
    public void A_cut_tells_only_of_its_rows()
    {
        Import(Sample());
        Assert.Equal("NCCI practitioner 2024 Q3 (v30.2)", Pair("97110", "97140", new(2026, 7, 1)).Release?.Name);
        Assert.Null(Pair("71046", "97110", new(2026, 7, 1)).Release);
    }

    [Fact]
    public void Importing_twice_changes_nothing()
    {
        Import(Sample());
        string list = System.IO.File.ReadAllText(Path.Combine(Data, "reference", "tables.json"));
        Assert.True(Assert.Single(Import(Sample()).Imported).Unchanged);
        Assert.Equal(list, System.IO.File.ReadAllText(Path.Combine(Data, "reference", "tables.json")));
    }

    [Fact]
    public void Archives_are_read_as_they_are()
    {
        string zip = Path.Combine(folder, "ccipra-v322r0-f1.zip"), gzip = Path.Combine(folder, "ccioph-v323r0-f2.txt.gz");
        using (var archive = ZipFile.Open(zip, ZipArchiveMode.Create))
        {
            archive.CreateEntryFromFile(Sample(), "folder/ccipra-v322r0-f1.TXT");
            archive.CreateEntryFromFile(File("readme.pdf", "%PDF-1.7 and so on"), "readme.pdf");
        }
        using (var packing = new GZipStream(System.IO.File.Create(gzip), CompressionLevel.Fastest)) packing.Write(Encoding.Latin1.GetBytes(Notice + Heading + Rows));
        var importing = Import(zip, gzip);
        Assert.Equal(["ccipra-v322r0-f1.zip: ccipra-v322r0-f1.TXT", "ccioph-v323r0-f2.txt.gz"], importing.Imported.Select(one => one.Table.Source));
        Assert.False(Assert.Single(importing.PassedOver).IsFault);
    }

    [Fact]
    public void A_cut_that_takes_the_place_of_another_says_so()
    {
        var hints = new ImportHints("2026Q3", Setting.Office);
        Assert.Empty(Assert.Single(Import(hints, File("mine.txt", Notice + Heading + Rows)).Imported).Rejected.Notes);
        Assert.Empty(Assert.Single(Import(hints, File("mine.txt", Notice + Heading + Rows + "97750\t97116\t\t20100101\t*\t1\tA policy\r\n")).Imported).Rejected.Notes);
        Assert.StartsWith("it takes the place of mine.txt (4 rows), another cut of NCCI practitioner 2026 Q3",
            Assert.Single(Assert.Single(Import(hints, File("yours.txt", Notice + Heading + "71046\t71045\t\t20100101\t*\t0\tA policy\r\n")).Imported).Rejected.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_told_of_a_file_that_says_otherwise_is_told_back() =>
        Assert.Equal(["--setting hospital is not used: the file says office", "--release 2025Q1 is not used: the file says NCCI practitioner 2026 Q3 (v32.2)"],
            Assert.Single(Import(new ImportHints("2025Q1", Setting.Hospital), Sample()).Imported).Rejected.Notes);

    [Fact]
    public void Links_that_lead_in_circles_and_empty_folders()
    {
        string tables = Directory.CreateDirectory(Path.Combine(folder, "tables")).FullName, below = Directory.CreateDirectory(Path.Combine(tables, "below")).FullName;
        Assert.Contains("holds no file", Assert.Single(Import(tables).PassedOver).Why, StringComparison.Ordinal);
        Directory.CreateSymbolicLink(Path.Combine(below, "back"), tables);
        System.IO.File.CreateSymbolicLink(Path.Combine(below, "ccipra-v322r0-f1.txt"), Sample());
        Assert.Equal(3, Assert.Single(Import(tables).Imported).Table.Rows);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Wide_text_without_its_mark(bool bigEndian) =>
        Assert.Equal(3, Assert.Single(Import(File("ccipra-v322r0-f1.txt", new UnicodeEncoding(bigEndian, byteOrderMark: false).GetBytes(Notice + Heading + Rows))).Imported).Table.Rows);

    [Fact]
    public void A_short_list_of_one_s_own_loads_what_can_be_used()
    {
        var one = Assert.Single(Import(File("blue.csv", "code,amount,payer\n97110,31.50,blue\n97112,much,blue\n9711,30,blue\n")).Imported);
        Assert.Equal((1, 2), (one.Table.Rows, one.Rejected.Count));
    }

    [Fact]
    public void A_row_that_cannot_be_used_is_listed_and_the_rest_loads()
    {
        string many = string.Concat(Enumerable.Range(97000, 40).Select(code => $"{code}\t97999\t\t20100101\t*\t1\tA policy\r\n"));
        var one = Assert.Single(Import(File("ccipra-v322r0-f1.txt", Notice + Heading + many + "97110\t9714\t\t20100101\t*\t1\tA policy\r\n97110\t97150\t\t20250230\t*\t1\tA policy\r\n")).Imported);
        Assert.Equal(40, one.Table.Rows);
        Assert.Equal([new(47, "column 2: \"9714\" is not a procedure code"), new RejectedRow(48, "effective date: \"20250230\" is not a day")], one.Rejected.Rows);
    }

    [Fact]
    public void Columns_1_and_2_that_changed_places_are_told_by_their_order()
    {
        string Of(bool swapped) => string.Concat(Enumerable.Range(0, 2000).Select(row => (First: 97000 + row / 40, Second: 98000 + row % 40)).Select(pair => swapped ? $"{pair.Second}\t{pair.First}\t\t20100101\t*\t1\tA policy\r\n" : $"{pair.First}\t{pair.Second}\t\t20100101\t*\t1\tA policy\r\n"));
        Assert.Contains("columns changed places", Assert.Single(Import(File("ccipra-v322r0-f1.txt", Notice + Heading + Of(swapped: true))).PassedOver).Why, StringComparison.Ordinal);
        Assert.Equal(2000, Assert.Single(Import(File("ccipra-v322r0-f1.txt", Notice + Heading + Of(swapped: false))).Imported).Table.Rows);
    }

    [Fact]
    public void A_byte_changed_in_an_archive_is_told()
    {
        string zip = Path.Combine(folder, "whole.zip");
        using (var archive = ZipFile.Open(zip, ZipArchiveMode.Create)) archive.CreateEntryFromFile(Sample(), "ccipra-v322r0-f1.txt", CompressionLevel.NoCompression);
        byte[] whole = System.IO.File.ReadAllBytes(zip);
        int at = whole.AsSpan().IndexOf("97750"u8);
        whole[at + 4] = (byte)'9';
        Assert.Contains("damaged", Assert.Single(Import(File("ccipra-v322r0-f1.zip", whole)).PassedOver).Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ccipra-v322r0-f1.txt", Notice + Heading + "97140\t97750\t\t*\t20100101\t1\tA policy\r\n", "effective date: \"*\" is not a day")]
    [InlineData("ccipra-v322r0-f1.txt", Notice + Heading + "1\t97140\t\t97750\t*\t20100101\tA policy\r\n", "3 of 3 rows|1 of 1 rows")]
    [InlineData("pairs.txt", Notice + Heading + Rows, "--release 2026Q4")]
    [InlineData("pairs-2026Q3.txt", Notice + Heading + Rows, "--setting office")]
    [InlineData("ccipra-v322r0-f1.txt", Notice + Heading, "without a row")]
    [InlineData("ccipra-v322r0-f1.txt", "", "it is empty")]
    [InlineData("ccipra-v322r0-f1.txt", "<!DOCTYPE html><html><body>License</body></html>", "web page")]
    [InlineData("ccipra-v322r0-f1.txt", "C\0P\0T\0", "NUL bytes")]
    [InlineData("letter.txt", "Dear sir,", "no table that is known")]
    public void What_is_wrong_is_told_and_the_tables_before_stay(string name, string text, string message)
    {
        Import(Sample());
        var importing = Import(File(name, text));
        Assert.Empty(importing.Imported);
        var wrong = Assert.Single(importing.PassedOver);
        Assert.True(wrong.IsFault);
        Assert.Contains(message.Split('|'), words => wrong.Why.Contains(words, StringComparison.Ordinal));
        Assert.Equal('1', Pair("97140", "97750", new(2026, 7, 1)).Row?.Indicator);
    }

    [Fact]
    public void A_damaged_archive_is_told_wherever_it_is_cut()
    {
        string zip = Path.Combine(folder, "whole.zip");
        using (var archive = ZipFile.Open(zip, ZipArchiveMode.Create)) archive.CreateEntryFromFile(Sample(), "ccipra-v322r0-f1.txt");
        byte[] whole = System.IO.File.ReadAllBytes(zip);
        for (int length = 8; length < whole.Length; length += 7)
        {
            var wrong = Assert.Single(Import(File("ccipra-v322r0-f1.zip", whole[..length])).PassedOver);
            Assert.Contains("cut short", wrong.Why, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_line_without_end_is_told_before_it_is_read()
    {
        string path = Path.Combine(folder, "ccipra-v322r0-f1.txt");
        using (var file = System.IO.File.Create(path))
        {
            file.Write(Encoding.Latin1.GetBytes(Notice + Heading));
            byte[] block = new byte[1 << 20];
            Array.Fill(block, (byte)'9');
            for (int i = 0; i < 8; i++) file.Write(block);
        }
        Assert.Contains("short lines", Assert.Single(Import(path).PassedOver).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_that_dies_leaves_the_tables_before()
    {
        Import(Sample());
        // what a process leaves that dies before the list is renamed
        System.IO.File.WriteAllText(Path.Combine(Data, "reference", "tables.json.new"), "{ cut");
        System.IO.File.WriteAllText(Path.Combine(Data, "reference", "pairs-office-2026-10-01.pack.new"), "cut");
        Assert.Equal('1', Pair("97140", "97750", new(2026, 7, 1)).Row?.Indicator);
        Import(File("ccioph-v322r0-f1.txt", Notice + Heading + Rows));
        Assert.False(System.IO.File.Exists(Path.Combine(Data, "reference", "pairs-office-2026-10-01.pack.new")));
    }

    [Fact]
    public void A_damaged_list_is_told()
    {
        Import(Sample());
        System.IO.File.WriteAllText(Path.Combine(Data, "reference", "tables.json"), "{\"version\":1,\"tab");
        Assert.Contains("damaged", Assert.Throws<UnusableFolderException>(() => ReferenceFolder.Open(Data)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_packed_file_that_was_damaged_is_made_anew()
    {
        Import(Sample());
        string packed = Assert.Single(Directory.EnumerateFiles(Path.Combine(Data, "reference"), "*.pack"));
        System.IO.File.WriteAllText(packed, "damaged");
        Assert.False(Assert.Single(Import(Sample()).Imported).Unchanged);
        Assert.Equal('1', Pair("97140", "97750", new(2026, 7, 1)).Row?.Indicator);
    }

    [Fact]
    public void One_table_in_two_forms_is_the_same_one_each_time()
    {
        string again = File("ccipra-v322r0-f1 copy.txt", Notice + Heading + Rows + Rows), first = Sample();
        for (int time = 0; time < 2; time++)
        {
            Import(first, again);
            Assert.Equal("ccipra-v322r0-f1 copy.txt", Assert.Single(ReferenceFolder.Open(Data).Tables).Source);
            Assert.Single(Directory.EnumerateFiles(Path.Combine(Data, "reference"), "*.pack"));
        }
    }

    [Fact]
    public void A_run_is_put_in_use_together()
    {
        IEnumerable<string> Files()
        {
            yield return Sample();
            Assert.Empty(ReferenceFolder.Open(Data).Tables);
            yield return File("ccioph-v322r0-f1.txt", Notice + Heading + Rows);
            Assert.Empty(ReferenceFolder.Open(Data).Tables);
        }

        Import(Files());
        Assert.Equal(2, ReferenceFolder.Open(Data).Tables.Count);
    }

    [Fact]
    public void An_archive_without_a_file_is_told()
    {
        string zip = Path.Combine(folder, "empty.zip");
        ZipFile.Open(zip, ZipArchiveMode.Create).Dispose();
        Assert.Contains("holds no file", Assert.Single(Import(zip).PassedOver).Why, StringComparison.Ordinal);
    }
}
