namespace Quarterhour.Billing.Tables;

/// <summary>A row of the NCCI pair table.</summary>
/// <param name="Column1">The code that is paid.</param>
/// <param name="Column2">The code that is denied.</param>
/// <param name="LastDay">The deletion date, which is the last day in force; null while in force.</param>
/// <param name="Indicator">0 never together, 1 together with a modifier that the record supports, 9 withdrawn.</param>
public readonly record struct PairRow(ProcedureCode Column1, ProcedureCode Column2, DateOnly? LastDay, char Indicator)
{
    /// <summary>In force on the date as far as the row tells: the effective date is not in every release, so a row is taken to have begun before.</summary>
    public bool ActiveOn(DateOnly date) => Indicator != '9' && (LastDay is not { } last || date <= last);
}

/// <summary>One release: its rows, and which codes they were cut for. A pair outside is unknown, not free.</summary>
/// <param name="Release">The release.</param>
/// <param name="Rows">Its rows in the order of column 1, then column 2; a pair may have several with different dates.</param>
/// <param name="Column1Codes">The codes whose rows as column 1 are complete here.</param>
/// <param name="Column2Codes">The codes whose rows as column 2 are complete here, beside those.</param>
public sealed record PairRelease(EditRelease Release, PairRow[] Rows, CodeIndex Column1Codes, CodeIndex Column2Codes)
{
    /// <summary>Checked, because rows out of order would be missed without a word.</summary>
    /// <exception cref="ArgumentException">They are not in order.</exception>
    public PairRow[] Rows { get; } = InOrder(Rows);

    static PairRow[] InOrder(PairRow[] rows)
    {
        for (int i = 1; i < rows.Length; i++)
        {
            int order = rows[i - 1].Column1.CompareTo(rows[i].Column1);
            if (order > 0 || order == 0 && rows[i - 1].Column2.CompareTo(rows[i].Column2) > 0)
                throw new ArgumentException($"{rows[i].Column1} {rows[i].Column2} stands out of order", nameof(rows));
        }
        return rows;
    }

    /// <summary>True when the absence of a row for the two codes, in either order, means that there is no edit.</summary>
    public bool Covers(ProcedureCode a, ProcedureCode b) =>
        Column1Codes.Contains(a) && Column2Codes.Contains(b) && Column1Codes.Contains(b) && Column2Codes.Contains(a);

    /// <summary>The row in force for the two codes in the order given.</summary>
    public PairRow? Active(ProcedureCode column1, ProcedureCode column2, DateOnly date)
    {
        for (int at = First(column1, column2); at < Rows.Length && Rows[at].Column1 == column1 && Rows[at].Column2 == column2; at++)
            if (Rows[at].ActiveOn(date)) return Rows[at];
        return null;
    }

    /// <summary>Where the rows of the pair begin, or would.</summary>
    int First(ProcedureCode column1, ProcedureCode column2)
    {
        int low = 0, high = Rows.Length;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            ref readonly var row = ref Rows[middle];
            int order = row.Column1 == column1 ? row.Column2.CompareTo(column2) : row.Column1.CompareTo(column1);
            if (order < 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}

/// <summary>What the pair tables say of two codes.</summary>
/// <param name="Release">The release that answers; null when none covers the pair: undecided.</param>
/// <param name="StandsIn">True when the release is not that of the date's quarter.</param>
/// <param name="Row">The edit; null for none.</param>
public readonly record struct PairLookUp(EditRelease? Release, bool StandsIn, PairRow? Row);

/// <summary>The NCCI procedure-to-procedure edits by setting and date.</summary>
public sealed class PairTable(IReadOnlyList<PairRelease> releases)
{
    public IReadOnlyList<PairRelease> Releases => releases;

    /// <summary>Asks the release nearest to the date that has a row for the pair or covers it; codes in any order.</summary>
    public PairLookUp Find(ProcedureCode a, ProcedureCode b, DateOnly date, Setting setting)
    {
        PairLookUp best = default;
        int bestGap = int.MaxValue;
        foreach (var candidate in releases)
        {
            if (candidate.Release.Setting != setting) continue;
            int gap = candidate.Release.DaysFrom(date);
            if (gap >= bestGap) continue;
            var row = candidate.Active(a, b, date) ?? candidate.Active(b, a, date);
            if (row is null && !candidate.Covers(a, b)) continue;
            (best, bestGap) = (new(candidate.Release, gap > 0, row), gap);
        }
        return best;
    }
}
