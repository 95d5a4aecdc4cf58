using Quarterhour.Billing.Tables;

namespace Quarterhour.Billing;

/// <summary>Which edit tables of another quarter stood in during a run: said once a run, not on every bill.</summary>
public sealed class StandIns
{
    // a handful of releases at most: looked through, not hashed, because every pair of codes asks
    readonly List<(EditRelease Release, DateOnly First, DateOnly Last)> used = [];

    /// <summary>Release and the first and last date of service for which it stood in.</summary>
    public IEnumerable<(EditRelease Release, DateOnly First, DateOnly Last)> Used =>
        used.OrderBy(entry => entry.Release.Name, StringComparer.Ordinal);

    public void Add(EditRelease release, DateOnly date)
    {
        for (int i = 0; i < used.Count; i++)
        {
            var (known, first, last) = used[i];
            if (!ReferenceEquals(known, release) && known != release) continue;
            if (date < first) used[i] = (known, date, last);
            else if (date > last) used[i] = (known, first, date);
            return;
        }
        used.Add((release, date, date));
    }

    /// <summary>Takes over what another part of the run noted.</summary>
    public void Add(StandIns other)
    {
        foreach (var (release, first, last) in other.Used)
        {
            Add(release, first);
            Add(release, last);
        }
    }
}
