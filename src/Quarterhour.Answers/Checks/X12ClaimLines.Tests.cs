using System.Text;
using System.Text.Json;
using Quarterhour.Billing.Day;
using Quarterhour.Tests;
using Quarterhour.X12;
using Xunit;
using ClaimLine = Quarterhour.Billing.Day.ClaimLine;

namespace Quarterhour.Answers.Checks;

public sealed class X12ClaimLinesTests
{
    static readonly string Sample = File.ReadAllText(Repository.Path("samples", "x12", "claims.837"));

    static (List<ClaimLine> Lines, X12ClaimLines From) Read(string text)
    {
        var from = new X12ClaimLines(X12Reader.Open(Encoding.Latin1.GetBytes(text)), "claims.837", "commercial-cms");
        List<ClaimLine> lines = [];
        while (from.Next(out var line)) lines.Add(line);
        return (lines, from);
    }

    static string Words(ClaimLine line)
    {
        var modifiers = string.Join(' ', Enumerable.Range(0, line.Modifiers.Count).Select(at => line.Modifiers[at]));
        return $"{line.Claim.Id} {line.Number} {line.Claim.Patient} {line.Claim.Provider} {line.Claim.Payer} {line.Date:yyyy-MM-dd} {line.Code} {modifiers} x{line.Units} {line.Charge} {string.Join(' ', line.Claim.Diagnoses)}";
    }

    [Fact]
    public void Every_line_with_what_it_stands_under() => Assert.Equal(
        [
            "QH1001 1 1EG4TE5MK72 1234567893 medicare 2026-05-04 97110 GP x2 120 M25511 M6281",
            "QH1001 2 1EG4TE5MK72 1234567893 medicare 2026-05-04 97112 GP KX x2 110 M25511 M6281",
            "QH1002 1 W123456789 ROE SAM  1234567893 commercial-cms 2026-05-04 97530 GP x1 65 S93401A",
        ], Read(Sample).Lines.Select(Words));

    [Theory]
    [InlineData("SV1*HC:97110:GP*120*UN*2", "SV1*HC:9711:GP*120*UN*2", "SV101: \"9711\" is not a procedure code")]
    [InlineData("SV1*HC:97110:GP*120*UN*2", "SV1*ER:97110:GP*120*UN*2", "SV101: \"ER\" is no HC")]
    [InlineData("SV1*HC:97110:GP*120*UN*2", "SV1*HC:97110:G*120*UN*2", "SV101: a modifier is two letters or digits")]
    [InlineData("SV1*HC:97110:GP*120*UN*2", "SV1*HC:97110:GP*120*MJ*30", "SV103: \"MJ\" is no UN")]
    [InlineData("SV1*HC:97110:GP*120*UN*2", "SV1*HC:97110:GP*120*UN*1.5", "SV104: \"1.5\" is not a whole number")]
    [InlineData("DTP*472*D8*20260504~\nREF*6R*QH1001A~", "DTP*472*D8*20260230~\nREF*6R*QH1001A~", "DTP03: \"20260230\" is not a day")]
    [InlineData("DTP*472*D8*20260504~\nREF*6R*QH1001A~", "REF*6R*QH1001A~", "DTP: the date of service (472) is missing")]
    public void A_line_that_cannot_be_used_is_told_and_the_rest_is_read(string was, string becomes, string message)
    {
        Assert.Contains(was, Sample, StringComparison.Ordinal);
        var (lines, from) = Read(Sample.Replace(was, becomes, StringComparison.Ordinal));
        Assert.Equal(2, lines.Count);
        Assert.Contains(message, Assert.Single(from.Faults).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ST*837*0001*005010X223A2")]
    [InlineData("ST*837*0001*005010X224A2")]
    [InlineData("ST*835*0001*005010X221A1")]
    public void What_is_no_professional_claim_is_told_and_not_dropped_silently(string header)
    {
        var (lines, from) = Read(Sample.Replace("ST*837*0001*005010X222A1", header, StringComparison.Ordinal));
        Assert.Empty(lines);
        Assert.Contains("no professional claim", Assert.Single(from.Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cut_anywhere_it_ends_and_loses_no_line_that_was_whole()
    {
        int before = 0;
        for (int length = 0; length < Sample.Length; length += 3)
        {
            int now = Read(Sample[..length]).Lines.Count;
            Assert.True(now >= before - 1);
            before = now;
        }
    }

    [Fact]
    public void Another_payers_part_of_a_claim_changes_neither_member_nor_payer() =>
        Assert.Equal("QH1001 1 1EG4TE5MK72 1234567893 medicare 2026-05-04 97110 GP x2 120 M25511 M6281",
            Words(Read(Sample.Replace("HI*ABK:M25511*ABF:M6281~\n", "HI*ABK:M25511*ABF:M6281~\nSBR*S*18*******CI~\nOI***Y***Y~\nNM1*IL*1*DOE*JANE****MI*OTHER1~\nNM1*PR*2*OTHER*****PI*X1~\n", StringComparison.Ordinal)).Lines[0]));

    /// <summary>The same lines as CSV and as 837P: the same findings.</summary>
    [Fact]
    public void Both_forms_are_judged_alike()
    {
        const string Csv = "claim,patient,provider,date,code,modifiers,units,dx\nQH1001,1EG4TE5MK72,1234567893,2026-05-04,97150,GP,2,M25511 M6281\nQH1001,1EG4TE5MK72,1234567893,2026-05-04,97110,GP,2,M25511 M6281\n";
        string x12 = Sample.Replace("HC:97110:GP", "HC:97150:GP", StringComparison.Ordinal).Replace("HC:97112:GP:KX", "HC:97110:GP", StringComparison.Ordinal);
        static List<string> Found(string text) => [.. CommandLine.Run(text, 80, "check", "-", "--json").Json.GetProperty("findings").EnumerateArray()
            .Select(finding => $"{finding.GetProperty("claim").GetString()} {finding.GetProperty("line").GetInt32()} {finding.GetProperty("id").GetString()} {finding.GetProperty("message").GetString()}")];
        Assert.Equal(["unlikely-units", "code-pair"], Found(Csv).Select(one => one.Split(' ')[2]).Order(StringComparer.Ordinal).Reverse());
        Assert.Equal(Found(Csv), Found(x12));
    }

    [Fact]
    public void A_finding_names_its_segment()
    {
        var first = CommandLine.Run(Sample.Replace("HC:97110:GP*120*UN*2", "HC:97110*120*UN*2", StringComparison.Ordinal), 80, "check", "-", "--json").Json.GetProperty("findings")[0];
        Assert.Equal(("QH1001", 27, JsonValueKind.Null), (first.GetProperty("claim").GetString(), first.GetProperty("segment").GetInt32(), first.GetProperty("source_line").ValueKind));
    }
}
