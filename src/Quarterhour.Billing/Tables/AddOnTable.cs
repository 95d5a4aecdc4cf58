namespace Quarterhour.Billing.Tables;

/// <summary>What the add-on code table says of a code on a date.</summary>
/// <param name="Release">The release that answers; null when none lists the code and none is whole.</param>
/// <param name="StandsIn">True when the release is not that of the date's quarter.</param>
/// <param name="Rows">The rows in force on the date; none means that the code is no add-on.</param>
public readonly record struct AddOnLookUp(EditRelease? Release, bool StandsIn, IReadOnlyList<AddOnRow> Rows);

/// <summary>The add-on codes by date.</summary>
public sealed class AddOnTable(IReadOnlyList<AddOnRelease> releases)
{
    /// <summary>A table of one release that lists only these codes.</summary>
    public AddOnTable(EditRelease release, IReadOnlyList<AddOnRow> rows)
        : this([new AddOnRelease(release, isWhole: false, rows)]) { }

    readonly AddOnRelease[] releases = [.. releases];

    public IReadOnlyList<AddOnRelease> Releases => releases;

    /// <summary>Asks the release nearest to the date that lists the code or is whole.</summary>
    public AddOnLookUp Find(ProcedureCode addOn, DateOnly date)
    {
        AddOnRelease? best = null;
        int bestGap = int.MaxValue;
        foreach (var candidate in releases)
        {
            if (!candidate.IsWhole && !candidate.Knows(addOn) || candidate.Release.DaysFrom(date) is var gap && gap >= bestGap) continue;
            (best, bestGap) = (candidate, candidate.Release.DaysFrom(date));
        }
        if (best is null) return new(null, false, []);
        List<AddOnRow> rows = [];
        foreach (var row in best.Of(addOn)) if (row.InForceOn(date)) rows.Add(row);
        return new(best.Release, bestGap > 0, rows);
    }

    /// <summary>The add-ons that a primary lets be paid on a date, as the nearest release that lists it has them.</summary>
    public IEnumerable<ProcedureCode> AddOnsOf(ProcedureCode primary, DateOnly date) => releases
        .Where(release => release.IsWhole || release.Rows.Any(row => row.Primary == primary)).MinBy(release => release.Release.DaysFrom(date))?
        .Rows.Where(row => row.Primary == primary && row.InForceOn(date)).Select(row => row.AddOn).Distinct() ?? [];

    /// <summary>True for a code that any release lists as an add-on.</summary>
    public bool Knows(ProcedureCode code)
    {
        for (int i = 0; i < releases.Length; i++)
            if (releases[i].Knows(code)) return true;
        return false;
    }
}
