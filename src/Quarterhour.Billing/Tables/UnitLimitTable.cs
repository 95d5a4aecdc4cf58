namespace Quarterhour.Billing.Tables;

/// <summary>A medically unlikely edit.</summary>
/// <param name="Limit">The most units; 0 means never payable in the setting.</param>
/// <param name="Adjudication">1 by claim line; 2 by day, absolute; 3 by day, open to review.</param>
public readonly record struct UnitLimit(int Limit, char Adjudication);

/// <summary>One release of the MUE table.</summary>
/// <param name="Release">The release.</param>
/// <param name="Codes">The codes that it lists.</param>
/// <param name="Limits">Their limits, by the place of the code.</param>
public sealed record UnitLimitRelease(EditRelease Release, CodeIndex Codes, UnitLimit[] Limits);

/// <summary>What the MUE tables say of a code.</summary>
/// <param name="Release">The release that answers; null when none of the setting is loaded.</param>
/// <param name="StandsIn">True when the release is not that of the date's quarter.</param>
/// <param name="Limit">The limit; null when no release publishes one, which is not "no edit": some values are unpublished.</param>
public readonly record struct UnitLimitLookUp(EditRelease? Release, bool StandsIn, UnitLimit? Limit);

/// <summary>The medically unlikely edits by setting and date.</summary>
public sealed class UnitLimitTable(IReadOnlyList<UnitLimitRelease> releases)
{
    readonly UnitLimitRelease[] releases = [.. releases];

    public IReadOnlyList<UnitLimitRelease> Releases => releases;

    /// <summary>Asks the release nearest to the date that lists the code.</summary>
    public UnitLimitLookUp Find(ProcedureCode code, DateOnly date, Setting setting)
    {
        UnitLimitLookUp best = default;
        int bestGap = int.MaxValue;
        bool bestHas = false;
        foreach (var candidate in releases)
        {
            var release = candidate.Release;
            if (release.Setting != setting) continue;
            int gap = release.DaysFrom(date), at = candidate.Codes.Find(code);
            bool has = at >= 0;
            if (bestHas && !has || bestHas == has && gap >= bestGap) continue;
            (best, bestGap, bestHas) = (new(release, gap > 0, has ? candidate.Limits[at] : null), gap, has);
        }
        return best;
    }
}
