using Quarterhour.X12;
using Xunit;

namespace Quarterhour.Tests.Cli;

public sealed class ClaimCommandTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("claims").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string At(string name) => Path.Combine(folder, name);

    static string Sample(string name) => Repository.Path("samples", name);

    CommandLine Week(params string[] further) => CommandLine.Run(["claim", Sample("clinic-week.csv"), "--practice", Sample("practice.yaml"), .. further.Contains("--date") ? [] : (string[])["--date", "2026-05-08"], .. further.Contains("--out") ? further : [.. further, "--out", At("week.837")]]);

    [Fact]
    public void A_week_s_claims_pass_our_checks_and_what_was_planted_is_held()
    {
        var run = Week("--json");
        Assert.Equal(1, run.Status);
        Assert.Equal([], X12Check.Run(At("week.837")).Findings.Select(static finding => finding.Message));
        var written = run.Json.GetProperty("written").EnumerateArray().ToList();
        Assert.Equal((1, 138, 12), (run.Json.GetProperty("contract").GetInt32(), written.Count, run.Json.GetProperty("held").GetArrayLength()));
        Assert.Equal(["W001", "W002", "W024", "W028", "W060", "W066", "W068", "W088", "W092", "W094", "W124", "W135"], run.Json.GetProperty("held").EnumerateArray().Select(static one => one.GetProperty("visit").GetString()));
        Assert.All(run.Json.GetProperty("held").EnumerateArray(), static one => Assert.Equal("bill", one.GetProperty("reasons")[0].GetProperty("id").GetString()));
        var claim = written.Single(static one => one.GetProperty("visit").GetString() == "W006");
        Assert.Equal(("W006-P1", "medicare", "288.00"), (claim.GetProperty("claim").GetString(), claim.GetProperty("payer").GetString(), claim.GetProperty("charge").GetString()));
        Assert.Contains(claim.GetProperty("lines").EnumerateArray(), static line => line.GetProperty("modifiers").EnumerateArray().Any(static modifier => modifier.GetString() == "KX"));
        Assert.Equal("unlikely-units", written.Single(static one => one.GetProperty("visit").GetString() == "W061").GetProperty("look_at")[0].GetString());
    }

    [Fact]
    public void The_same_twice_is_the_same_file()
    {
        Week();
        byte[] once = File.ReadAllBytes(At("week.837"));
        Week();
        Assert.Equal(once, File.ReadAllBytes(At("week.837")));
        Week("--date", "2026-05-11");
        Assert.NotEqual(once, File.ReadAllBytes(At("week.837")));
        Assert.Equal(["week.837"], Directory.GetFiles(folder).Select(Path.GetFileName));
    }

    [Fact]
    public void People_read_what_is_held_and_what_was_written()
    {
        string text = Week("--first-control", "7").Out;
        Assert.Contains("150 visits: 138 claims written, 12 held", text, StringComparison.Ordinal);
        Assert.Contains("control number 000000007", text, StringComparison.Ordinal);
        Assert.Contains("  holds W092, 2026-05-07, P161, commercial-ama\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_holds_many_is_told_once()
    {
        File.WriteAllText(At("practice.yaml"), File.ReadAllText(Sample("practice.yaml")).Replace("npi: 2000000028", "npi: 2000000029", StringComparison.Ordinal).Replace(" practice/", $" {Sample("practice")}/", StringComparison.Ordinal));
        string text = CommandLine.Run(["claim", Sample("clinic-week.csv"), "--practice", At("practice.yaml"), "--date", "2026-05-08", "--out", At("week.837")]).Out;
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(text, "is not an NPI", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.Matches("  holds [0-9]{2} claims: W001, W003, W006, ", text);
    }

    [Fact]
    public void Patients_without_the_coverage_that_is_asked_for_are_left_out_and_counted()
    {
        var run = Week("--order", "secondary", "--json");
        Assert.Equal((150, 148, 2), (run.Json.GetProperty("summary").GetProperty("visits").GetInt32(), run.Json.GetProperty("summary").GetProperty("not_covered").GetInt32(), run.Json.GetProperty("held").GetArrayLength()));
        Assert.All(run.Json.GetProperty("held").EnumerateArray(), static one => Assert.Equal("earlier-payer", one.GetProperty("reasons")[0].GetProperty("id").GetString()));
        Assert.Contains("left out: 148 visits of patients without secondary coverage", Week("--order", "secondary").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_gets_a_file_for_each_receiver()
    {
        string practice = MadePractice.Yaml.Replace("- { id: house, name: House, number: HOUSE1 }", "- { id: a, name: A, number: RA }\n  - { id: b, name: B, number: RB }", StringComparison.Ordinal)
            .Replace("filing: MB", "filing: MB, receiver: a", StringComparison.Ordinal).Replace("filing: CI", "filing: CI, receiver: b", StringComparison.Ordinal)
            .Replace("patients:", "patients:\n  - { id: P2, last: Elm, first: Bo, birth: 1990-02-13, sex: male, street: 1 Road, city: Columbus, state: OH, zip: 43215 }", StringComparison.Ordinal)
            .Replace("coverages:", "coverages:\n  - { patient: P2, payer: commercial-cms, member: L2 }", StringComparison.Ordinal);
        File.WriteAllText(At("practice.yaml"), practice);
        const string Visits = "visit,date,payer,discipline,patient,facility,clinician,code,minutes,charge,dx\nV1,2026-05-04,medicare,PT,P1,F1,PT1,97110,15,68,M54.16\nV2,2026-05-04,commercial-cms,PT,P2,F1,PT1,97110,15,68,M54.16\n";
        string[] line = ["claim", "-", "--practice", At("practice.yaml"), "--first-control", "1", "--out"];
        var refused = CommandLine.Run(Visits, 80, [.. line, At("both.837")]);
        Assert.Equal(2, refused.Status);
        Assert.Contains("claims go to 2 receivers (a, b), each of which takes a file of its own; name a folder", refused.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(At("both.837")));
        Assert.Equal(0, CommandLine.Run(Visits, 80, [.. line, At("out/")]).Status);
        Assert.Equal(["a-000000001.837", "b-000000002.837"], Directory.GetFiles(At("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("--format", "837i", "--format: \"837i\" is not known; did you mean \"837p\"?")]
    [InlineData("--order", "first", "--order: \"first\" is not known")]
    [InlineData("--offset-x", "2", "--offset-x: 2 inches would put text off its boxes")]
    [InlineData("--first-control", "0", "--first-control: 0 is no control number")]
    [InlineData("--date", "yesterday", "--date: \"yesterday\" is not a date")]
    [InlineData("--practice", "nowhere.yaml", "nowhere.yaml: is not there; check the name")]
    [InlineData("--practice", "", "--practice: the name of the file is blank")]
    public void What_was_mistyped_is_told(string option, string value, string message)
    {
        string[] practice = option == "--practice" ? [] : ["--practice", Sample("practice.yaml")];
        var run = CommandLine.Run(["claim", Sample("one-visit.csv"), .. practice, "--out", At("x.837"), option, value]);
        Assert.Equal(2, run.Status);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public void Nothing_is_written_where_all_is_held()
    {
        var run = CommandLine.Run(["claim", Sample("one-visit.csv"), "--practice", Sample("practice.yaml"), "--out", At("x.837"), "--json"]);
        Assert.Equal(1, run.Status);
        Assert.Equal(0, run.Json.GetProperty("written").GetArrayLength());
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public void The_paper_form_is_a_pdf_and_needs_no_receiver()
    {
        string practice = Repository.Path("samples", "practice.yaml"), bare = At("practice.yaml");
        File.WriteAllText(bare, File.ReadAllText(practice).Replace("  - { id: house,", "  # - { id: house,", StringComparison.Ordinal).Replace(" practice/", $" {Repository.Path("samples", "practice")}/", StringComparison.Ordinal));
        var run = CommandLine.Run(["claim", Sample("clinic-week.csv"), "--practice", bare, "--format", "cms1500", "--overlay", "--date", "2026-05-08", "--out", At("week.pdf"), "--json"]);
        Assert.Equal((1, 138), (run.Status, run.Json.GetProperty("written").GetArrayLength()));
        using var pdf = UglyToad.PdfPig.PdfDocument.Open(At("week.pdf"));
        Assert.Equal(138, pdf.NumberOfPages);
    }

    [Theory]
    [InlineData("week.json", false, "{\"resourceType\":\"Bundle\"", 1)]
    [InlineData("week.ndjson", false, "{\"resourceType\":\"Patient\"", 299)]
    [InlineData("requests.ndjson", true, "{\"resourceType\":\"Bundle\"", 138)]
    public void FHIR_is_a_bundle_or_a_resource_a_line(string name, bool preauthorization, string begins, int lines)
    {
        var run = Week(["--format", "fhir", "--out", At(name), .. preauthorization ? ["--preauthorization"] : Array.Empty<string>()]);
        Assert.Equal(1, run.Status);
        string[] text = File.ReadAllLines(At(name));
        Assert.StartsWith(begins, text[0], StringComparison.Ordinal);
        Assert.Equal(lines, text.Length);
    }

    [Fact]
    public void Several_requests_for_authorization_are_no_single_bundle() => Assert.Contains("ends in .ndjson", Week("--format", "fhir", "--preauthorization", "--out", At("requests.json")).Error, StringComparison.Ordinal);

    [Fact]
    public void A_remittance_becomes_payment_and_decisions()
    {
        string remit = File.ReadAllText(Repository.Path("samples", "x12", "remit.835")).Replace("QH1001", "W005-P1", StringComparison.Ordinal);
        Assert.Contains("CLP*W005-P1*", remit, StringComparison.Ordinal);
        File.WriteAllText(At("remit.835"), remit);
        var run = Week("--format", "fhir", "--remittance", At("remit.835"), "--out", At("week.ndjson"));
        string[] lines = File.ReadAllLines(At("week.ndjson"));
        Assert.Single(lines, static line => line.StartsWith("{\"resourceType\":\"PaymentReconciliation\"", StringComparison.Ordinal));
        Assert.Single(lines, static line => line.StartsWith("{\"resourceType\":\"ExplanationOfBenefit\"", StringComparison.Ordinal));
        Assert.Contains("on claims that are not among these", run.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public void A_claim_that_does_not_fit_the_form_is_held()
    {
        File.WriteAllText(At("practice.yaml"), MadePractice.Yaml.Replace("last: Birchwell", "last: Featherstonehaugh-Cholmondeley", StringComparison.Ordinal));
        var run = CommandLine.Run("visit,date,payer,discipline,patient,facility,clinician,code,minutes,charge,dx\nV1,2026-05-04,medicare,PT,P1,F1,PT1,97110,15,68,M54.16\n", 80,
            "claim", "-", "--practice", At("practice.yaml"), "--format", "cms1500", "--out", At("x.pdf"), "--json");
        Assert.Equal("paper", run.Json.GetProperty("held")[0].GetProperty("reasons")[0].GetProperty("id").GetString());
        Assert.False(File.Exists(At("x.pdf")));
    }

    [Fact]
    public void A_file_that_holds_no_visit_can_t_be_used() =>
        Assert.Equal(2, CommandLine.Run("visit,date,payer,discipline,code\n", 80, "claim", "-", "--practice", Sample("practice.yaml"), "--out", At("x.837")).Status);
}
