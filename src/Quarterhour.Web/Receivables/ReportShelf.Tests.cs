using Quarterhour.Practice.Reports;
using Quarterhour.Tests.Web;
using Xunit;

namespace Quarterhour.Web.Receivables;

public class ReportShelfTests
{
    static readonly ReportShelf.Question All = new("*", DateOnly.MinValue, DateOnly.MaxValue, new(2026, 5, 8));

    readonly MovedClock clock = new();
    int reckoned;

    ReportShelf Shelf(TimeSpan? takesLong = null) => new(clock) { Long = takesLong ?? TimeSpan.Zero };

    IReadOnlyList<Report> Reckon() => [new($"{Interlocked.Increment(ref reckoned)}", "", "", [], 0, [], 0)];

    (string Which, DateTimeOffset? At) Take(ReportShelf shelf, ReportShelf.Question? question = null, bool fresh = false) => shelf.Take(question ?? All, fresh, Reckon) is var (reports, at) ? (reports[0].Name, at) : default;

    [Fact]
    public void What_takes_long_is_shown_again_for_a_minute()
    {
        var shelf = Shelf();
        var first = clock.Now;
        Assert.Equal(("1", null), Take(shelf));
        clock.Now += ReportShelf.Fresh;
        Assert.Equal(("1", first), Take(shelf));
        Assert.Equal(1, reckoned);
    }

    [Fact]
    public async Task Then_nobody_waits_while_it_is_reckoned_anew()
    {
        var shelf = Shelf();
        Take(shelf);
        var first = clock.Now;
        clock.Now += ReportShelf.Fresh + TimeSpan.FromSeconds(1);
        // both see what is there, and only one has it reckoned
        using var gate = new ManualResetEventSlim();
        for (int i = 0; i < 2; i++)
            Assert.Equal(first, shelf.Take(All, false, () =>
            {
                gate.Wait(TestContext.Current.CancellationToken);
                return Reckon();
            }).At);
        var behind = shelf.Behind;
        gate.Set();
        await behind;
        Assert.Equal(("2", clock.Now), Take(shelf));
        Assert.Equal(2, reckoned);
    }

    [Fact]
    public void What_is_a_quarter_of_an_hour_old_is_not_shown()
    {
        var shelf = Shelf();
        Take(shelf);
        clock.Now += ReportShelf.Kept + TimeSpan.FromSeconds(1);
        Assert.Equal(("2", null), Take(shelf));
    }

    [Fact]
    public void Who_asks_to_reckon_again_waits_for_it()
    {
        var shelf = Shelf();
        Take(shelf);
        Assert.Equal(("2", null), Take(shelf, fresh: true));
        Assert.Equal("2", Take(shelf).Which);
    }

    [Fact]
    public async Task What_was_reckoned_meanwhile_is_not_replaced_by_what_was_begun_before()
    {
        var shelf = Shelf();
        Take(shelf);
        clock.Now += ReportShelf.Fresh + TimeSpan.FromSeconds(1);
        using var gate = new ManualResetEventSlim();
        shelf.Take(All, false, () =>
        {
            gate.Wait(TestContext.Current.CancellationToken);
            return [new("old", "", "", [], 0, [], 0)];
        });
        var behind = shelf.Behind;
        Assert.Equal(("2", null), Take(shelf, fresh: true));
        gate.Set();
        await behind;
        Assert.Equal("2", Take(shelf).Which);
    }

    [Fact]
    public void Of_many_questions_the_oldest_is_not_kept()
    {
        var shelf = Shelf();
        for (int i = 0; i < 65; i++, clock.Now += TimeSpan.FromMilliseconds(1)) Take(shelf, All with { Facilities = $"F{i}" });
        Assert.NotNull(Take(shelf, All with { Facilities = "F64" }).At);
        Assert.NotNull(Take(shelf, All with { Facilities = "F1" }).At);
        Assert.Null(Take(shelf, All with { Facilities = "F0" }).At);
    }

    [Fact]
    public void What_is_quick_is_reckoned_each_time()
    {
        var shelf = Shelf(TimeSpan.FromHours(1));
        Assert.Equal(("1", null), Take(shelf));
        Assert.Equal(("2", null), Take(shelf));
    }

    [Theory]
    [InlineData("F1", 0)]
    [InlineData("*", 1)]
    public void Other_facilities_and_days_are_another_question(string facilities, int later)
    {
        var shelf = Shelf();
        Take(shelf);
        Assert.Equal(("2", null), Take(shelf, All with { Facilities = facilities, Today = All.Today.AddDays(later) }));
    }

    [Fact]
    public async Task A_fault_behind_is_told_to_who_asks_next()
    {
        var shelf = Shelf();
        Take(shelf);
        clock.Now += ReportShelf.Fresh + TimeSpan.FromSeconds(1);
        shelf.Take(All, false, static () => throw new Practice.UnusableStoreException("gone"));
        await shelf.Behind;
        Assert.Throws<Practice.UnusableStoreException>(() => shelf.Take(All, false, static () => throw new Practice.UnusableStoreException("gone")));
        Assert.Equal(("2", null), Take(shelf));
    }
}
