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

    [Fact]
    public void Standard_input_is_read_with_a_dash() => Assert.Equal(0, CommandLine.Run(Header + Good, 80, "bill", "-").Status);

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var said = CommandLine.Run("bill", Path.Combine(folder, "nothing.csv"));
        Assert.Equal(2, said.Status);
        Assert.Contains("nothing.csv is not there; check the name", said.Error);
    }
}
