namespace Quarterhour.Billing.Tables;

/// <summary>One release of the pair table.</summary>
/// <param name="Release">The release.</param>
/// <param name="Parts">Its rows, in as many parts as it came in.</param>
/// <param name="Complete">Whether all rows of a code, in either column, are here; told whether the release answers for another quarter than its own, whose codes it may not know.
/// A pair outside is unknown, not free.</param>
public sealed record PairRelease(EditRelease Release, IReadOnlyList<PairRows> Parts, Func<ProcedureCode, bool, bool> Complete)
{
    /// <summary>True when the absence of a row for the two codes, in either order, means that there is no edit.</summary>
    /// <param name="standsIn">The release answers for another quarter.</param>
    public bool Covers(ProcedureCode a, ProcedureCode b, bool standsIn) => Complete(a, standsIn) && Complete(b, standsIn);

    /// <summary>The row in force for two codes, in either order.</summary>
    public PairRow? Find(ProcedureCode a, ProcedureCode b, DateOnly date)
    {
        PairRow? found = null;
        for (int i = 0; i < Parts.Count; i++)
            if (Parts[i].Find(a, b, date) is { } row && (found is not { } other || row.Terms.EndsBefore(other.Terms))) found = row;
        return found;
    }

    /// <summary>Rows of all parts.</summary>
    public int Rows => Parts.Sum(part => part.Count);
}

/// <summary>What the pair tables say of two codes.</summary>
/// <param name="Release">The release that answers; null when none covers the pair: undecided.</param>
/// <param name="StandsIn">True when the release is not that of the date's quarter.</param>
/// <param name="Row">The edit; null for none.</param>
public readonly record struct PairLookUp(EditRelease? Release, bool StandsIn, PairRow? Row);

/// <summary>The NCCI procedure-to-procedure edits by setting and date.</summary>
public sealed class PairTable(IReadOnlyList<PairRelease> releases)
{
    readonly PairRelease[] inOrder = [.. releases];

    public IReadOnlyList<PairRelease> Releases => inOrder;

    /// <summary>Asks the release nearest to the date that has a row for the pair or covers it; codes in any order.</summary>
    public PairLookUp Find(ProcedureCode a, ProcedureCode b, DateOnly date, Setting setting)
    {
        // the usual case: the quarter's own table is there and answers
        foreach (var own in inOrder)
            if (own.Release.Setting == setting && own.Release.From <= date && date <= own.Release.To && Ask(own, a, b, date, standsIn: false) is { } answer) return answer;
        PairLookUp best = default;
        int bestGap = int.MaxValue;
        foreach (var candidate in inOrder)
        {
            if (candidate.Release.Setting != setting) continue;
            int gap = candidate.Release.DaysFrom(date);
            if (gap == 0 || gap >= bestGap || Ask(candidate, a, b, date, standsIn: true) is not { } answer) continue;
            (best, bestGap) = (answer, gap);
        }
        return best;
    }

    static PairLookUp? Ask(PairRelease release, ProcedureCode a, ProcedureCode b, DateOnly date, bool standsIn)
    {
        var row = release.Find(a, b, date);
        return row is not null || release.Covers(a, b, standsIn) ? new(release.Release, standsIn, row) : null;
    }
}
