namespace Quarterhour.Billing.Tables;

/// <summary>One release of the fee schedule with its rows, which are opened when they are first asked for.</summary>
/// <param name="release">The release.</param>
/// <param name="count">How many rows it has.</param>
/// <param name="open">Opens them.</param>
/// <param name="covers">Whether the absence of a code means that the release does not list it; a cut tells only of the codes that it has.</param>
public sealed class FeeBook(FeeRelease release, int count, Func<FeeRows> open, Func<ProcedureCode, bool> covers)
{
    // not thread-safe on purpose: two openings give the same rows
    FeeRows? rows;

    public FeeRelease Release => release;

    public int Count => count;

    public FeeRows Rows => rows ??= open();

    /// <summary>True when a code without a row is not in the fee schedule. Of another quarter than its own a release tells only about codes that it has: others may have begun or ended since.</summary>
    public bool Covers(ProcedureCode code, bool standsIn) => !standsIn && covers(code);
}
