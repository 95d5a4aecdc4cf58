using System.Diagnostics;
using Quarterhour.Practice.Reports;

namespace Quarterhour.Web.Receivables;

/// <summary>Reports of a large practice, which take a second to reckon, kept for who comes next: after a minute they are shown until they have been reckoned anew behind, after a quarter of an hour they are not shown any more. Those of a small practice are reckoned each time.</summary>
/// <param name="clock">The moment.</param>
sealed class ReportShelf(TimeProvider clock)
{
    const int Most = 64;

    /// <summary>From when on they are reckoned anew behind the one who sees them, and from when on nobody sees them.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1), Kept = TimeSpan.FromMinutes(15);

    /// <summary>What takes less is not kept.</summary>
    public TimeSpan Long { get; init; } = TimeSpan.FromMilliseconds(100);

    sealed class Entry(DateTimeOffset at, IReadOnlyList<Report> reports)
    {
        public DateTimeOffset At => at;

        public IReadOnlyList<Report> Reports => reports;

        public Task? Anew { get; set; }
    }

    readonly Dictionary<Question, Entry> shelf = [];
    readonly Lock one = new();

    /// <summary>What is asked, by whom.</summary>
    /// <param name="Facilities">What the caller may see: kept reports are nobody else's.</param>
    /// <param name="From">First date of service.</param>
    /// <param name="To">Last date of service.</param>
    /// <param name="Today">The day from which ages are counted.</param>
    public readonly record struct Question(string Facilities, DateOnly From, DateOnly To, DateOnly Today);

    /// <summary>The work behind that is under way for what is kept.</summary>
    public Task Behind
    {
        get
        {
            lock (one) return Task.WhenAll(shelf.Values.Select(static entry => entry.Anew).OfType<Task>());
        }
    }

    /// <param name="question">What is asked.</param>
    /// <param name="fresh">Reckon anew, and wait for it.</param>
    /// <param name="reckon">Makes the reports, from records that it opens itself: it may run when the request has long been answered.</param>
    /// <returns>The reports, and when they were reckoned; null for just now.</returns>
    public (IReadOnlyList<Report> Reports, DateTimeOffset? At) Take(Question question, bool fresh, Func<IReadOnlyList<Report>> reckon)
    {
        var now = clock.GetUtcNow();
        lock (one)
        {
            foreach (var (old, kept) in shelf)
                if (now - kept.At > Kept) shelf.Remove(old);
            if (!fresh && shelf.TryGetValue(question, out var known))
            {
                if (now - known.At > Fresh && known.Anew is null) known.Anew = Task.Run(() => Renew(question, known, reckon));
                return (known.Reports, known.At);
            }
        }
        return (Reckon(question, null, reckon), null);
    }

    /// <param name="question">What is asked.</param>
    /// <param name="before">What is to be replaced, if nobody has meanwhile; null replaces whatever there is.</param>
    /// <param name="reckon">Makes the reports.</param>
    IReadOnlyList<Report> Reckon(Question question, Entry? before, Func<IReadOnlyList<Report>> reckon)
    {
        var now = clock.GetUtcNow();
        long began = Stopwatch.GetTimestamp();
        var reports = reckon();
        bool takesLong = Stopwatch.GetElapsedTime(began) >= Long;
        lock (one)
        {
            if (before is not null && shelf.GetValueOrDefault(question) != before) return reports;
            shelf.Remove(question);
            if (!takesLong) return reports;
            if (shelf.Count >= Most) shelf.Remove(shelf.MinBy(static kept => kept.Value.At).Key);
            shelf[question] = new(now, reports);
        }
        return reports;
    }

    void Renew(Question question, Entry before, Func<IReadOnlyList<Report>> reckon)
    {
        try
        {
            Reckon(question, before, reckon);
        }
#pragma warning disable CA1031 // whatever it is: who asks next waits for the reports, and is told what is wrong
        catch
#pragma warning restore CA1031
        {
            lock (one)
                if (shelf.GetValueOrDefault(question) == before) shelf.Remove(question);
        }
    }
}
