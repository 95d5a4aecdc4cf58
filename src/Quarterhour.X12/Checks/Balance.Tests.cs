using CsCheck;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.X12;

/// <summary>Balance findings come exactly when an independent sum disagrees.</summary>
public class BalanceTests
{
    static readonly Gen<decimal> Cents = Gen.Int[-5000, 500000].Select(cents => cents / 100m);

    static readonly Gen<(decimal Charge, decimal Paid, decimal[] Adjusted)> Line = Gen.Select(Cents, Cents.Array[0, 7], Gen.Int[0, 3]).Select((charge, adjusted, off) => (charge, charge - adjusted.Sum() + (off == 0 ? 0.01m : 0), adjusted));

    static readonly Gen<(decimal[] Adjusted, (decimal Charge, decimal Paid, decimal[] Adjusted)[] Lines, decimal Off)> Claim =
        Gen.Select(Cents.Array[0, 2], Line.Array[0, 4], Gen.Int[0, 3]).Select((adjusted, lines, off) => (adjusted, lines, off == 0 ? -0.01m : 0));

    static string Text(decimal amount) => amount.ToString(System.Globalization.CultureInfo.InvariantCulture);

    static IEnumerable<string> Adjustments(decimal[] amounts) => amounts.Chunk(6).Select(chunk => $"CAS*CO*{string.Join("**", chunk.Select((amount, i) => $"{i + 1}*{Text(amount)}"))}");

    [Fact]
    public void Of_payments() => Gen.Select(Claim.Array[1, 4], Cents.Array[0, 7], Gen.Int[0, 2]).Sample((claims, provider, off) =>
    {
        var segments = new List<string>();
        decimal paid = 0;
        int wrongLines = 0, wrongClaims = 0;
        foreach (var (adjusted, lines, wrong) in claims)
        {
            decimal charge = lines.Sum(line => line.Charge), all = adjusted.Sum() + lines.Sum(line => line.Adjusted.Sum()), claimPaid = charge - all + wrong;
            paid += claimPaid;
            if (wrong != 0) wrongClaims++;
            segments.Add($"CLP*C*1*{Text(charge)}*{Text(claimPaid)}**12*ICN");
            segments.AddRange(Adjustments(adjusted));
            foreach (var line in lines)
            {
                if (line.Charge - line.Adjusted.Sum() != line.Paid) wrongLines++;
                segments.Add($"SVC*HC:97110*{Text(line.Charge)}*{Text(line.Paid)}");
                segments.AddRange(Adjustments(line.Adjusted));
            }
        }
        segments.AddRange(provider.Chunk(6).Select(chunk => $"PLB*1*20261231*{string.Join('*', chunk.Select(amount => $"WO:X*{Text(amount)}"))}"));
        decimal told = paid - provider.Sum() + (off == 0 ? 0.01m : 0);
        var counts = MadeX12.Check(MadeX12.Transaction("835", "005010X221A1", [$"BPR*I*{Text(told)}*C*CHK", .. segments]), new() { Structure = false, Situations = false }).Findings.Counts;
        Assert.Equal((wrongLines, wrongClaims, off == 0 ? 1 : 0), ((int)counts.GetValueOrDefault("balance-line"), (int)counts.GetValueOrDefault("balance-claim"), (int)counts.GetValueOrDefault("balance-payment")));

        // the model says the same, and keeps what is wrong
        using var reader = RemittanceReader.Open(new MemoryStream(MadeX12.Bytes(MadeX12.Transaction("835", "005010X221A1", [$"BPR*I*{Text(told)}*C*CHK", .. segments]))));
        var payment = reader.ReadPayment()!;
        var read = new List<ClaimPayment>();
        while (reader.ReadClaim() is { } one) read.Add(one);
        Assert.Equal(wrongLines, read.Sum(claim => claim.Lines.Count(line => line.Imbalance != 0)));
        Assert.Equal(wrongClaims, read.Count(claim => claim.Imbalance != 0));
        Assert.Equal(off == 0, payment.Expected(read) != payment.Amount);
    }, iter: 300);

    [Theory]
    [InlineData("SV1*HC:97110*", "", 2)]
    [InlineData("SV2*0420*HC:97110*", "", 3)]
    [InlineData("SV3*AD:D0120*", "", 2)]
    public void Of_claims(string before, string after, int element) => Gen.Select(Cents.Array[1, 5], Gen.Bool).Sample((charges, off) =>
    {
        Assert.True(element is 2 or 3);
        decimal told = charges.Sum() + (off ? 0.01m : 0);
        string text = MadeX12.Transaction("837", "004010X098A1", [$"CLM*C1*{Text(told)}", .. charges.Select(charge => before + Text(charge) + after)]);
        Assert.Equal(off ? ["balance-charge"] : [], MadeX12.Ids(text));
    }, iter: 100);

    /// <summary>What an earlier payer decided: on lines that it may have split, and on the claim.</summary>
    [Fact]
    public void Of_earlier_payers() => Gen.Select(Gen.Select(Cents.Array[1, 3], Cents.Array[0, 3], Gen.Bool).Array[1, 4], Cents.Array[0, 2], Gen.Bool).Sample((lines, ofClaim, off) =>
    {
        List<string> segments = [$"CLM*C1*{Text(lines.Sum(line => line.Item1.Sum()))}", "SBR*P*18*******CI"];
        segments.AddRange(Adjustments(ofClaim));
        decimal paid = lines.Sum(line => line.Item1.Sum() - line.Item2.Sum()) - ofClaim.Sum();
        segments.AddRange([$"AMT*D*{Text(paid + (off ? 0.01m : 0))}", "NM1*PR*2*PAYER*****PI*P1"]);
        int wrong = 0;
        foreach (var (parts, adjusted, offLine) in lines)
        {
            decimal charge = parts.Sum() + (offLine ? 0.01m : 0);
            segments[0] = $"CLM*C1*{Text(decimal.Parse(segments[0].Split('*')[2], System.Globalization.CultureInfo.InvariantCulture) + (offLine ? 0.01m : 0))}";
            segments.AddRange(["LX*1", $"SV1*HC:97110*{Text(charge)}"]);
            // the payer split the line; its adjustments stand under the last part
            for (int i = 0; i < parts.Length; i++) segments.Add($"SVD*P1*{Text(parts[i] - (i == parts.Length - 1 ? adjusted.Sum() : 0))}*HC:97110**1");
            segments.AddRange(Adjustments(adjusted));
            if (offLine) wrong++;
        }
        var counts = MadeX12.Check(MadeX12.Transaction("837", "004010X098A1", [.. segments]), new() { Structure = false, Situations = false }).Findings.Counts;
        Assert.Equal((wrong, off ? 1 : 0, 0), ((int)counts.GetValueOrDefault("balance-earlier-line"), (int)counts.GetValueOrDefault("balance-earlier-claim"), (int)counts.GetValueOrDefault("balance-charge")));
    }, iter: 200);

    [Theory]
    [InlineData("SBR*P*18*******CI|AMT*D*80|NM1*PR*2*PAYER*****PI*P1", "")]
    [InlineData("SBR*P*18*******CI|CAS*CO*45*20|AMT*D*80|NM1*PR*2*PAYER*****PI*P1", "")]
    [InlineData("SBR*P*18*******CI|CAS*CO*45*15|AMT*D*80|NM1*PR*2*PAYER*****PI*P1", "balance-earlier-claim")]
    public void Of_an_earlier_payer_that_decided_the_claim_as_a_whole(string segments, string found) =>
        Assert.Equal(found.Split(' ', StringSplitOptions.RemoveEmptyEntries), MadeX12.Ids(MadeX12.Transaction("837", "004010X098A1", ["CLM*C1*100", .. segments.Split('|'), "LX*1", "SV1*HC:97110*100"])));

    [Fact]
    public void A_bundled_line_is_not_held_against_its_charge() =>
        Assert.Empty(MadeX12.Ids(MadeX12.Transaction("837", "004010X098A1", "CLM*C1*100", "SBR*P*18*******CI", "NM1*PR*2*PAYER*****PI*P1", "LX*1", "SV1*HC:97110*100", "SVD*P1*0*HC:97110**1*2")));
}
