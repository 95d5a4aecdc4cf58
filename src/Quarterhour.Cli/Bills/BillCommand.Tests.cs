using System.Text;
using System.Text.Json;
using Xunit;

namespace Quarterhour.Tests.Cli;

/// <summary>What <c>bill</c> says of files that are broken in every usual way: a clear message, status 2, what was kept, and no stack trace.</summary>
public sealed class BillCommandTests : IDisposable
{
    const string Header = "visit,date,payer,discipline,code,minutes\n", Good = "V9,2026-05-04,medicare,PT,97110,20\n";

    readonly string folder = Directory.CreateTempSubdirectory("visits").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string Write(string name, byte[] content)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    CommandLine Bill(string name, string content, params string[] options) => CommandLine.Run(["bill", Write(name, Encoding.UTF8.GetBytes(content)), .. options]);

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData(Header, "holds no visit")]
    [InlineData("visit;date;payer;discipline;code;minutes\nV1;2026-05-04;medicare;PT;97110;20\n", "separated by \";\"; separate them by commas")]
    [InlineData("visit\tdate\tpayer\tdiscipline\tcode\n", "separated by tabs")]
    [InlineData("visit,date,payer,discipline,code,minuets\n", ":1: minuets: the column is not known; did you mean \"minutes\"?")]
    [InlineData("visit,date,payer,discipline,minutes\n", ":1: code: the column is missing")]
    [InlineData("visit,date,payer,discipline,code,code\n", ":1: code: the column stands twice")]
    [InlineData("{\"visits\":[{\"visit\":\"V1\",\"date\":\"2026-0", ":1: not JSON at byte")]
    [InlineData("{\"visits\":7}", "a list of visits is needed")]
    [InlineData("[]", "holds no visit")]
    public void A_file_of_which_nothing_can_be_used(string content, string message)
    {
        var said = Bill("visits", content, "--json");
        Assert.Equal(2, said.Status);
        Assert.Contains(message, said.Error);
        Assert.DoesNotContain("   at ", said.Error);
        Assert.Equal(1, said.Json.GetProperty("contract").GetInt32());
    }

    [Theory]
    [InlineData("V1,2026-05-04,medicare,PT,97110,-5", ":2: minutes: \"-5\" is not a whole number")]
    [InlineData("V1,2026-05-04,medicare,PT,97110,7.5", ":2: minutes: \"7.5\" is not a whole number; record the whole minutes timed, nothing is rounded for you")]
    [InlineData("V1,2026-05-04,medicare,PT,97110,1500", ":2: minutes: 1500 is more than a day has")]
    [InlineData("V1,2025-02-30,medicare,PT,97110,20", ":2: date: \"2025-02-30\" is not a day of the calendar")]
    [InlineData("V1,2026-05-04,medicare,PX,97110,20", ":2: discipline: \"PX\" is not known; did you mean \"PT\"?")]
    [InlineData("V1,2026-05-04,medicare,PT,9711,20", ":2: code: \"9711\" is not a procedure code of five letters or digits; the nearest known is 97110")]
    [InlineData("V1,2026-05-04,medicare,PT,97999,20", "97999 is not in the loaded code tables; the nearest therapy code is")]
    [InlineData("V1,2026-05-04,medicar,PT,97110,20", "\"medicar\" is not a known payer; the nearest is \"medicare\"")]
    [InlineData("V1,2026-05-04,medicare,PT,,20", ":2: code: the code is missing")]
    [InlineData(",2026-05-04,medicare,PT,97110,20", ":2: visit: the visit id is missing")]
    [InlineData("V1,,medicare,PT,97110,20", ":2: date: the field is blank")]
    [InlineData("V1,2026-05-04,medicare", ":2: the row has 3 fields and the header 6")]
    [InlineData("V1,2026-05-04,medicare,PT,97110,20\nV1,2026-05-05,medicare,PT,97112,20", ":3: date: \"2026-05-05\" contradicts line 2 of the same visit")]
    [InlineData("V1,2026-05-04,medicare,PT,97110,2\00", ":2: byte 34 of the line is NUL")]
    public void A_row_that_can_not_be_used_leaves_the_rest(string rows, string message)
    {
        var said = Bill("visits.csv", Header + rows + "\n" + Good, "--json");
        Assert.Equal(2, said.Status);
        Assert.Contains(message, said.Error);
        Assert.Contains("kept 1 visit; could not use", said.Error);
        Assert.Contains(said.Json.GetProperty("bills").EnumerateArray(), bill => bill.GetProperty("visit").GetString() == "V9" && bill.GetProperty("status").GetString() == "clean");
    }

    [Fact]
    public void A_line_of_ten_megabytes_is_passed_over()
    {
        var said = Bill("visits.csv", Header + Good + "V2,2026-05-04,medicare,PT,97110," + new string('9', 10_000_000) + "\nV3,2026-05-04,medicare,PT,97110,20\n", "--json");
        Assert.Equal(2, said.Status);
        Assert.Contains("visits.csv:3: the line is longer than 1024 KB", said.Error);
        Assert.Equal(2, said.Json.GetProperty("summary").GetProperty("visits").GetInt32());
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Utf16_is_named(string encoding)
    {
        var text = Encoding.GetEncoding(encoding);
        var said = CommandLine.Run("bill", Write("visits.csv", [.. text.GetPreamble(), .. text.GetBytes(Header + Good)]));
        Assert.Equal(2, said.Status);
        Assert.Contains("the file is UTF-16; save it as UTF-8", said.Error);
    }

    [Fact]
    public void Latin_1_is_named() => Assert.Contains(":3: the line is not UTF-8", CommandLine.Run("bill",
        Write("visits.csv", [.. Encoding.UTF8.GetBytes(Header + Good), .. Encoding.Latin1.GetBytes("V\u00e9,2026-05-04,medicare,PT,97110,20\n")])).Error);

    [Theory]
    [InlineData("\uFEFF", "\n")]
    [InlineData("", "\r\n")]
    [InlineData("\uFEFF", "\r\n")]
    public void Byte_order_marks_and_line_ends_do_not_matter(string mark, string end)
    {
        var said = Bill("visits.csv", mark + (Header + Good).Replace("\n", end));
        Assert.Equal(0, said.Status);
        Assert.Contains("97110  GP  1 unit", said.Out);
    }

    [Fact]
    public void A_cut_line_of_ndjson_leaves_the_others()
    {
        var said = Bill("visits.ndjson", """
            {"visit":"V9","date":"2026-05-04","payer":"medicare","discipline":"PT","interventions":[{"code":"97110","minutes":20}]}
            {"visit":"V2","date":"2026-
            """, "--json");
        Assert.Equal(2, said.Status);
        Assert.Contains(":2: not JSON at byte", said.Error);
        Assert.Contains("kept 1 visit", said.Error);
    }

    [Fact]
    public void A_date_that_comes_back_is_an_error_with_sorted()
    {
        var said = Bill("visits.csv", Header + "V1,2026-05-04,medicare,PT,97110,20\nV2,2026-05-05,medicare,PT,97110,20\nV3,2026-05-04,medicare,PT,97110,20\n", "--sorted", "--json");
        Assert.Equal(2, said.Status);
        Assert.Contains(":4: date: 2026-05-04 comes back", said.Json.GetProperty("error").GetString());
        Assert.Equal(2, said.Json.GetProperty("summary").GetProperty("visits").GetInt32());
    }

    [Fact]
    public void Ndjson_with_out_is_one_bill_a_line_and_the_summary_on_standard_output()
    {
        string to = Path.Combine(folder, "bills.ndjson");
        var said = Bill("visits.csv", Header + "V1,2026-05-04,medicare,PT,97110,20\n" + Good, "--out", to, "--json");
        Assert.Equal(0, said.Status);
        Assert.Equal(["V1", "V9"], File.ReadLines(to).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("visit").GetString()));
        Assert.Equal(2, said.Json.GetProperty("summary").GetProperty("clean").GetInt32());
        Assert.Equal(["bills.ndjson", "visits.csv"], Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("nowhere/a.json", "the folder * is not there; make it, or name another")]
    [InlineData("", "* is a folder; name a file in it")]
    [InlineData("visits.csv", "visits.csv is the file that is read")]
    [InlineData("./inner/../visits.csv", "visits.csv is the file that is read")]
    [InlineData("link.csv", "link.csv is the file that is read")]
    [InlineData("linked/visits.csv", "visits.csv is the file that is read")]
    public void A_place_that_can_not_take_the_bills_is_refused(string name, string message)
    {
        string visits = Write("visits.csv", Encoding.UTF8.GetBytes(Header + Good));
        File.CreateSymbolicLink(Path.Combine(folder, "link.csv"), visits);
        Directory.CreateSymbolicLink(Path.Combine(folder, "linked"), folder);
        var said = CommandLine.Run("bill", visits, "--json", "--out", Path.Combine(folder, name));
        Assert.Equal(2, said.Status);
        Assert.All(message.Split('*'), part => Assert.Contains(part, said.Json.GetProperty("error").GetString()));
        Assert.Contains("--out: ", said.Error);
        Assert.Equal(Header + Good, File.ReadAllText(visits));
        Assert.Equal(3, Directory.EnumerateFileSystemEntries(folder).Count());
    }

    [Fact]
    public void Through_a_link_the_bills_go_where_it_points()
    {
        string to = Write("bills.json", "old"u8.ToArray());
        string link = File.CreateSymbolicLink(Path.Combine(folder, "latest.json"), to).FullName;
        Assert.Equal(0, Bill("visits.csv", Header + Good, "--out", link).Status);
        Assert.StartsWith("{\"contract\":1", File.ReadAllText(to));
        Assert.Equal(to, new FileInfo(link).LinkTarget);
    }

    [Fact]
    public void A_full_disk_is_told()
    {
        var said = Bill("visits.csv", Header + Good, "--json", "--out", "/dev/full");
        Assert.Equal(2, said.Status);
        // the device is one of Linux; elsewhere the place is refused
        Assert.Contains(OperatingSystem.IsLinux() ? "--out: /dev/full can't be written: the disk is full; make room there, or name another file" : "--out: ", said.Json.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--explain")]
    public void Standard_output_that_is_full_is_told(string option)
    {
        string visits = Write("visits.csv", Encoding.UTF8.GetBytes(Header + Good));
        using var full = new Full();
        using var error = new StringWriter();
        using var terminal = new Quarterhour.Cli.Terminal(full, error, Stream.Null, TimeProvider.System);
        Assert.Equal(2, Quarterhour.Cli.Root.Run(["bill", visits, option], terminal));
        Assert.Contains("standard output can't be written: the disk is full", error.ToString());
    }

    [Theory]
    [InlineData("bills.json")]
    [InlineData("bills.ndjson")]
    public void What_was_billed_before_the_break_is_kept(string name)
    {
        string to = Path.Combine(folder, name);
        var said = Bill("visits.csv", Header + "V1,2026-05-04,medicare,PT,97110,20\nV2,2026-05-05,medicare,PT,97110,20\nV3,2026-05-04,medicare,PT,97110,20\n", "--sorted", "--json", "--out", to);
        Assert.Equal(2, said.Status);
        Assert.Contains("comes back", said.Json.GetProperty("error").GetString());
        Assert.Equal(2, said.Json.GetProperty("summary").GetProperty("visits").GetInt32());
        Assert.Equal(0, said.Json.GetProperty("visits_left_out").GetInt32());
        Assert.Equal(4, said.Json.GetProperty("not_read_from_line").GetInt32());
        Assert.Contains("kept 2 visits; the rest, from line 4 (visit V3) on, was not read", said.Error);
        if (name.EndsWith(".ndjson", StringComparison.Ordinal)) Assert.Equal(2, File.ReadLines(to).Select(line => JsonDocument.Parse(line)).Count());
        else
        {
            var file = JsonDocument.Parse(File.ReadAllText(to)).RootElement;
            Assert.Equal(2, file.GetProperty("bills").GetArrayLength());
            Assert.Contains("comes back", file.GetProperty("error").GetString());
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_a_cut_document_nothing_is_kept_and_the_number_is_not_known(bool toFile)
    {
        string[] options = toFile ? ["--json", "--out", Path.Combine(folder, "bills.json")] : ["--json"];
        var said = Bill("visits.json", """
            {"visits":[{"visit":"V9","date":"2026-05-04","payer":"medicare","discipline":"PT","interventions":[{"code":"97110","minutes":20}]},
            {"visit":"V2","date":"2026-
            """, options);
        Assert.Equal(2, said.Status);
        Assert.Contains("kept 0 visits; nothing of the input could be used, and how many visits it holds is not known", said.Error);
        Assert.Contains("visits.json:2: not JSON", said.Json.GetProperty("error").GetString());
        Assert.Equal(JsonValueKind.Null, said.Json.GetProperty("visits_left_out").ValueKind);
        if (toFile) Assert.Equal(0, JsonDocument.Parse(File.ReadAllText(options[2])).RootElement.GetProperty("bills").GetArrayLength());
    }

    [Fact]
    public void With_out_standard_output_tells_all_but_the_bills()
    {
        var said = Bill("visits.csv", Header + Good + "V1,2026-05-04,medicare,PT,97110,7.5\n", "--json", "--out", Path.Combine(folder, "bills.json")).Json;
        Assert.Equal(["contract", "summary", "visits_left_out", "lines_left_out", "rejected", "notes"], said.EnumerateObject().Select(field => field.Name));
        Assert.Equal("V1", said.GetProperty("rejected")[0].GetProperty("visit").GetString());
    }

    [Theory]
    [InlineData("visits.ndjson", "{0}\n{{\"visit\":\"V2\",\n{0}")]
    [InlineData("visits.json", "[{0},\n7]")]
    public void What_is_broken_counts_once(string name, string form)
    {
        const string Visit = """{"visit":"V9","date":"2026-05-04","payer":"medicare","discipline":"PT","interventions":[{"code":"97110","minutes":20}]}""";
        var said = Bill(name, string.Format(System.Globalization.CultureInfo.InvariantCulture, form, Visit).Replace("\n{\"visit\":\"V9\"", "\n{\"visit\":\"V8\""), "--json");
        Assert.Contains("; could not use 1 visit\n", said.Error);
        Assert.Equal(1, said.Json.GetProperty("visits_left_out").GetInt32());
        Assert.Equal(0, said.Json.GetProperty("lines_left_out").GetInt32());
    }

    [Fact]
    public void The_counts_agree()
    {
        const string Rows = "V1,2026-05-04,medicare,PT,97110,x\nV2,2026-05-04,medicare,PT,97110,x\nV3,2026-05-04,medicare,PT,97999,20\nV4,2026-05-04,medicar,PT,97110,20\n,2026-05-04,medicare,PT,97110,20\n";
        var said = Bill("visits.csv", Header + Good + Rows);
        Assert.Contains("kept 1 visit; could not use 4 visits and 1 line whose visit is not known (2 left out, 2 cannot be billed: a code or the payer is not known)", said.Error);
        Assert.Contains("5 visits: 1 clean, 0 to look at, 2 cannot be billed, 2 left out; left out too: 1 line whose visit is not known", said.Out);
    }

    [Theory]
    [InlineData("PTA", "assistant")]
    [InlineData("cota", "assistant")]
    [InlineData("PT", "therapist")]
    [InlineData("SLP", "therapist")]
    [InlineData("assistent", "assistant")]
    public void A_credential_means_who_treated(string by, string word) => Assert.Contains($":2: by: \"{by}\" is not known; did you mean \"{word}\"? Known are therapist, assistant",
        Bill("visits.csv", "visit,date,payer,discipline,code,minutes,by\n" + $"V1,2026-05-04,medicare,PT,97110,20,{by}\n").Error);

    [Theory]
    [InlineData("V1,2026-05-04,medicare,XX,97110,20", ":2: discipline: \"XX\" is not known; known are PT, OT, SLP")]
    [InlineData("V1,2026-05-04,medicare,PT,12345,20", "12345 is not in the loaded code tables.")]
    [InlineData("V1,2026-05-04,medicare,PT,?,20", ":2: code: \"?\" is not a procedure code of five letters or digits\n")]
    public void Where_nothing_is_near_nothing_is_named(string row, string message)
    {
        var said = Bill("visits.csv", Header + row + "\n");
        Assert.Contains(message, said.Error);
        Assert.DoesNotContain("nearest", said.Error);
    }

    [Fact]
    public void Standard_input_is_read_with_a_dash() => Assert.Equal(0, CommandLine.Run(Header + Good, 80, "bill", "-").Status);

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var said = CommandLine.Run("bill", Path.Combine(folder, "nothing.csv"));
        Assert.Equal(2, said.Status);
        Assert.Contains("nothing.csv is not there; check the name", said.Error);
    }

    /// <summary>A disk without room.</summary>
    sealed class Full : MemoryStream
    {
        static IOException NoRoom => new("No space left", OperatingSystem.IsWindows() ? 112 : 28);

        public override void Write(ReadOnlySpan<byte> buffer) => throw NoRoom;

        public override void Write(byte[] buffer, int offset, int count) => throw NoRoom;
    }
}
