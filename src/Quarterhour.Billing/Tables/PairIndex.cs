namespace Quarterhour.Billing.Tables;

/// <summary>What all whole releases of all settings say of a pair, under one search: releases share most of their pairs, and say few different things of them. 4.3 million rows of two releases are 2.2 million lines, 9 MB.</summary>
/// <remarks>Made of the releases when tables are imported, and of nothing else: with it or without it a look-up has the same answer.</remarks>
/// <param name="lines">In the lower half of each the number of the set of rows that stand for the pair.</param>
/// <param name="setEnds">By set, where its rows end.</param>
/// <param name="rows">By set and release, in the order of the parts: the release in the upper 8 bits, then 1 where the higher code is column 1, then 23 bits for the number of what holds.</param>
/// <param name="kinds">What holds, by number.</param>
/// <param name="complete">By release and code: 1 where the release is complete for the code in its own quarter, 2 for another.</param>
public sealed class PairIndex(PairLines lines, ReadOnlyMemory<int> setEnds, ReadOnlyMemory<uint> rows, PairTerms[] kinds, ReadOnlyMemory<byte> complete)
{
    /// <summary>Where a row tells its release, and that the higher code is column 1.</summary>
    public const int ReleaseShift = 24, BackShift = 23;

    /// <summary>No release has a row for the pair.</summary>
    public const int None = -1;

    readonly int[] setEnds = setEnds.ToArray();
    readonly uint[] rows = rows.ToArray();
    readonly byte[] complete = complete.ToArray();

    /// <summary>How many codes stand in a pair.</summary>
    public int Codes => lines.Codes;

    /// <summary>A code by its number, from 0 in the order of the codes.</summary>
    public ProcedureCode Code(int number) => lines.Code(number);

    /// <summary>The set of rows for two codes by their numbers, the lower first; <see cref="None"/> where there is none.</summary>
    public int Set(int lower, int higher)
    {
        var (from, end) = lines.Under(lower);
        var given = lines.Rows;
        int at = lines.First(given, from, end, higher);
        return at < end && given[at] >> 16 == higher ? (int)(given[at] & 0xFFFF) : None;
    }

    /// <summary>What a release's rows of a set say on a date; of several whose first days are not told, the one that ends first.</summary>
    /// <param name="set">As <see cref="Set"/> told it.</param>
    /// <param name="release">The release by its number.</param>
    /// <param name="date">The day.</param>
    /// <param name="back">True where the higher code is column 1.</param>
    public PairTerms? InForce(int set, int release, DateOnly date, out bool back)
    {
        PairTerms? found = null;
        back = false;
        if (set < 0) return null;
        for (int i = set == 0 ? 0 : setEnds[set - 1]; i < setEnds[set]; i++)
        {
            uint row = rows[i];
            if (row >> ReleaseShift != release) continue;
            var kind = kinds[row & (1u << BackShift) - 1];
            if (kind.ActiveOn(date) && (found is null || kind.EndsBefore(found))) (found, back) = (kind, (row >> BackShift & 1) != 0);
        }
        return found;
    }

    /// <summary>Whether a release is complete for two codes, so that no row means no edit.</summary>
    /// <param name="release">By its number.</param>
    /// <param name="first">A code's number.</param>
    /// <param name="second">The other's.</param>
    /// <param name="flag">1 in the release's own quarter, 2 in another.</param>
    public bool IsComplete(int release, int first, int second, byte flag) => (complete[release * Codes + first] & complete[release * Codes + second] & flag) != 0;
}
