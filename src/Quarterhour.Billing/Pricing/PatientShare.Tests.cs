using CsCheck;
using Quarterhour.Formats;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Pricing;

public sealed class PatientShareTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var given = one.Given.Only("allowed", "left");
        var because = new List<Reason>();
        var (deductible, coinsurance) = PatientShare.Split(given["allowed"].Amount, given["left"].Amount, one.Date, because);
        one.Expect.Holds(("deductible", deductible), ("coinsurance", coinsurance), ("because", Found.Texts(because)));
    }

    [Fact]
    public void Parts_are_within_the_whole() => Gen.Select(Gen.Int[0, 50_000], Gen.Int[0, 30_000]).Sample((allowed, left) =>
    {
        var (deductible, coinsurance) = PatientShare.Split(allowed / 100m, left / 100m, new(2025, 6, 2), []);
        Assert.Equal(Math.Min(allowed, left) / 100m, deductible);
        Assert.InRange(coinsurance, 0, allowed / 100m - deductible);
        Assert.InRange(coinsurance - (allowed / 100m - deductible) * 0.2m, -0.005m, 0.005m);
    });

    [Fact]
    public void The_deductible_is_used_up_line_by_line() => Gen.Select(Gen.Int[0, 9_000].Array[1, 6], Gen.Int[0, 30_000]).Sample((lines, deductible) =>
    {
        decimal left = deductible / 100m;
        foreach (int allowed in lines) left -= PatientShare.Split(allowed / 100m, left, new(2025, 6, 2), []).Deductible;
        Assert.Equal(Math.Max(0, deductible - lines.Sum()) / 100m, left);
    });

    [Theory]
    [InlineData(2018, 183)]
    [InlineData(2021, 203)]
    [InlineData(2022, 233)]
    [InlineData(2025, 257)]
    [InlineData(2026, 283)]
    public void Deductible_of_the_year(int year, int dollars) => Assert.Equal((dollars, dollars), (PatientShare.Deductible.At(new(year, 1, 1)), PatientShare.Deductible.At(new(year, 12, 31))));

    [Fact]
    public void Not_told_is_taken_as_met() => Assert.Equal("what is left of the deductible is not told: it is taken as met, 0.00", Words.Text(PatientShare.TakenAsMet));

    [Fact]
    public void Qmb() => Assert.Equal("Qualified Medicare Beneficiary: the patient may not be billed the cost sharing", Words.Text(PatientShare.Qmb));
}
