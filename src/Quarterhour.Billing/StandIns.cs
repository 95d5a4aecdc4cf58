using Quarterhour.Billing.Tables;

namespace Quarterhour.Billing;

/// <summary>Which edit tables of another quarter stood in during a run: said once a run, not on every bill.</summary>
public sealed class StandIns
{
    readonly Dictionary<EditRelease, (DateOnly First, DateOnly Last)> used = new(ReferenceEqualityComparer.Instance);

    /// <summary>Release and the first and last date of service for which it stood in.</summary>
    public IEnumerable<(EditRelease Release, DateOnly First, DateOnly Last)> Used =>
        used.OrderBy(entry => entry.Key.Name, StringComparer.Ordinal).Select(entry => (entry.Key, entry.Value.First, entry.Value.Last));

    public void Add(EditRelease release, DateOnly date)
    {
        if (!used.TryGetValue(release, out var span)) used[release] = (date, date);
        else if (date < span.First) used[release] = (date, span.Last);
        else if (date > span.Last) used[release] = (span.First, date);
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
