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
}
