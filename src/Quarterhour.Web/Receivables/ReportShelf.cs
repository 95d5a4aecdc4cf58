using System.Diagnostics;
using Quarterhour.Practice.Reports;
using Quarterhour.Web.Desk;

namespace Quarterhour.Web.Receivables;

/// <summary>Reports of a large practice, which take a second to reckon, kept for a minute; those of a small one are reckoned anew each time. Kept apart by what the caller may see.</summary>
sealed class ReportShelf
{
    const int Most = 64;

    /// <summary>How long they are shown.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    /// <summary>What takes less is not kept.</summary>
    static readonly TimeSpan Long = TimeSpan.FromMilliseconds(100);

    readonly Dictionary<(string Facilities, DateOnly From, DateOnly To, DateOnly Today), (DateTimeOffset At, IReadOnlyList<Report> Reports)> shelf = [];
    readonly Lock one = new();

    /// <param name="desk">Who asks.</param>
    /// <param name="from">First date of service.</param>
    /// <param name="to">Last date of service.</param>
    /// <param name="fresh">Reckon anew.</param>
    /// <returns>The reports, and when they were reckoned; null for just now.</returns>
    public (IReadOnlyList<Report> Reports, DateTimeOffset? At) Take(RequestDesk desk, DateOnly from, DateOnly to, bool fresh)
    {
        var key = (desk.Caller.Facilities is { } words ? string.Join(' ', words.Order(StringComparer.Ordinal)) : "*", from, to, desk.Today);
        var now = desk.Office.Clock.GetUtcNow();
        lock (one)
        {
            foreach (var (old, kept) in shelf)
                if (now - kept.At > Kept) shelf.Remove(old);
            if (!fresh && shelf.TryGetValue(key, out var known)) return (known.Reports, known.At);
        }
        long began = Stopwatch.GetTimestamp();
        var reports = PracticeReports.All(desk.Store, from, to, desk.Today);
        if (Stopwatch.GetElapsedTime(began) < Long) return (reports, null);
        lock (one)
            if (shelf.Count < Most) shelf[key] = (now, reports);
        return (reports, null);
    }
}
