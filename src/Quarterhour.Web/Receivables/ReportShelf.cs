using System.Diagnostics;
using Quarterhour.Practice.Reports;

namespace Quarterhour.Web.Receivables;

/// <summary>Reports of a large practice take a second to reckon: who asks gets what is there at once and the figures when they are. They are kept for who comes next: after a minute they are shown until they have been reckoned anew behind, after a quarter of an hour they are not shown any more.
/// Those of a small practice are there before anybody notices, and are reckoned each time.</summary>
/// <param name="clock">The moment.</param>
sealed class ReportShelf(TimeProvider clock)
{
    const int Most = 64;

    /// <summary>Whoever has not asked again for so long is gone.</summary>
    static readonly TimeSpan Gone = TimeSpan.FromSeconds(20);

    /// <summary>From when on they are reckoned anew behind the one who sees them, and from when on nobody sees them.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1), Kept = TimeSpan.FromMinutes(15);

    /// <summary>How long a page waits for its figures.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(40);

    /// <summary>What takes less is not kept.</summary>
    public TimeSpan Long { get; init; } = TimeSpan.FromMilliseconds(40);

    /// <summary>Some work on a question: what it is made of is read after it began.</summary>
    sealed class Work(DateTimeOffset began, bool isAsked)
    {
        /// <summary>When.</summary>
        public DateTimeOffset Began => began;

        /// <summary>Somebody wanted it anew.</summary>
        public bool IsAsked => isAsked;

        /// <summary>When somebody last asked for it.</summary>
        public required DateTimeOffset LastAsked { get; set; }

        /// <summary>Somebody waits until it is there.</summary>
        public bool IsAwaited { get; set; }

        /// <summary>Somebody was told to come back for it.</summary>
        public bool IsPromised { get; set; }

        public TaskCompletionSource<IReadOnlyList<Report>> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<IReadOnlyList<Report>> Reports => Result.Task;
    }

    /// <summary>What there is of a question.</summary>
    sealed class Entry
    {
        public (IReadOnlyList<Report> Reports, DateTimeOffset At)? Kept { get; set; }

        public Work? Anew { get; set; }
    }

    readonly Dictionary<Question, Entry> shelf = [];
    readonly Lock one = new();

    // one after the other: each takes a processor and a connection, and pages want theirs
    readonly SemaphoreSlim turn = new(1);

    /// <summary>What is asked, by whom.</summary>
    /// <param name="Facilities">What the caller may see: kept reports are nobody else's.</param>
    /// <param name="From">First date of service.</param>
    /// <param name="To">Last date of service.</param>
    /// <param name="Today">The day from which ages are counted.</param>
    public readonly record struct Question(string Facilities, DateOnly From, DateOnly To, DateOnly Today);

    /// <summary>What is there of an answer.</summary>
    /// <param name="Reports">The reports; null while they are reckoned for the first time.</param>
    /// <param name="At">When they were begun; null for just now.</param>
    /// <param name="IsUnderWay">They are being reckoned for the one who asked: ask again in a moment.</param>
    public readonly record struct Answer(IReadOnlyList<Report>? Reports, DateTimeOffset? At, bool IsUnderWay);

    /// <summary>The work that is under way.</summary>
    public Task Behind
    {
        get
        {
            lock (one) return Task.WhenAll(shelf.Values.Select(static entry => entry.Anew?.Reports).OfType<Task>().Select(static work => Task.WhenAny(work)));
        }
    }

    /// <summary>What is there within <see cref="Patience"/>.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="fresh">Reckon anew.</param>
    /// <param name="reckon">Makes the reports, from records that it opens itself: it may run when the request has long been answered.</param>
    public async Task<Answer> Look(Question question, bool fresh, Func<IReadOnlyList<Report>> reckon)
    {
        var (kept, work) = Take(question, fresh, awaited: false, reckon);
        if (kept is { } known && !fresh) return new(known.Reports, known.At, work is { IsAsked: true });
        await Task.WhenAny(work!.Reports, Task.Delay(Patience)).ConfigureAwait(false);
        lock (one)
            // given up for newer work is not there either
            if (!work.Reports.IsCompleted || work.Reports.IsCanceled)
            {
                work.IsPromised = true;
                return new(kept?.Reports, kept?.At, true);
            }
        return new(await Done(question, work).ConfigureAwait(false), null, false);
    }

    /// <summary>The reports that a page would show, waited for where there are none.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="reckon">As in <see cref="Look"/>.</param>
    public async Task<IReadOnlyList<Report>> Whole(Question question, Func<IReadOnlyList<Report>> reckon) =>
        Take(question, fresh: false, awaited: true, reckon) is var (kept, work) && kept is { } known ? known.Reports : await Done(question, work!).ConfigureAwait(false);

    /// <summary>What is kept, and the work under way: at least one of them.</summary>
    ((IReadOnlyList<Report> Reports, DateTimeOffset At)? Kept, Work? Anew) Take(Question question, bool fresh, bool awaited, Func<IReadOnlyList<Report>> reckon)
    {
        var now = clock.GetUtcNow();
        lock (one)
        {
            foreach (var (old, there) in shelf)
            {
                if (now - there.Kept?.At > Kept) there.Kept = null;
                if (there.Anew is { Reports.IsCompleted: true } ended && now - ended.Began > Kept) there.Anew = null;
                if (there is { Kept: null, Anew: null }) shelf.Remove(old);
            }
            if (!shelf.TryGetValue(question, out var entry)) shelf[question] = entry = new();
            // what is under way may have read the records before the change that somebody wants to see; a second click changes nothing
            if (fresh ? entry.Anew is not { IsAsked: true } : entry.Anew is null && (entry.Kept is not { } known || now - known.At > Fresh))
            {
                var work = entry.Anew = new(now, fresh) { LastAsked = now };
                _ = Task.Run(() => Reckon(question, work, reckon));
            }
            if (entry.Anew is { } under) (under.LastAsked, under.IsAwaited) = (now, under.IsAwaited || awaited && entry.Kept is null);
            return (entry.Kept, entry.Anew);
        }
    }

    async Task Reckon(Question question, Work work, Func<IReadOnlyList<Report>> reckon)
    {
        await turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (IsLeft(question, work)) return;
            long began = Stopwatch.GetTimestamp();
            var reports = reckon();
            lock (one)
            {
                Put(question, work, work.IsPromised || Stopwatch.GetElapsedTime(began) >= Long ? reports : null);
                work.Result.SetResult(reports);
            }
        }
#pragma warning disable CA1031 // whatever it is: it is told to who waits for the reports, now or when they ask again
        catch (Exception fault)
#pragma warning restore CA1031
        {
            lock (one)
            {
                // older figures would hide it
                if (shelf.GetValueOrDefault(question) is { } entry && entry.Anew == work) entry.Kept = null;
                work.Result.SetException(fault);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Nobody waits for it any more, now that it is its turn: it is not begun.</summary>
    bool IsLeft(Question question, Work work)
    {
        lock (one)
        {
            bool isReplaced = shelf.GetValueOrDefault(question)?.Anew != work;
            if (work.IsAwaited || !isReplaced && clock.GetUtcNow() - work.LastAsked <= Gone) return false;
            if (!isReplaced) shelf[question].Anew = null;
            work.Result.SetCanceled();
            return true;
        }
    }

    /// <param name="question">What was asked.</param>
    /// <param name="work">What has ended; newer work leaves it unheard.</param>
    /// <param name="reports">To be kept; null for what was quick.</param>
    void Put(Question question, Work work, IReadOnlyList<Report>? reports)
    {
        if (shelf.GetValueOrDefault(question) is not { } entry || entry.Anew != work) return;
        (entry.Anew, entry.Kept) = (null, reports is null ? null : (reports, work.Began));
        if (shelf.Count(static other => other.Value.Kept is not null) > Most) shelf.Where(static other => other.Value.Kept is not null).MinBy(static other => other.Value.Kept!.Value.At).Value.Kept = null;
    }

    /// <summary>The reports, or the fault that ended the work: told once, then it is tried again.</summary>
    async Task<IReadOnlyList<Report>> Done(Question question, Work work)
    {
        try
        {
            return await work.Reports.ConfigureAwait(false);
        }
        catch
        {
            lock (one) Put(question, work, null);
            throw;
        }
    }
}
