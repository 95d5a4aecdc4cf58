using System.Text;
using Quarterhour.Billing.Day;
using Quarterhour.Formats.Visits;
using Xunit;

namespace Quarterhour.Formats.Claims;

public sealed class ClaimFileTests
{
    const string Header = "claim,patient,provider,date,setting,code,modifiers,units,charge,dx\n";

    static (ClaimFile File, List<ClaimLine> Lines) Read(string text)
    {
        var file = ClaimFile.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), "claims.csv", "medicare");
        List<ClaimLine> lines = [];
        while (file.Next(out var line)) lines.Add(line);
        return (file, lines);
    }

    [Fact]
    public void A_line_is_read()
    {
        var line = Assert.Single(Read(Header + "C1,P1,N1,2026-05-04,hospital,97110,CQ GP,2,90.5,M54.50 M62.81\n").Lines);
        Assert.Equal(("C1", "P1", "N1", "medicare", 2), (line.Claim.Id, line.Claim.Patient, line.Claim.Provider, line.Claim.Payer, line.Claim.Diagnoses.Count));
        Assert.Equal((1, new(2026, 5, 4), Billing.Tables.Setting.Hospital, "97110", "CQ", "GP", 2, 2, 90.5m, 2),
            (line.Number, line.Date, line.Setting, line.Code.ToString(), line.Modifiers[0].ToString(), line.Modifiers[1].ToString(), line.Modifiers.Count, line.Units, line.Charge, line.SourceLine));
    }

    [Fact]
    public void Columns_may_stand_in_any_order_and_may_be_few() => Assert.Equal("97110", Assert.Single(Read("code,units,claim,date\n97110,1,C1,2026-05-04\n").Lines).Code.ToString());

    [Fact]
    public void Lines_of_a_claim_are_numbered() => Assert.Equal([1, 2, 1], Read(Header + "C1,P1,N1,2026-05-04,,97110,GP,1,,M54.50\nC1,P1,N1,2026-05-04,,97140,GP,1,,M17.11\nC2,P1,N1,2026-05-04,,97140,GP,1,,\n").Lines.Select(line => line.Number));

    [Theory]
    [InlineData("C1,P1,N1,2026-02-30,,97110,GP,1,,", "claims.csv:2: date: \"2026-02-30\" is not a day of the calendar; write it as YYYY-MM-DD")]
    [InlineData("C1,P1,N1,2026-05-04,home,97110,GP,1,,", "setting: \"home\" is neither office nor hospital")]
    [InlineData("C1,P1,N1,2026-05-04,,9711,GP,1,,", "code: \"9711\" is not a procedure code")]
    [InlineData("C1,P1,N1,2026-05-04,,97110,G,1,,", "modifiers: \"G\": write up to four modifiers")]
    [InlineData("C1,P1,N1,2026-05-04,,97110,GP KX CQ 59 95,1,,", "write up to four modifiers")]
    [InlineData("C1,P1,N1,2026-05-04,,97110,GP,0,,", "units: \"0\" is not a whole number from 1 up")]
    [InlineData("C1,P1,N1,2026-05-04,,97110,GP,1.5,,", "units: \"1.5\" is not a whole number from 1 up")]
    [InlineData("C1,P1,N1,2026-05-04,,97110,GP,1,$45,", "charge: \"$45\" is not an amount")]
    [InlineData(",P1,N1,2026-05-04,,97110,GP,1,,", "claim: the claim id is missing")]
    [InlineData("C1,P1,N1,2026-05-04", "the row has 4 fields and the header 10")]
    public void A_row_that_cannot_be_used_is_told_and_the_rest_is_read(string row, string message)
    {
        var (file, lines) = Read(Header + row + "\nC9,P1,N1,2026-05-04,,97140,GP,1,,\n");
        Assert.Equal("C9", Assert.Single(lines).Claim.Id);
        Assert.Contains(message, Assert.Single(file.Faults).ToString(), StringComparison.Ordinal);
        Assert.Equal(1, file.Rejected);
    }

    [Fact]
    public void A_claim_has_one_patient() => Assert.Contains("contradict",
        Assert.Single(Read(Header + "C1,P1,N1,2026-05-04,,97110,GP,1,,\nC1,P2,N1,2026-05-04,,97140,GP,1,,\n").File.Faults).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("claim,patient,date,code,unit\n", "\"unit\" is not a column; did you mean ")]
    [InlineData("claim,date,code\n", "the column units is missing")]
    [InlineData("claim,claim,date,code,units\n", "the column claim stands there twice")]
    public void A_header_that_cannot_be_used(string text, string message) => Assert.Contains(message, Assert.Throws<UnusableInputException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Days_are_put_together_wherever_they_stand()
    {
        var file = ClaimFile.Open(new MemoryStream(Encoding.UTF8.GetBytes(Header + "C1,P1,N1,2026-05-04,,97110,GP,1,,\nC2,P2,N1,2026-05-04,,97110,GP,1,,\nC3,P1,N1,2026-05-04,,97140,GP,1,,\nC4,,N1,2026-05-04,,97140,GP,1,,\nC5,,N1,2026-05-04,,97140,GP,1,,\n")), "claims.csv", "medicare");
        var days = Assert.Single(ClaimDays.In(file, sorted: false));
        days.Gather();
        ClaimLine[] room = [];
        Assert.Equal(["C1 C3", "C2", "C4", "C5"], Enumerable.Range(0, days.Count).Select(group => string.Join(' ', days.Group(group, ref room).ToArray().Select(line => line.Claim.Id))));
    }

    [Fact]
    public void With_sorted_a_date_may_not_come_back()
    {
        var file = ClaimFile.Open(new MemoryStream(Encoding.UTF8.GetBytes(Header + "C1,P1,N1,2026-05-04,,97110,GP,1,,\nC2,P2,N1,2026-05-05,,97110,GP,1,,\nC3,P1,N1,2026-05-04,,97140,GP,1,,\n")), "claims.csv", "medicare");
        Assert.Contains("comes back", Assert.Throws<UnusableInputException>(() => ClaimDays.In(file, sorted: true).Count()).Message, StringComparison.Ordinal);
    }
}
