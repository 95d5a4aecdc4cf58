using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.X12;

public class ClaimAnswersTests
{
    static readonly string[] Head =
    [
        "BHT*0085*08*A1*20260505*0600*TH", "HL*1**20*1", "NM1*AY*2*HOUSE*****46*H1", "TRN*1*T1", "DTP*050*D8*20260504", "DTP*009*D8*20260505",
        "HL*2*1*21*1", "NM1*41*2*CLINIC*****46*S1", "TRN*2*B260504", "STC*A1:20*20260505*WQ*295", "QTY*90*1", "QTY*AA*1", "AMT*YU*230", "AMT*YY*65",
        "HL*3*2*19*1", "NM1*85*2*GOOD MOTION*****XX*1234567893",
    ];

    static readonly string[] Claims =
    [
        "HL*4*3*PT", "NM1*QC*1*DOE*JANE****MI*1EG4TE5MK72", "TRN*2*QH1001", "STC*A2:20*20260505*WQ*230", "REF*1K*ICN1", "DTP*472*D8*20260504",
        "HL*5*3*PT", "NM1*QC*1*ROE*SAM", "TRN*2*QH1002", "STC*A7:164:IL*20260505*U*65******A7:500:85**MEMBER NUMBER", "DTP*472*D8*20260504", "SVC*HC:97530:GP*65*****1", "STC*A7:454**U", "REF*FJ*QH1002A",
    ];

    static ClaimAnswers Read(string text) => ClaimAnswers.Read(StatusReader.Open(new MemoryStream(MadeX12.Bytes(text))));

    static List<ProfessionalClaim> Sent()
    {
        using var reader = ClaimReader.Open(Repository.Path("samples", "x12", "claims.837"));
        var all = new List<ProfessionalClaim>();
        while (reader.Read() is { } claim) all.Add(claim);
        return all;
    }

    [Fact]
    public void Go_back_onto_their_claims()
    {
        var answers = Read(MadeX12.Transaction("277", "005010X214", [.. Head, .. Claims]));
        Assert.Equal([false, true], Sent().Select(claim => answers.IsRejected(claim)!.Value));
        var wrong = answers.Of(Sent()[1])[0];
        Assert.Equal([["A7", "164", "IL"], ["A7", "500", "85"]], wrong.Statuses[0].Codes.Select(codes => codes.ToArray()));
        Assert.Equal(("MEMBER NUMBER", 65m, "QH1002A"), (wrong.Statuses[0].Message, wrong.Statuses[0].Charge, wrong.Lines[0].References[0].Value));
        Assert.Equal("ICN1", answers.Of("QH1001")[0].References[0].Value);
        Assert.Empty(answers.Of("QH9999"));
    }

    [Fact]
    public void Are_clean_by_the_guide() => Assert.Empty(MadeX12.Check(MadeX12.Transaction("277", "005010X214", [.. Head, .. Claims])).Findings);

    [Fact]
    public void A_batch_turned_down_as_a_whole_rejects_its_claims()
    {
        var answers = Read(MadeX12.Transaction("277", "005010X214", [.. Head[..9], "STC*A3:21*20260505*U*295", "QTY*AA*2", "AMT*YY*295"]));
        Assert.All(Sent(), claim => Assert.True(answers.IsRejected(claim)));
        Assert.Null(Read(MadeX12.Transaction("277", "005010X214", Head)).IsRejected(Sent()[0]));
    }
}
