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
        int at = PlaceOf(release);
        if (at < 0) used.Add((release, date, date));
        else if (date < used[at].First) used[at] = (used[at].Release, date, used[at].Last);
        else if (date > used[at].Last) used[at] = (used[at].Release, used[at].First, date);
    }

    int PlaceOf(EditRelease release)
    {
        for (int i = 0; i < used.Count; i++)
            if (ReferenceEquals(used[i].Release, release)) return i;
        // another part of the run may have made its own of the same release
        for (int i = 0; i < used.Count; i++)
            if (used[i].Release == release) return i;
        return -1;
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
