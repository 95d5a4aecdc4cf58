namespace Quarterhour.Billing.Tables;

/// <summary>What all whole releases of all settings say of a pair, under one search: releases share most of their pairs, and say few different things of them. 4.3 million rows of two releases are 2.2 million pairs, 9.7 MB.</summary>
/// <remarks>Made of the releases when tables are imported, and of nothing else: with it or without it a look-up has the same answer.</remarks>
public sealed class PairIndex
{
    /// <summary>Where a row tells its release, and that the higher code is column 1.</summary>
    public const int ReleaseShift = 24, BackShift = 23;

    /// <summary>In place of a kind: there are several rows.</summary>
    const uint Several = 1u << 31, Back = 1u << BackShift, KindMask = Back - 1;

    readonly PairSets sets;
    readonly int[] setEnds;
    readonly uint[] rows;

    /// <summary>By release and code.</summary>
    readonly byte[][] complete;

    /// <summary>By 1 more than a kind; at 0 what no pair says.</summary>
    readonly PairTerms?[] kinds;

    /// <summary>Beside them the numbers of the first and last day in force; the first after the last for what never is.</summary>
    readonly (int First, int Last)[] days;

    /// <summary>By release and set the row, as in <see cref="rows"/> but for 1 more than the kind and without the release; 0 where there is none.</summary>
    readonly uint[][] single;

    /// <param name="sets">The number of the set of rows that stand for a pair.</param>
    /// <param name="setEnds">By set, from the first, where its rows end.</param>
    /// <param name="rows">By set and release, in the order of the parts: the release in the upper 8 bits, then 1 where the higher code is column 1, then 23 bits for the number of what holds.</param>
    /// <param name="kinds">What holds, by number.</param>
    /// <param name="complete">By release and code: 1 where the release is complete for the code in its own quarter, 2 for another.</param>
    public PairIndex(PairSets sets, ReadOnlyMemory<int> setEnds, ReadOnlyMemory<uint> rows, PairTerms[] kinds, ReadOnlyMemory<byte> complete)
    {
        (this.sets, this.setEnds, this.rows) = (sets, [0, .. setEnds.Span], rows.ToArray());
        this.complete = [.. complete.ToArray().Chunk(Math.Max(1, sets.Codes))];
        this.kinds = [null, .. kinds];
        days = [.. this.kinds.Select(static kind => kind is { Indicator: not '9' } ? ((kind.FirstDay ?? DateOnly.MinValue).DayNumber, (kind.LastDay ?? DateOnly.MaxValue).DayNumber) : (1, 0))];
        single = [.. this.complete.Select(_ => new uint[this.setEnds.Length])];
        for (int set = 1, at = 0; set < this.setEnds.Length; set++)
            for (; at < this.setEnds[set]; at++)
            {
                ref uint known = ref single[this.rows[at] >> ReleaseShift][set];
                known = known == 0 ? Row(at) : Several;
            }
    }

    /// <summary>How many codes stand in a pair.</summary>
    public int Codes => sets.Codes;

    /// <summary>A code by its number, from 0 in the order of the codes.</summary>
    public ProcedureCode Code(int number) => sets.Code(number);

    /// <summary>The number of a code; -1 for one that stands in no pair.</summary>
    public int Number(ProcedureCode code) => sets.Number(code);

    /// <summary>The set of rows for two codes by their numbers; <see cref="PairSets.None"/> where there is none.</summary>
    public int Set(int one, int other) => sets.Find(one, other);

    /// <summary>What a release's rows of a set say on a date, to be had by <see cref="Terms"/>; of several whose first days are not told, the one that ends first. 0 for nothing.</summary>
    /// <param name="set">As <see cref="Set"/> told it.</param>
    /// <param name="release">The release by its number.</param>
    /// <param name="date">The day.</param>
    /// <param name="back">All bits set where the higher code is column 1, else 0.</param>
    /// <remarks>But for the few pairs with several rows there is no branch on what is said.</remarks>
    public int InForce(int set, int release, DateOnly date, out int back)
    {
        unchecked
        {
            uint row = single[release][set];
            if (row == Several) row = OfSeveral(set, release, date);
            back = (int)(row << 31 - BackShift) >> 31;
            int kind = (int)(row & KindMask), day = date.DayNumber;
            var (first, last) = days[kind];
            return kind & ~((day - first | last - day) >> 31);
        }
    }

    /// <summary>What holds, by the number that <see cref="InForce"/> told.</summary>
    public PairTerms? Terms(int kind) => kinds[kind];

    /// <summary>Whether a release is complete for two codes, so that no row means no edit.</summary>
    /// <param name="release">By its number.</param>
    /// <param name="one">A code's number.</param>
    /// <param name="other">The other's.</param>
    /// <param name="flag">1 in the release's own quarter, 2 in another.</param>
    public bool IsComplete(int release, int one, int other, byte flag)
    {
        byte[] codes = complete[release];
        return (codes[one] & codes[other] & flag) != 0;
    }

    uint Row(int at) => (rows[at] & (Back | KindMask)) + 1;

    uint OfSeveral(int set, int release, DateOnly date)
    {
        PairTerms? found = null;
        uint told = 0;
        for (int at = setEnds[set - 1]; at < setEnds[set]; at++)
        {
            var kind = kinds[Row(at) & KindMask]!;
            if (rows[at] >> ReleaseShift == release && kind.ActiveOn(date) && (found is null || kind.EndsBefore(found))) (found, told) = (kind, Row(at));
        }
        return told;
    }
}
