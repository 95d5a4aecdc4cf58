using System.Text.Json;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Cli.X12;

public class X12CommandsTests
{
    static string Sample(string name) => Repository.Path("samples", "x12", name);

    [Theory]
    [InlineData("claims.837", "837P", "005010X222A1")]
    [InlineData("remit.835", "835", "005010X221A1")]
    public void Check_says_nothing_of_a_clean_file(string name, string kind, string version)
    {
        var run = CommandLine.Run("x12", "check", Sample(name), "--json");
        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Equal(1, run.Json.GetProperty("contract").GetInt32());
        Assert.Equal(1, run.Json.GetProperty("interchanges").GetInt32());
        var transaction = run.Json.GetProperty("transactions")[0];
        Assert.Equal((kind, version, "0001", true), (transaction.GetProperty("type").GetString(), transaction.GetProperty("version").GetString(), transaction.GetProperty("control").GetString(), transaction.GetProperty("valid").GetBoolean()));
        Assert.Equal(0, run.Json.GetProperty("findings").GetArrayLength());
        Assert.Contains("nothing wrong was found", CommandLine.Run("x12", "check", Sample(name)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_says_what_and_where()
    {
        string damaged = File.ReadAllText(Sample("remit.835")).Replace("CLP*QH1001*1*230*134.32", "CLP*QH1001*1*230*134.33", StringComparison.Ordinal);
        var run = CommandLine.Run(damaged, 80, "x12", "check", "-", "--json");
        Assert.Equal(1, run.Status);
        var findings = run.Json.GetProperty("findings").EnumerateArray().ToList();
        Assert.Equal(["balance-payment", "balance-claim"], findings.Select(finding => finding.GetProperty("id").GetString()));
        var claim = findings[1];
        Assert.Equal(("error", "0001", 15, "CLP04", "2100", "QH1001"), (claim.GetProperty("severity").GetString(), claim.GetProperty("transaction").GetString(), claim.GetProperty("segment").GetInt32(),
            claim.GetProperty("element").GetString(), claim.GetProperty("loop").GetString(), claim.GetProperty("claim").GetString()));
        Assert.Equal("CLP*QH1001", damaged.Substring(claim.GetProperty("offset").GetInt32(), 10));
        Assert.False(run.Json.GetProperty("transactions")[0].GetProperty("valid").GetBoolean());
        string text = CommandLine.Run(damaged, 80, "x12", "check", "-").Out;
        Assert.Contains("■ segment 15, loop 2100: claim QH1001: charge 230 less all adjustments 95.68", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public void Check_of_several_files_and_of_none()
    {
        var run = CommandLine.Run("x12", "check", Sample("claims.837"), Sample("remit.835"), "--json");
        Assert.Equal(["837P", "835"], run.Json.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("transactions")[0].GetProperty("type").GetString()));
        var missing = CommandLine.Run("x12", "check", Sample("claims.837"), "nowhere.837", "--json");
        Assert.Equal(2, missing.Status);
        Assert.Contains("is not there", missing.Json.GetProperty("error").GetString(), StringComparison.Ordinal);
        var other = CommandLine.Run("no interchange", 80, "x12", "check", "-", "--json");
        Assert.Equal((2, 0), (other.Status, other.Json.GetProperty("interchanges").GetInt32()));
        Assert.Equal("envelope-no-isa", other.Json.GetProperty("findings")[0].GetProperty("id").GetString());
        Assert.Equal(2, CommandLine.Run("", 80, "x12", "check", "-").Status);
    }

    [Fact]
    public void A_profile_is_read_and_a_wrong_one_told()
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, """{"rules":[{"name":"authorization","loop":"2300","tag":"REF","qualifier":"G1","required":true}],"severities":{"partner-rule":"warning"}}""");
        var run = CommandLine.Run("x12", "check", Sample("claims.837"), "--profile", file, "--json");
        Assert.Equal((1, "warning"), (run.Status, run.Json.GetProperty("findings")[0].GetProperty("severity").GetString()));
        foreach (string wrong in new[] { "{", "[]", """{"severity":{}}""", """{"severities":{"x":"bad"}}""", """{"rules":[{"loop":"2300"}]}""" })
        {
            File.WriteAllText(file, wrong);
            Assert.Equal(2, CommandLine.Run("x12", "check", Sample("claims.837"), "--profile", file).Status);
        }
        File.Delete(file);
    }

    [Fact]
    public void Show_has_forty_segments_a_screen()
    {
        var first = CommandLine.Run("x12", "show", Sample("claims.837"));
        Assert.Equal(0, first.Status);
        Assert.Contains("more follows: --screen 2", first.Out, StringComparison.Ordinal);
        Assert.Contains("2010AA  billing provider", first.Out, StringComparison.Ordinal);
        Assert.Contains("prior authorization", CommandLine.Run("x12", "show", Sample("claims.837"), "--screen", "2").Out, StringComparison.Ordinal);
        Assert.Equal(40, CommandLine.Run("x12", "show", Sample("claims.837"), "--json").Json.GetProperty("segments").GetArrayLength());
        Assert.Equal(File.ReadLines(Sample("claims.837")).Count(), CommandLine.Run("x12", "show", Sample("claims.837"), "--all", "--json").Json.GetProperty("segments").GetArrayLength());
        Assert.Equal(2, CommandLine.Run("x12", "show", Sample("claims.837"), "--screen", "9").Status);
        Assert.Equal(2, CommandLine.Run("x12", "show", Sample("claims.837"), "--screen", "0").Status);
    }

    [Theory]
    [InlineData("claims.837", "QH1001", "SBR*P*18", "QH1002")]
    [InlineData("claims.837", "QH1002", "NM1*QC*1*ROE*SAM", "QH1001")]
    [InlineData("remit.835", "QH1002", "BPR*I*171.82", "QH1001")]
    [InlineData("remit.835", "QH0907", "SVC*HC:97140", "PLB*")]
    public void Show_finds_a_claim_with_what_it_stands_under(string name, string id, string has, string hasNot)
    {
        var run = CommandLine.Run("x12", "show", Sample(name), "--claim", id);
        Assert.Equal(0, run.Status);
        Assert.Contains(id, run.Out, StringComparison.Ordinal);
        Assert.Contains(has, run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(hasNot, run.Out, StringComparison.Ordinal);
        Assert.Equal(2, CommandLine.Run("x12", "show", Sample(name), "--claim", "NOBODY").Status);
    }

    [Theory]
    [InlineData("claims.837")]
    [InlineData("remit.835")]
    public void Json_and_back_is_the_same_file(string name)
    {
        var json = CommandLine.Run("x12", "to-json", Sample(name));
        Assert.Equal((0, ""), (json.Status, json.Error));
        Assert.Equal(File.ReadAllText(Sample(name)), CommandLine.Run(json.Out, 80, "x12", "from-json", "-", "--lines").Out);
    }

    [Fact]
    public void The_sample_in_json_is_the_sample() =>
        Assert.Equal(JsonElement.Parse(CommandLine.Run("x12", "to-json", Sample("remit.835")).Out).ToString(), JsonElement.Parse(File.ReadAllText(Sample("remit.json"))).ToString());

    [Theory]
    [InlineData("QH1001A", "QH~1001", "REF02 is \\\"QH~1001\\\"")]
    [InlineData("QH1001A", "QH*1001", "separates in this interchange")]
    [InlineData("QH1001A", "QH\\u00e91001", "character set")]
    [InlineData("\"GS\"", "\"GS\"", "")]
    [InlineData("\"interchanges\"", "\"interchange\"", "needs a list")]
    [InlineData("[\"REF\",\"6R\",\"QH1001A\"]", "[\"REF\",6,\"QH1001A\"]", "write numbers as strings")]
    [InlineData("[\"REF\",\"6R\",\"QH1001A\"]", "[\"GS\",\"6R\"]", "is written by itself")]
    public void From_json_refuses_what_X12_cannot_carry(string old, string fresh, string says)
    {
        string json = File.ReadAllText(Sample("remit.json")).Replace(old, fresh, StringComparison.Ordinal);
        var run = CommandLine.Run(json, 80, "x12", "from-json", "-", "--json");
        Assert.Equal(says.Length == 0 ? 0 : 2, run.Status);
        Assert.Contains(says, run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("fault of the program", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void From_json_writes_a_file_when_it_is_whole_and_nothing_half()
    {
        string folder = Directory.CreateTempSubdirectory("from-json").FullName, file = Path.Combine(folder, "remit.835"), json = File.ReadAllText(Sample("remit.json"));
        var whole = CommandLine.Run(json, 80, "x12", "from-json", "-", "--lines", "--out", file, "--json");
        Assert.Equal((0, new FileInfo(file).Length), (whole.Status, whole.Json.GetProperty("bytes").GetInt64()));
        Assert.Equal(File.ReadAllText(Sample("remit.835")), File.ReadAllText(file));
        var device = CommandLine.Run(json, 80, "x12", "from-json", "-", "--out", "/dev/null");
        Assert.Equal((0, ""), (device.Status, device.Error));
        File.Delete(file);
        string damaged = json.Replace("QH1001A", "QH~1001", StringComparison.Ordinal);
        Assert.Equal(2, CommandLine.Run(damaged, 80, "x12", "from-json", "-", "--out", file).Status);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        Directory.Delete(folder);
        Assert.Equal("", CommandLine.Run(damaged, 80, "x12", "from-json", "-").Out);
    }

    [Fact]
    public void From_json_keeps_to_the_basic_set_when_told() => Assert.Equal(2, CommandLine.Run(File.ReadAllText(Sample("remit.json")).Replace("GOOD MOTION", "Good Motion", StringComparison.Ordinal), 80, "x12", "from-json", "-", "--basic").Status);

    [Fact]
    public void Ack_accepts_and_rejects()
    {
        var good = CommandLine.Run("x12", "ack", Sample("claims.837"));
        Assert.Equal(0, good.Status);
        Assert.Contains("AK2*837*0001*005010X222A1~IK5*A~AK9*A*1*1*1~", good.Out, StringComparison.Ordinal);
        Assert.Equal(0, CommandLine.Run(good.Out, 80, "x12", "check", "-").Status);
        string damaged = File.ReadAllText(Sample("claims.837")).Replace("SV1*HC:97110:GP*120*UN*2", "SV1*HC:97110:GP*120*XX*2", StringComparison.Ordinal).Replace("REF*EI*741234567~\n", "", StringComparison.Ordinal);
        var bad = CommandLine.Run(damaged, 80, "x12", "ack", "-");
        Assert.Equal(1, bad.Status);
        Assert.Contains("IK3*REF*11*2010AA*3~", bad.Out, StringComparison.Ordinal);
        Assert.Contains("IK3*SV1*26*2400*8~IK4*3**7*XX~IK5*R*4*5~AK9*R*1*1*0~", bad.Out, StringComparison.Ordinal);
        Assert.Equal(0, CommandLine.Run(bad.Out, 80, "x12", "check", "-").Status);
        Assert.Equal("R", CommandLine.Run(damaged, 80, "x12", "ack", "-", "--json").Json.GetProperty("groups")[0].GetProperty("answer").GetString());
        Assert.Contains("TA1*000000101*260504*1200*A*000~", CommandLine.Run("x12", "ack", Sample("claims.837"), "--ta1").Out, StringComparison.Ordinal);
        Assert.Equal(2, CommandLine.Run(good.Out, 80, "x12", "ack", "-").Status);
        Assert.Equal(2, CommandLine.Run("hello", 80, "x12", "ack", "-").Status);
    }

    [Fact]
    public void Every_example_of_the_help_works()
    {
        foreach (string command in new[] { "check", "show", "to-json", "from-json", "ack" })
        {
            var page = CommandLine.Run("x12", command, "--help");
            Assert.Equal(0, page.Status);
            Assert.Contains($"quarterhour x12 {command}: ", page.Out, StringComparison.Ordinal);
            Assert.Contains("--json", page.Out, StringComparison.Ordinal);
            string[] examples = [.. page.Lines.Where(line => line.StartsWith("  quarterhour ", StringComparison.Ordinal)).Select(line => line["  quarterhour ".Length..])];
            Assert.NotEmpty(examples);
            foreach (string example in examples) Assert.Equal(0, CommandLine.Run([.. example.Split(' ').Select(word => word.StartsWith("samples/", StringComparison.Ordinal) ? Repository.Path(word) : word)]).Status);
        }
        Assert.Equal(2, CommandLine.Run("x12").Status);
        Assert.Contains("\"--jsn\" is not an option of x12 check; did you mean --json? See quarterhour x12 check --help", CommandLine.Run("x12", "check", "x", "--jsn").Error, StringComparison.Ordinal);
        Assert.Contains("did you mean check", CommandLine.Run("x12", "chek").Error, StringComparison.Ordinal);
    }
}
