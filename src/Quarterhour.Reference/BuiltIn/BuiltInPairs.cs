using Quarterhour.Billing.Tables;

namespace Quarterhour.Reference.BuiltIn;

/// <summary>pairs-*.csv: the NCCI pairs of the catalogue's codes, a file a release.</summary>
static class BuiltInPairs
{
    public static PairTable Read()
    {
        var codes = CodeRows.Read().All;
        List<PairRelease> releases = [];
        foreach (var release in ReleaseRows.Of("pairs"))
        {
            var pairs = Pairs($"pairs-{ReleaseRows.Key(release)}.csv");
            var complete = IsCompleteTable(release) ? Begun(codes, release) : TherapyBlock(codes, release);
            releases.Add(new(release, [pairs], (code, _) => complete.Contains(code)));
        }
        return new(releases);
    }

    static PairRows Pairs(string file)
    {
        var rows = Rows.Of(Embedded.Bytes(file));
        var built = new PairRowsBuilder();
        while (rows.Next()) built.Add(rows.Code(), rows.Code(), new(null, rows.DayOrNull(), rows.Letter()));
        return built.Pack();
    }

    /// <summary>The tables of 2024 are whole, with every pair that was ever deleted; what came later is a cut of the pairs then in force.</summary>
    static bool IsCompleteTable(EditRelease release) => release.From.Year <= 2024;

    /// <summary>A table can't tell about codes that began after it.</summary>
    static CodeIndex Begun(IReadOnlyList<TherapyCode> codes, EditRelease release)
    {
        var begun = new CodeIndex();
        foreach (var code in codes) if (code.From is not { } first || first <= release.To) begun.Add(code.Code);
        return begun;
    }

    /// <summary>The cut of 2026-10-01 holds column 1 of the therapy codes in the 97xxx block and no other; acupuncture's pairs, in the same block, are not in it.
    /// It lists only pairs in force, so it can't tell about codes that had ended.</summary>
    static CodeIndex TherapyBlock(IReadOnlyList<TherapyCode> codes, EditRelease release)
    {
        var block = new CodeIndex();
        foreach (var code in codes)
            if (code.List != TherapyList.Never && code.InForceOn(release.From) && code.Code.Packed >> 24 == ('9' << 8 | '7')) block.Add(code.Code);
        return block;
    }
}
