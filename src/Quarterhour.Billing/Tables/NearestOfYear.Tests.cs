using CsCheck;
using Xunit;

namespace Quarterhour.Billing.Tables;

public sealed class NearestOfYearTests
{
    /// <summary>Dates that are said to be alike find the same row, whichever rows a table has.</summary>
    [Fact]
    public void Alike_is_answered_alike() => Gen.Select(Gen.Int[0, 700].Array[1, 6], Gen.Int[1, 120], Gen.Int[0, 730], Gen.Int[0, 730]).Sample((starts, length, a, b) =>
    {
        var zero = new DateOnly(2024, 1, 1);
        int[] firsts = [.. starts.Select(start => zero.AddDays(start).DayNumber)], lasts = [.. firsts.Select(first => first + length)];
        DateOnly one = zero.AddDays(a), other = zero.AddDays(b);
        if (NearestOfYear.AreAlike(firsts, lasts, one, other)) Assert.Equal(Found(one), Found(other));

        (int, bool) Found(DateOnly date)
        {
            int best = -1, gap = int.MaxValue;
            for (int i = 0; i < firsts.Length; i++)
            {
                if (DateOnly.FromDayNumber(firsts[i]).Year != date.Year) continue;
                int here = date.DayNumber < firsts[i] ? firsts[i] - date.DayNumber : Math.Max(0, date.DayNumber - lasts[i]);
                if (here < gap) (best, gap) = (i, here);
            }
            return (best, best >= 0 && gap > 0);
        }
    });

    [Theory]
    [InlineData("2026-07-01", "2026-09-30", true)]
    [InlineData("2026-09-30", "2026-10-01", false)]
    [InlineData("2026-01-01", "2026-06-30", true)]
    [InlineData("2025-12-31", "2026-01-01", false)]
    public void A_quarter_is_alike_and_what_stands_in_is_not(string one, string other, bool alike) =>
        Assert.Equal(alike, NearestOfYear.AreAlike([new DateOnly(2026, 7, 1).DayNumber], [new DateOnly(2026, 9, 30).DayNumber], DateOnly.Parse(one), DateOnly.Parse(other)));
}
