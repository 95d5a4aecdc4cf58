using System.Text.Json;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Cli.Checks;

public sealed class CheckCommandTests
{
    static readonly string Sample = Repository.Path("samples", "claim-lines.csv");

    [Fact]
    public void The_sample_holds_what_was_planted_and_nothing_else()
    {
        var run = CommandLine.Run("check", Sample, "--json");
        Assert.Equal(1, run.Status);
        Assert.Equal(["C2 code-pair", "C4 unlikely-units", "C5 add-on-alone", "C6 discipline-modifier", "C7 discipline-modifier", "C8 assistant-not-allowed", "C9 diagnosis", "C10 not-covered", "C10 unlikely-units",
                "C11 duplicate", "C12 not-in-force", "C14 code-pair"],
            run.Json.GetProperty("findings").EnumerateArray().Select(finding => $"{finding.GetProperty("claim").GetString()} {finding.GetProperty("id").GetString()}"));
        Assert.Equal((1, 15, 19), (run.Json.GetProperty("contract").GetInt32(), run.Json.GetProperty("claims").GetInt32(), run.Json.GetProperty("summary").GetProperty("lines").GetInt32()));
    }

    [Fact]
    public void A_finding_names_the_line_of_the_file()
    {
        var first = CommandLine.Run("check", Sample, "--json").Json.GetProperty("findings")[0];
        Assert.Equal((5, 2, "97110", JsonValueKind.Null), (first.GetProperty("source_line").GetInt32(), first.GetProperty("line").GetInt32(), first.GetProperty("code").GetString(), first.GetProperty("segment").ValueKind));
        Assert.Contains("claim C2, line 5 of the file: 97110 is not paid beside 97150", string.Join(' ', CommandLine.Run(200, "check", Sample).Out.Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_go_to_a_file_one_a_line()
    {
        string file = Path.GetTempFileName();
        var run = CommandLine.Run("check", Sample, "--out", file, "--json");
        Assert.Equal(12, File.ReadLines(file).Count(line => JsonDocument.Parse(line).RootElement.TryGetProperty("claim", out _)));
        Assert.Equal(15, run.Json.GetProperty("summary").GetProperty("claims").GetInt32());
        File.Delete(file);
    }

    [Fact]
    public void The_order_of_claims_does_not_matter()
    {
        string[] rows = File.ReadAllLines(Sample);
        string Ids(IEnumerable<string> given) => string.Join(' ', CommandLine.Run(string.Join('\n', given) + "\n", 80, "check", "-", "--json").Json.GetProperty("summary").GetProperty("findings").EnumerateObject().Select(one => $"{one.Name}:{one.Value}"));
        Assert.Equal(Ids(rows), Ids(rows.Take(1).Concat(rows.Skip(1).OrderByDescending(row => row.Split(',')[0], StringComparer.Ordinal))));
        Assert.Equal(Ids(rows), string.Join(' ', CommandLine.Run(string.Join('\n', rows) + "\n", 80, "check", "-", "--json", "--sorted").Json.GetProperty("summary").GetProperty("findings").EnumerateObject().Select(one => $"{one.Name}:{one.Value}")));
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("visit,date,code\n", "\"visit\" is not a column")]
    public void A_file_that_cannot_be_used(string text, string message)
    {
        var run = CommandLine.Run(text, 80, "check", "-", "--json");
        Assert.Equal(2, run.Status);
        Assert.Contains(message, run.Json.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_cannot_be_used_is_counted()
    {
        var run = CommandLine.Run("claim,date,code,units\nC1,2026-05-04,97110,x\nC2,2026-05-04,97012,1\n", 80, "check", "-", "--json");
        Assert.Equal((2, 1, 1), (run.Status, run.Json.GetProperty("lines_left_out").GetInt32(), run.Json.GetProperty("claims").GetInt32()));
        Assert.Contains("standard input:2: units: \"x\" is not a whole number", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_payer_that_is_not_known() => Assert.Contains("did you mean", CommandLine.Run("check", Sample, "--payer", "medicar").Error, StringComparison.Ordinal);
}
