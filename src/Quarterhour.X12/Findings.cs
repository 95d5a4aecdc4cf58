using System.Collections;

namespace Quarterhour.X12;

/// <summary>What was found in a file. Of very many the first are kept and all are counted, so that memory stays bounded.</summary>
/// <param name="profile">Severities and rules of a receiver; null for the usual ones.</param>
/// <param name="most">How many are kept.</param>
public sealed class Findings(CheckProfile? profile = null, int most = 10_000) : IReadOnlyCollection<Finding>
{
    readonly List<Finding> kept = [];
    readonly SortedDictionary<string, long> counts = new(StringComparer.Ordinal);

    /// <summary>How many are kept.</summary>
    public int Count => kept.Count;

    /// <summary>All that were found, those not kept included.</summary>
    public long Total { get; private set; }

    /// <summary>All errors, those not kept included.</summary>
    public long Errors { get; private set; }

    /// <summary>All warnings, those not kept included.</summary>
    public long Warnings { get; private set; }

    /// <summary>How often each id occurred.</summary>
    public IReadOnlyDictionary<string, long> Counts => counts;

    /// <summary>Told of every finding, kept or not.</summary>
    public Action<Finding>? Each { get; init; }

    /// <summary>The finding with this number of those kept.</summary>
    public Finding this[int number] => kept[number];

    /// <summary>Adds a finding; the profile may change its severity or leave it out.</summary>
    public void Add(Finding finding)
    {
        if (profile is not null)
        {
            if (!profile.Severities.TryGetValue(finding.Id, out var severity)) severity = finding.Severity;
            if (severity is null) return;
            if (severity != finding.Severity) finding = finding with { Severity = severity.Value };
        }
        Total++;
        if (finding.Severity == Severity.Error) Errors++;
        else if (finding.Severity == Severity.Warning) Warnings++;
        counts[finding.Id] = counts.GetValueOrDefault(finding.Id) + 1;
        if (kept.Count < most) kept.Add(finding);
        Each?.Invoke(finding);
    }

    /// <inheritdoc/>
    public IEnumerator<Finding> GetEnumerator() => kept.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
