using CsCheck;
using Xunit;

namespace Quarterhour.Billing.Tables;

public sealed class CodeRanksTests
{
    static readonly Gen<string> Code = Gen.OneOf(Gen.Int[0, 99_999].Select(static number => $"{number:D5}"), Gen.Char["09AZ"].Array[5].Select(static letters => new string(letters)), Gen.Select(Gen.Char["AGVZ"], Gen.Int[0, 9999]).Select(static (letter, number) => $"{letter}{number:D4}"), Gen.Int[0, 999].Select(static number => $"0{number:D3}T"));

    [Fact]
    public void Finds_the_place_of_each_and_no_other() => Gen.Select(Code.Array[0, 300], Code.Array[0, 50]).Sample((given, others) =>
    {
        ulong[] codes = [.. given.Select(static code => ProcedureCode.Parse(code).Packed).Distinct().Order()];
        var ranks = new CodeRanks(codes);
        foreach (string code in given.Concat(others)) Assert.Equal(Math.Max(-1, Array.BinarySearch(codes, ProcedureCode.Parse(code).Packed)), ranks.Find(ProcedureCode.Parse(code)));
        Assert.Equal(-1, ranks.Find(default));
    });

    [Fact]
    public void Each_of_the_most_codes_has_its_place()
    {
        ulong[] codes = [.. Enumerable.Range(0, ushort.MaxValue + 1).Select(static number => ProcedureCode.Parse($"{number:D5}").Packed)];
        var ranks = new CodeRanks(codes);
        Assert.All(codes, (code, place) => Assert.Equal(place, ranks.Find(ProcedureCode.FromPacked(code))));
        Assert.Throws<ArgumentException>(() => new CodeRanks([.. codes, ProcedureCode.Parse("ZZZZZ").Packed]));
        Assert.Throws<ArgumentException>(() => new CodeRanks([codes[1], codes[0]]));
    }
}
