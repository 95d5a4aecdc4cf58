using CsCheck;
using Xunit;

namespace Quarterhour.Billing;

public sealed class DatedTests
{
    static readonly Dated<int> Value = new("amount", Entry("2020-01-01", "2020-12-31", 1), Entry("2020-07-01", null, 2), Entry("2022-01-01", "2022-06-30", 3));

    static DatedValue<int> Entry(string from, string? to, int value) => new(DateOnly.Parse(from), to is null ? null : DateOnly.Parse(to), value, Confidence.Confirmed, "made for a test");

    [Theory]
    [InlineData("2019-12-31", null)]
    [InlineData("2020-01-01", 1)]
    [InlineData("2020-06-30", 1)]
    [InlineData("2020-07-01", 2)]
    [InlineData("2021-01-01", 2)]
    [InlineData("2022-01-01", 3)]
    [InlineData("2022-06-30", 3)]
    [InlineData("2022-07-01", 2)]
    public void The_entry_that_began_last(string date, int? value)
    {
        var day = DateOnly.Parse(date);
        Assert.Equal(value, Value.On(day)?.Value);
        Assert.Equal(value is not null, Value.TryOn(day, out int found));
        Assert.Equal(value ?? 0, found);
    }

    [Fact]
    public void Order_of_entries_does_not_matter() => Gen.Select(Gen.Shuffle(Value.Entries.ToArray()), Gen.Int[0, 1500]).Sample((entries, days) =>
        Assert.Equal(Value.On(new DateOnly(2019, 6, 1).AddDays(days)), new Dated<int>("amount", entries).On(new DateOnly(2019, 6, 1).AddDays(days))));

    [Fact]
    public void Nobody_guesses() => Assert.Equal("amount has no value for 2019-12-31", Assert.Throws<InvalidOperationException>(() => Value.At(new(2019, 12, 31))).Message);
}
