using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.X12;

public class AcknowledgmentMakerTests
{
    static List<Acknowledgment> Answers(string text)
    {
        var maker = new AcknowledgmentMaker(findings => X12Reader.Open(MadeX12.Bytes(text), findings));
        var all = new List<Acknowledgment>();
        while (maker.Next() is { } answer) all.Add(answer);
        return all;
    }

    [Theory]
    [InlineData("", "", "A", "")]
    [InlineData("SE*24*", "SE*25*", "R", "4")]
    [InlineData("SE*24*0001", "SE*24*0009", "R", "3")]
    [InlineData("SE*24*0001~", "", "R", "2")]
    [InlineData("NM1*41*2*", "NM1*41*9*", "R", "5")]
    [InlineData("ZIP", "ZIP", "A", "")]
    public void A_transaction_is_accepted_or_rejected(string old, string fresh, string code, string reason)
    {
        string text = old.Length == 0 ? MadeX12.Claim() : MadeX12.Claim().Replace(old, fresh, StringComparison.Ordinal);
        var answer = Assert.Single(Answers(text));
        Assert.Equal((code, reason), (answer.Transactions[0].Code, string.Join(',', answer.Transactions[0].Reasons)));
        Assert.Equal(("HC", "1", "005010X222A1", code, 1, 1, code == "A" ? 1 : 0), (answer.GroupCode, answer.GroupControl, answer.GroupVersion, answer.Code, answer.Told, answer.Received, answer.Accepted));
    }

    [Theory]
    [InlineData("SV1*HC:97110:GP*120*UN*2", "SV1*HC:97110:GP*120*XX*2", "SV1 8 3 7 XX")]
    [InlineData("SV1*HC:97110:GP*120*", "SV1*HC::GP*120*", "SV1 8 1:2 1 ")]
    [InlineData("DMG*D8*19480213*F", "DMG*D8*19480230*F", "DMG 8 2 8 19480230")]
    [InlineData("N4*COLUMBUS*OH*43215~", "N4*C*OH*43215~", "N4 8 1 4 C")]
    [InlineData("REF*6R*L1", "REF*6R*A^B", "REF 8 2 12 AB")]
    [InlineData("REF*6R*L1~", "REF*6R*L1~ZZZ*1~", "ZZZ 1")]
    [InlineData("REF*EI*741234567~", "", "REF 3")]
    [InlineData("REF*6R*L1~", "REF*6R*L1~REF*6R*L2~", "REF 5")]
    [InlineData("CLM*C1*120*", "CLM*C1*130*", "CLM 8 2 I12 130")]
    public void Errors_are_told_in_the_codes_of_a_999(string old, string fresh, string told)
    {
        var error = Assert.Single(Answers(MadeX12.Claim((old, fresh)).Replace("SE*24*", $"SE*{24 + fresh.Count(one => one == '~') - old.Count(one => one == '~')}*", StringComparison.Ordinal))[0].Transactions[0].Errors);
        string element = error.Elements is [var one] ? $" {one.Element}{(one.Component.Length > 0 ? ":" + one.Component : "")} {one.Code} {one.Found}" : "";
        Assert.Equal(told, $"{error.Tag} {error.Code}{element}");
    }

    [Fact]
    public void Groups_are_answered_one_by_one_and_acknowledgments_are_not()
    {
        string two = MadeX12.Claim() + MadeX12.Payment(MadeX12.ClaimPayment);
        Assert.Equal(["HC", "HP"], Answers(two).Select(answer => answer.GroupCode));
        Assert.Empty(Answers(MadeX12.Transaction("999", "005010X231A1", "AK1*HC*1*005010X222A1", "AK9*A*1*1*1")));
    }

    [Fact]
    public void What_was_written_is_read_again_equal_and_clean()
    {
        var answers = Answers(MadeX12.Claim(("NM1*41*2*", "NM1*41*9*"), ("REF*EI*741234567~", "")) + MadeX12.Claim(("DTP*472*D8*20260504", "DTP*472*D8*2026")));
        var stream = new MemoryStream();
        var writer = new X12Writer(stream);
        writer.Begin(new Interchange { Sender = "R", Receiver = "S", Date = "260504", Time = "1200", Control = "7" });
        writer.Begin(new Group { Code = "FA", Sender = "R", Receiver = "S", Date = "20260504", Time = "1200", Control = "7", Version = "005010X231A1" });
        foreach (var answer in answers) answer.Write(writer);
        writer.EndAll();
        Assert.Empty(X12Check.Run(stream.ToArray()).Findings);
        using var reader = new AcknowledgmentReader(X12Reader.Open(stream.ToArray()));
        var again = new List<Acknowledgment>();
        while (reader.Read() is { } answer) again.Add(answer);
        Assert.Equal(answers, again);
        Assert.False(again[0].IsAccepted);
    }
}
