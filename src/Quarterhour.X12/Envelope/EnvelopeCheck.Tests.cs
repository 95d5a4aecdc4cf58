using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.X12;

public class EnvelopeCheckTests
{
    static readonly string Clean = MadeX12.Claim();

    static IEnumerable<string> Ids(string text)
    {
        var findings = new Findings();
        using var reader = X12Reader.Open(MadeX12.Bytes(text), findings);
        while (reader.Read()) { }
        Assert.All(findings, finding => Assert.NotEmpty(finding.Message));
        return findings.Select(finding => finding.Id);
    }

    [Theory]
    [InlineData("SE*24*", "SE*25*", "envelope-se-count")]
    [InlineData("SE*24*", "SE**", "envelope-se-count")]
    [InlineData("SE*24*", "SE*99999999999999999999*", "envelope-se-count")]
    [InlineData("SE*24*0001", "SE*24*0002", "envelope-se-control")]
    [InlineData("GE*1*1", "GE*2*1", "envelope-ge-count")]
    [InlineData("GE*1*1", "GE*1*2", "envelope-ge-control")]
    [InlineData("IEA*1*", "IEA*0*", "envelope-iea-count")]
    [InlineData("IEA*1*000000001", "IEA*1*000000002", "envelope-iea-control")]
    [InlineData("SE*24*0001~", "", "envelope-se-missing")]
    [InlineData("GE*1*1~", "", "envelope-ge-missing")]
    [InlineData("ST*837*0001*005010X222A1~", "", "envelope-se-alone,envelope-outside,envelope-ge-count")]
    [InlineData("GS*HC*SENDER*RECEIVER*20260504*1200*1*X*005010X222A1~", "", "envelope-gs-missing,envelope-ge-alone,envelope-iea-count")]
    [InlineData("*ZZ*SENDER         *", "*ZZ*SENDER*", "envelope-isa-length")]
    [InlineData("*T*:~", "*T*~", "envelope-isa-length")]
    [InlineData("*000000001*0*T*:~", "~", "envelope-isa-malformed")]
    [InlineData("IEA*1*000000001~", "", "envelope-iea-missing,envelope-no-end")]
    [InlineData("~IEA*1*000000001~", "~IEA*1*000000001~GE*1*1~IEA*1*000000001~", "envelope-ge-alone,envelope-iea-alone")]
    [InlineData("*T*:~", "*T**~", "envelope-delimiters")]
    [InlineData("*^*00501", "*:*00501", "envelope-delimiters")]
    public void Lies_are_told(string old, string fresh, string expected)
    {
        Assert.Contains(old, Clean);
        Assert.Equal(expected.Split(',').Order(StringComparer.Ordinal), Ids(Clean.Replace(old, fresh, StringComparison.Ordinal)).Where(id => expected.Contains(id, StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_is_told_of_a_clean_file() => Assert.Empty(Ids(Clean));

    [Fact]
    public void Leading_zeros_do_not_change_a_count() => Assert.Empty(Ids(Clean.Replace("SE*24*", "SE*0024*", StringComparison.Ordinal)));

    [Theory]
    [InlineData("")]
    [InlineData("hello, world")]
    [InlineData("ISA")]
    [InlineData("ISA*00*too short~")]
    [InlineData("UNB+UNOA:1+A+B'")]
    public void No_interchange_at_all(string text) => Assert.Equal(["envelope-no-isa"], Ids(text));

    [Fact]
    public void Junk_before_and_behind_is_told_and_the_rest_is_read()
    {
        Assert.Equal(["envelope-before-isa"], Ids("Subject: claims, DISA network\n\n" + Clean));
        Assert.Equal(["envelope-after-iea"], Ids(Clean + "\n\nregards"));
        Assert.Equal(["envelope-before-isa"], Ids(Clean + "\n-- page 2 --\n" + Clean));
    }

    [Fact]
    public void A_terminator_of_three_bytes_is_told_and_read()
    {
        var findings = new Findings();
        using var reader = X12Reader.Open(System.Text.Encoding.UTF8.GetBytes(Clean.Replace("~", "\u2026", StringComparison.Ordinal)), findings);
        while (reader.Read()) { }
        Assert.Equal("envelope-terminator", Assert.Single(findings).Id);
        Assert.Equal(Clean.Count(one => one == '~'), reader.SegmentNumber);
    }

    [Fact]
    public void Cut_off_anywhere_is_told()
    {
        for (int length = 110; length < Clean.Length - 1; length += 7)
            Assert.Contains(Ids(Clean[..length]), id => id.StartsWith("envelope-", StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_terminator_at_the_end_is_no_fault_of_the_envelope() => Assert.Equal(["structure-unterminated"], Ids(Clean[..^1]));

    [Fact]
    public void An_IEA_without_terminator_does_not_swallow_the_next_interchange()
    {
        var findings = new Findings();
        using var reader = X12Reader.Open(MadeX12.Bytes(Clean[..^1] + "\n" + Clean), findings);
        while (reader.Read()) { }
        Assert.Equal(2, reader.InterchangeNumber);
        Assert.Equal(["structure-unterminated"], findings.Select(finding => finding.Id));
    }

    [Fact]
    public void Groups_without_an_ISA_of_their_own_are_still_read()
    {
        string second = Clean[Clean.IndexOf("GS*", StringComparison.Ordinal)..];
        Assert.Contains("envelope-isa-missing", Ids(Clean + second));
        Assert.Equal(2, MadeX12.Check(Clean + second).Transactions.Count);
    }

    [Fact]
    public void Numbers_repeat_only_within_a_group()
    {
        string twice = Clean.Replace("GE*1*1", Clean[Clean.IndexOf("ST*837", StringComparison.Ordinal)..Clean.IndexOf("GE*", StringComparison.Ordinal)] + "GE*2*1", StringComparison.Ordinal);
        Assert.Equal(["structure-control-repeats"], Ids(twice));
        Assert.Empty(Ids(Clean + Clean));
    }

    [Theory]
    [InlineData("837", "005010X222A1", "837P")]
    [InlineData("837", "005010X223A2", "837I")]
    [InlineData("837", "004010X097A1", "837D")]
    [InlineData("837", "005010X291", "837P-predetermination")]
    [InlineData("837", "005010X999A1", "837")]
    [InlineData("837", "005010", "837")]
    [InlineData("277", "005010X214", "277CA")]
    [InlineData("277", "005010X212", "277")]
    [InlineData("835", "", "835")]
    public void Kinds(string set, string guide, string kind) => Assert.Equal(kind, new Transaction(set, "1", guide).Kind);

    [Fact]
    public void An_answer_to_an_interchange_says_what_was_wrong()
    {
        var findings = new Findings();
        using var reader = X12Reader.Open(MadeX12.Bytes(Clean.Replace("IEA*1*000000001", "IEA*1*000000002", StringComparison.Ordinal)), findings);
        while (reader.Read()) { }
        Assert.Equal(new InterchangeAnswer("000000001", "260504", "1200", "R", "001"), InterchangeAnswer.Of(reader.Interchange!, findings));
        Assert.Equal("000", InterchangeAnswer.Of(reader.Interchange!, []).Note);
    }
}
