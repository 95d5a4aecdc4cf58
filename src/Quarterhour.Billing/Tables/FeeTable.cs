namespace Quarterhour.Billing.Tables;

/// <summary>One release of the physician fee schedule's relative values.</summary>
/// <param name="Name">CMS's name, for example <c>2025D</c> or <c>2024AR</c>.</param>
/// <param name="From">First date of service it answers for.</param>
/// <param name="To">Last date of service it answers for.</param>
/// <param name="ConversionFactor">Dollars for one relative value unit.</param>
/// <param name="File">The file it was read from.</param>
public sealed record FeeRelease(string Name, DateOnly From, DateOnly To, decimal ConversionFactor, string File);

/// <summary>A code's relative value units and payment indicators in one release.</summary>
/// <param name="Status">CMS's status indicator: A active, B bundled, C contractor-priced, I not valid for Medicare, N not covered, R restricted, …</param>
/// <param name="Work">Work units.</param>
/// <param name="PracticeExpense">Non-facility practice expense units; therapy is paid with these in every setting.</param>
/// <param name="FacilityPracticeExpense">Facility practice expense units.</param>
/// <param name="Malpractice">Malpractice units.</param>
/// <param name="MultipleProcedure">CMS's multiple-procedure indicator; 5 marks the therapy reduction.</param>
public sealed record RelativeValues(char Status, decimal Work, decimal PracticeExpense, decimal FacilityPracticeExpense, decimal Malpractice, char MultipleProcedure);

/// <summary>What the fee schedule says of a code on a date.</summary>
/// <param name="Release">The release that answers.</param>
/// <param name="StandsIn">True when the release of the date's own quarter is not loaded and the nearest of the same year answers.</param>
/// <param name="Values">The values; null when the release does not list the code.</param>
public readonly record struct FeeLookUp(FeeRelease Release, bool StandsIn, RelativeValues? Values);

/// <summary>Relative values by code and date. Never answers from another calendar year.</summary>
/// <param name="releases">In the order of their first days, not overlapping.</param>
/// <param name="codes">The codes that any release lists.</param>
/// <param name="values">By the place of the code the values by release, in the order of <paramref name="releases"/>; null where a release does not list the code.</param>
public sealed class FeeTable(IReadOnlyList<FeeRelease> releases, CodeIndex codes, IReadOnlyList<RelativeValues?[]> values)
{
    readonly (int Year, int From, int To)[] days = [.. releases.Select(release => (release.From.Year, release.From.DayNumber, release.To.DayNumber))];

    public IReadOnlyList<FeeRelease> Releases => releases;

    /// <summary>The release of the date's quarter, else the nearest loaded one of the same calendar year (the earlier of two as near).</summary>
    /// <returns>Null when no release of the date's year is loaded.</returns>
    public FeeLookUp? Find(ProcedureCode code, DateOnly date)
    {
        int best = -1, bestGap = int.MaxValue, day = date.DayNumber, year = date.Year;
        for (int i = 0; i < days.Length; i++)
        {
            var (ofYear, from, to) = days[i];
            if (ofYear != year) continue;
            int gap = day < from ? from - day : Math.Max(0, day - to);
            if (gap < bestGap) (best, bestGap) = (i, gap);
        }
        if (best < 0) return null;
        return new(releases[best], bestGap > 0, codes.Find(code) is >= 0 and var at ? values[at][best] : null);
    }
}
