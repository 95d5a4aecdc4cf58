using Quarterhour.Practice.Reports;
using Quarterhour.Tests.Web;
using Xunit;

namespace Quarterhour.Web.Receivables;

public class ReportShelfTests
{
    static readonly ReportShelf.Question All = new("*", DateOnly.MinValue, DateOnly.MaxValue, new(2026, 5, 8));

    readonly MovedClock clock = new();
    int reckoned;

    ReportShelf Shelf(TimeSpan? keptFrom = null, TimeSpan? patience = null) => new(clock) { Long = keptFrom ?? TimeSpan.Zero, Patience = patience ?? TimeSpan.FromMinutes(1) };

    IReadOnlyList<Report> Reckon() => [Named($"{Interlocked.Increment(ref reckoned)}")];

    static Report Named(string name) => new(name, "", "", [], 0, [], 0);

    /// <summary>The work ends when the gate is opened.</summary>
    Func<IReadOnlyList<Report>> Behind(ManualResetEventSlim gate, string? name = null) => () =>
    {
        gate.Wait(TestContext.Current.CancellationToken);
        return name is null ? Reckon() : [Named(name)];
    };

    async Task<(string? Which, DateTimeOffset? At)> Look(ReportShelf shelf, ReportShelf.Question? question = null, bool fresh = false) => await shelf.Look(question ?? All, fresh, Reckon) is var (reports, at, _) ? (reports?[0].Name, at) : default;

    [Fact]
    public async Task What_takes_long_is_shown_again_for_a_minute()
    {
        var shelf = Shelf();
        var first = clock.Now;
        Assert.Equal(("1", null), await Look(shelf));
        clock.Now += ReportShelf.Fresh;
        Assert.Equal(("1", first), await Look(shelf));
        Assert.Equal(1, reckoned);
    }

    [Fact]
    public async Task Who_asks_first_is_answered_at_once_and_sees_the_figures_when_they_are_there()
    {
        var shelf = Shelf(patience: TimeSpan.Zero);
        using var gate = new ManualResetEventSlim();
        // two ask, one has them reckoned
        for (int i = 0; i < 2; i++) Assert.Equal(new(null, null, true), await shelf.Look(All, false, Behind(gate)));
        var behind = shelf.Behind;
        gate.Set();
        await behind;
        Assert.Equal(("1", clock.Now), await Look(shelf));
        Assert.Equal(1, reckoned);
    }

    [Fact]
    public async Task Then_nobody_waits_while_it_is_reckoned_anew()
    {
        var shelf = Shelf();
        await Look(shelf);
        var first = clock.Now;
        clock.Now += ReportShelf.Fresh + TimeSpan.FromSeconds(1);
        using var gate = new ManualResetEventSlim();
        // both see what is there and are not told to ask again
        for (int i = 0; i < 2; i++) Assert.Equal((first, false), await shelf.Look(All, false, Behind(gate)) is var (_, at, underWay) ? (at, underWay) : default);
        var behind = shelf.Behind;
        gate.Set();
        await behind;
        Assert.Equal(("2", clock.Now), await Look(shelf));
        Assert.Equal(2, reckoned);
    }

    [Fact]
    public async Task What_is_a_quarter_of_an_hour_old_is_not_shown()
    {
        var shelf = Shelf();
        await Look(shelf);
        clock.Now += ReportShelf.Kept + TimeSpan.FromSeconds(1);
        Assert.Equal(("2", null), await Look(shelf));
    }

    [Fact]
    public async Task Who_asks_to_reckon_again_gets_it_so_or_is_told_that_it_is_under_way()
    {
        var shelf = Shelf();
        await Look(shelf);
        Assert.Equal(("2", null), await Look(shelf, fresh: true));
        Assert.Equal("2", (await Look(shelf)).Which);
        var hasty = Shelf(patience: TimeSpan.Zero);
        using var gate = new ManualResetEventSlim(initialState: true);
        await hasty.Look(All, false, Behind(gate, "before"));
        await hasty.Behind;
        gate.Reset();
        // the second click starts nothing, and who comes back without asking anew is told to come back once more
        for (int i = 0; i < 2; i++) Assert.Equal(("before", clock.Now, true), await hasty.Look(All, true, Behind(gate, $"after {i}")) is var (reports, at, underWay) ? (reports?[0].Name, at, underWay) : default);
        Assert.Equal(("before", true), await hasty.Look(All, false, Reckon) is var (old, _, comeBack) ? (old?[0].Name, comeBack) : default);
        var behind = hasty.Behind;
        gate.Set();
        await behind;
        Assert.Equal(("after 0", false), await hasty.Look(All, false, Reckon) is var (now, _, done) ? (now?[0].Name, done) : default);
    }

    [Fact]
    public async Task What_was_reckoned_meanwhile_is_not_replaced_by_what_was_begun_before()
    {
        var shelf = Shelf();
        await shelf.Look(All, false, () => [Named("first")]);
        clock.Now += ReportShelf.Fresh + TimeSpan.FromSeconds(1);
        using var gate = new ManualResetEventSlim();
        await shelf.Look(All, false, Behind(gate, "old"));
        var fresh = Look(shelf, fresh: true);
        gate.Set();
        Assert.Equal("1", (await fresh).Which);
        await shelf.Behind;
        Assert.Equal("1", (await Look(shelf)).Which);
    }

    [Fact]
    public async Task Of_many_questions_the_oldest_is_not_kept()
    {
        var shelf = Shelf();
        for (int i = 0; i < 65; i++, clock.Now += TimeSpan.FromMilliseconds(1)) await Look(shelf, All with { Facilities = $"F{i}" });
        Assert.NotNull((await Look(shelf, All with { Facilities = "F64" })).At);
        Assert.NotNull((await Look(shelf, All with { Facilities = "F1" })).At);
        Assert.Null((await Look(shelf, All with { Facilities = "F0" })).At);
    }

    [Fact]
    public async Task What_is_quick_is_reckoned_each_time()
    {
        var shelf = Shelf(keptFrom: TimeSpan.FromHours(1));
        Assert.Equal(("1", null), await Look(shelf));
        Assert.Equal(("2", null), await Look(shelf));
    }

    [Theory]
    [InlineData("F1", 0)]
    [InlineData("*", 1)]
    public async Task Other_facilities_and_days_are_another_question(string facilities, int later)
    {
        var shelf = Shelf();
        await Look(shelf);
        Assert.Equal(("2", null), await Look(shelf, All with { Facilities = facilities, Today = All.Today.AddDays(later) }));
    }

    [Fact]
    public async Task What_somebody_was_told_to_come_back_for_is_kept_however_quick_it_was()
    {
        var shelf = Shelf(keptFrom: TimeSpan.FromHours(1), patience: TimeSpan.Zero);
        using var gate = new ManualResetEventSlim();
        Assert.True((await shelf.Look(All, false, Behind(gate))).IsUnderWay);
        var behind = shelf.Behind;
        gate.Set();
        await behind;
        Assert.Equal("1", (await Look(shelf)).Which);
        Assert.Equal(1, reckoned);
    }

    [Fact]
    public async Task One_is_reckoned_at_a_time_and_what_nobody_waits_for_any_more_is_not_begun()
    {
        var shelf = Shelf(patience: TimeSpan.Zero);
        using var gate = new ManualResetEventSlim();
        int begun = 0;
        ReportShelf.Question Of(int facility) => All with { Facilities = $"F{facility}" };
        IReadOnlyList<Report> Count()
        {
            Interlocked.Increment(ref begun);
            gate.Wait(TestContext.Current.CancellationToken);
            return [Named("done")];
        }
        for (int i = 0; i < 5; i++) Assert.True((await shelf.Look(Of(i), false, Count)).IsUnderWay);
        var file = shelf.Whole(Of(4), Count);
        SpinWait.SpinUntil(() => Volatile.Read(ref begun) == 1, TimeSpan.FromSeconds(10));
        await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.Equal(1, begun);
        clock.Now += TimeSpan.FromMinutes(1);
        // one of them came back
        Assert.True((await shelf.Look(Of(3), false, Count)).IsUnderWay);
        var behind = shelf.Behind;
        gate.Set();
        await behind;
        Assert.Equal("done", (await file)[0].Name);
        // the one that was under way, the one that came back and the one whose file waits
        Assert.InRange(begun, 3, 3);
    }

    [Fact]
    public async Task A_file_has_the_figures_of_the_page_and_waits_for_them_where_there_are_none()
    {
        var shelf = Shelf(patience: TimeSpan.Zero);
        Assert.Equal("1", (await shelf.Whole(All, Reckon))[0].Name);
        clock.Now += ReportShelf.Fresh;
        Assert.Equal("1", (await Look(shelf)).Which);
        Assert.Equal("1", (await shelf.Whole(All, Reckon))[0].Name);
    }

    [Fact]
    public async Task A_fault_behind_is_told_to_who_asks_next_and_once()
    {
        var shelf = Shelf();
        await Look(shelf);
        clock.Now += ReportShelf.Fresh + TimeSpan.FromSeconds(1);
        await shelf.Look(All, false, static () => throw new Practice.UnusableStoreException("gone"));
        await shelf.Behind;
        await Assert.ThrowsAsync<Practice.UnusableStoreException>(() => Look(shelf));
        Assert.Equal(("2", null), await Look(shelf));
    }

    [Fact]
    public async Task A_fault_that_nobody_asked_about_for_long_is_forgotten()
    {
        var shelf = Shelf(patience: TimeSpan.Zero);
        // not before the first look has gone away without it
        using var looked = new ManualResetEventSlim();
        await shelf.Look(All, false, () =>
        {
            looked.Wait();
            throw new Practice.UnusableStoreException("gone");
        });
        looked.Set();
        await shelf.Behind;
        clock.Now += ReportShelf.Kept + TimeSpan.FromSeconds(1);
        await Look(shelf);
        await shelf.Behind;
        Assert.Equal("1", (await Look(shelf)).Which);
    }
}
