using CsCheck;
using Xunit;

namespace Quarterhour.Billing.Tables;

public sealed class PairSetsTests
{
    /// <summary>A few codes with very many partners, and many with few or none: one line, some, and more than sixteen.</summary>
    [Fact]
    public void Finds_each_pair_and_no_other() => Gen.Select(Gen.Int[2, 1500], Gen.Int[1, 60], Gen.Int).Sample((count, dense, seed) =>
    {
        var dice = new Random(seed);
        HashSet<(int, int)> pairs = [];
        for (int i = 0; i < 3 * count; i++)
        {
            int one = dice.Next(3) == 0 ? dice.Next(count) : dice.Next(Math.Min(count, dense)) * (count - 1) / dense, other = dice.Next(count);
            if (one != other) pairs.Add((Math.Min(one, other), Math.Max(one, other)));
        }
        if (pairs.Count == 0) return;
        var rows = new PairRowsBuilder();
        foreach (var (one, other) in pairs) rows.Add(Code(one), Code(other), new(null, null, '1'));
        var part = rows.Pack();
        var made = PairIndexBuilder.Of([new(new("r", Setting.Office, new(2024, 7, 1), new(2024, 9, 30), "test"), [part], static (_, _) => true)])!;
        var sets = new PairSets(made.Codes, made.Ends, made.Pairs);
        Assert.Equal(part.Codes, sets.Codes);
        for (int one = 0; one < sets.Codes; one++)
            for (int other = dice.Next(20); other < sets.Codes; other += 1 + dice.Next(20)) Holds(one, other);
        foreach (var (one, other) in pairs) Holds(sets.Number(Code(one)), sets.Number(Code(other)));

        void Holds(int one, int other) => Assert.Equal(pairs.Contains((Number(Math.Min(one, other)), Number(Math.Max(one, other)))) ? 1 : PairSets.None, sets.Find(one, other));

        int Number(int place) => int.Parse(sets.Code(place).ToString(), System.Globalization.CultureInfo.InvariantCulture);
    }, iter: 30);

    [Fact]
    public void Parts_that_do_not_belong_together_are_refused()
    {
        ulong[] codes = [Code(1).Packed, Code(2).Packed];
        uint[] line = [.. Enumerable.Repeat(PairSets.Filling, PairSets.Line)];
        Assert.Equal(2, new PairSets(codes, new[] { 1, 2 }, (uint[])[.. line, .. line]).Codes);
        Assert.Throws<ArgumentException>(() => new PairSets(codes, new[] { 1, 2 }, line));
        Assert.Throws<ArgumentException>(() => new PairSets(codes, new[] { 0, 1 }, line));
        Assert.Throws<ArgumentException>(() => new PairSets(codes, new[] { 1 }, line));
    }

    static ProcedureCode Code(int number) => ProcedureCode.Parse($"{number:D5}");
}
