using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.X12;

public class RemittanceReaderTests
{
    static (Payment Payment, List<ClaimPayment> Claims, Findings Findings) Read(string text)
    {
        using var reader = RemittanceReader.Open(new MemoryStream(MadeX12.Bytes(text)), new CheckOptions());
        var payment = reader.ReadPayment()!;
        var claims = new List<ClaimPayment>();
        while (reader.ReadClaim() is { } claim) claims.Add(claim);
        Assert.Null(reader.ReadPayment());
        return (payment, claims, reader.Findings);
    }

    [Fact]
    public void A_sample()
    {
        var (payment, claims, findings) = Read(File.ReadAllText(Repository.Path("samples", "x12", "remit.835")));
        Assert.Empty(findings);
        Assert.Equal(("EFT0000202", 171.82m, "ACH", new DateOnly(2026, 5, 21), "EXAMPLE HEALTH PLAN", "1234567893"), (payment.Trace, payment.Amount, payment.Method, payment.Date, payment.Payer!.Name, payment.Payee!.Id));
        Assert.Equal([new ProviderAdjustment("1234567893", "20261231", "WO", "QH0811", 12.5m)], payment.ProviderAdjustments);
        Assert.Equal(payment.Amount, payment.Expected(claims));
        Assert.Equal(["QH1001", "QH1002", "QH0907"], claims.Select(claim => claim.Id));
        Assert.Equal([false, true, false], claims.Select(claim => claim.IsDenied));
        var line = claims[0].Lines[0];
        Assert.Equal(("97110-GP", 120m, 68.94m, 2m, "QH1001A", 87.58m), (line.Procedure!.ToString(), line.Charge, line.Paid, line.Units, line.ControlNumber, line.Amounts[0].Amount));
        Assert.Equal([new("CO", "45", 32.42m), new("CO", "253", 1.41m), new("PR", "2", 17.23m)], line.Adjustments);
        Assert.Equal([("HE", "M62")], claims[1].Lines[0].Remarks);
        Assert.Equal("DOE", claims[0].PartyAs("QC")!.Name);
    }

    [Fact]
    public void A_reversal_and_what_replaces_it()
    {
        var (payment, claims, findings) = Read(MadeX12.Payment(["CLP*C1*22*-100*-75*-5*12*ICN1*11*1", "NM1*QC*1*DOE*JANE", "DTM*232*20260504", "SVC*HC:97110:GP*-100*-75**-2", "CAS*CO*45*-20", "CAS*PR*2*-5",
            .. MadeX12.ClaimPayment, "CLP*C2*1*80*75*0*12*ICN2", "NM1*QC*1*ROE*SAM", "DTM*232*20260504", "SVC*HC:97112*80*75", "CAS*CO*45*5"]));
        Assert.Empty(findings);
        Assert.Equal([true, false, false], claims.Select(claim => claim.IsReversal));
        Assert.Equal((-75m, 0m, 75m), (claims[0].Paid, claims[0].Imbalance, payment.Expected(claims)));
    }

    [Fact]
    public void Bundled_and_split_lines()
    {
        var (_, claims, findings) = Read(MadeX12.Payment("CLP*C1*1*100*75*5*12*ICN1", "NM1*QC*1*DOE*JANE", "DTM*232*20260504",
            "SVC*HC:97110:GP*60*45**1**2", "CAS*CO*45*15", "REF*6R*L1", "SVC*HC:97110:GP*40*30**1**2", "CAS*CO*45*5", "CAS*PR*2*5", "REF*6R*L1", "SVC*HC:97530*0*0**0*HC:97112:GP*1", "CAS*CO*97*0", "REF*6R*L2"));
        Assert.Empty(findings);
        Assert.Equal(["L1", "L1", "L2"], claims[0].Lines.Select(line => line.ControlNumber));
        Assert.Equal((2m, "97112-GP", 1m), (claims[0].Lines.Where(line => line.ControlNumber == "L1").Sum(line => line.Units), claims[0].Lines[2].Submitted!.ToString(), claims[0].Lines[2].SubmittedUnits));
    }

    [Fact]
    public void An_imbalance_is_told_and_kept()
    {
        var (payment, claims, findings) = Read(MadeX12.Payment(MadeX12.ClaimPayment).Replace("SVC*HC:97110:GP*100*75", "SVC*HC:97110:GP*100*74", StringComparison.Ordinal));
        Assert.Equal("balance-line", Assert.Single(findings).Id);
        Assert.Equal((74m, 1m, 0m, 75m), (claims[0].Lines[0].Paid, claims[0].Lines[0].Imbalance, claims[0].Imbalance, payment.Amount));
    }

    [Fact]
    public void Claims_that_nobody_read_are_passed_over()
    {
        using var reader = RemittanceReader.Open(new MemoryStream(MadeX12.Bytes(MadeX12.Payment(MadeX12.ClaimPayment) + MadeX12.Payment(MadeX12.ClaimPayment).Replace("EFT1", "EFT2", StringComparison.Ordinal))));
        Assert.Equal("EFT1", reader.ReadPayment()!.Trace);
        Assert.Equal("EFT2", reader.ReadPayment()!.Trace);
        Assert.Equal("C1", reader.ReadClaim()!.Id);
        Assert.Null(reader.ReadClaim());
        Assert.Null(reader.ReadPayment());
    }
}
