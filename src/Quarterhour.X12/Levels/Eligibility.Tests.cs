using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.X12;

public class EligibilityTests
{
    static readonly string[] Answer =
    [
        "BHT*0022*11*B1*20260504*1200", "HL*1**20*1", "NM1*PR*2*PLAN*****PI*P1", "HL*2*1*21*1", "NM1*1P*2*CLINIC*****XX*1234567893", "HL*3*2*22*0", "TRN*2*T1*9CLINIC000",
        "NM1*IL*1*DOE*JANE****MI*W1", "N3*12 MAPLE", "N4*COLUMBUS*OH*43215", "DMG*D8*19480213*F", "DTP*346*D8*20260101", "EB*1**30^PT*HM*GOLD", "EB*C*IND*30***23*500", "EB*C*IND*30***29*120.5",
        "EB*B**PT***27*40*****Y", "MSG*TWENTY VISITS", "EB*F**PT***23***VS*20", "LS*2120", "NM1*P3*1*WELL*ANN", "LE*2120",
    ];

    [Fact]
    public void An_answer_tells_coverage_and_what_is_left()
    {
        string text = MadeX12.Transaction("271", "005010X279A1", Answer);
        Assert.Empty(MadeX12.Check(text).Findings);
        using var reader = EligibilityReader.Open(new MemoryStream(MadeX12.Bytes(text)));
        var levels = new List<EligibilityLevel>();
        while (reader.Read() is { } level) levels.Add(level);
        Assert.Equal(["20", "21", "22"], levels.Select(level => level.Code));
        var subscriber = levels[2];
        Assert.True(subscriber.IsActive);
        Assert.Equal(("CLINIC", "DOE", "T1", "20260101"), (subscriber.Parent!.Party!.Name, subscriber.Party!.Name, subscriber.Traces.Single(), subscriber.Dates[0].Value));
        Assert.Equal(["30", "PT"], subscriber.Benefits[0].ServiceTypes);
        Assert.Equal(120.5m, subscriber.Benefits.Find(benefit => benefit.Information == "C" && benefit.Period == "29")!.Amount);
        Assert.Equal((40m, "Y", "TWENTY VISITS"), (subscriber.Benefits[3].Amount, subscriber.Benefits[3].InNetwork, subscriber.Benefits[3].Messages[0]));
        Assert.Equal((20m, "WELL"), (subscriber.Benefits[4].Quantity, subscriber.Benefits[4].Entities[0].Name));
        Assert.Equal(MadeX12.Copied(MadeX12.Bytes(text)), X12Models.Write(X12Models.Read(MadeX12.Bytes(text))));
    }

    [Fact]
    public void A_rejection_says_why()
    {
        string text = MadeX12.Transaction("271", "005010X279A1", [.. Answer[..8], "AAA*N**75*C"]);
        Assert.Empty(MadeX12.Check(text).Findings);
        using var reader = EligibilityReader.Open(new MemoryStream(MadeX12.Bytes(text)));
        EligibilityLevel? last = null;
        while (reader.Read() is { } level) last = level;
        Assert.Equal([new("N", "75", "C")], last!.Rejections);
        Assert.False(last.IsActive);
    }

    [Fact]
    public void A_null_byte_is_a_value_like_another()
    {
        using var reader = EligibilityReader.Open(new MemoryStream(MadeX12.Bytes(MadeX12.Transaction("270", "005010X279A1", "HL*1**20*1", "HL*2*\0*21*1"))));
        Assert.Equal(["1", "2"], new[] { reader.Read()!.Number, reader.Read()!.Number });
    }

    [Theory]
    [InlineData("EB*1**^30")]
    [InlineData("EB*1**30^")]
    [InlineData("EB*1**^")]
    public void An_empty_repetition_is_told(string benefit) => Assert.Contains("element-repeats", MadeX12.Ids(MadeX12.Transaction("271", "005010X279A1", [.. Answer.Take(8), benefit])));

    [Fact]
    public void A_request_asks()
    {
        string text = MadeX12.Transaction("270", "005010X279A1", "BHT*0022*13*B1*20260504*1200", "HL*1**20*1", "NM1*PR*2*PLAN*****PI*P1", "HL*2*1*21*1", "NM1*1P*2*CLINIC*****XX*1234567893",
            "HL*3*2*22*0", "TRN*1*T1*9CLINIC000", "NM1*IL*1*DOE*JANE****MI*W1", "DMG*D8*19480213", "DTP*291*D8*20260504", "EQ*30^PT");
        Assert.Empty(MadeX12.Check(text).Findings);
        using var reader = EligibilityReader.Open(new MemoryStream(MadeX12.Bytes(text)));
        EligibilityLevel? last = null;
        while (reader.Read() is { } level) last = level;
        Assert.True(last!.Benefits[0].IsQuestion);
        Assert.Equal(["30", "PT"], last.Benefits[0].ServiceTypes);
    }
}
