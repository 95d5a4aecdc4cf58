namespace Quarterhour.Billing.Tables;

/// <summary>A row of the add-on code table: the add-on is paid only beside a primary of the same day.</summary>
/// <param name="AddOn">The add-on code.</param>
/// <param name="Primary">A primary that lets it be paid; null where the contractor decides which (CMS writes CCCCC).</param>
/// <param name="Type">1 only listed primaries; 2 the contractor decides; 3 listed primaries and others.</param>
/// <param name="From">First day of the row; the first day of all where the file does not tell it: the row is taken to have begun before.</param>
/// <param name="To">Last day of the row; null while in force.</param>
public sealed record AddOnRow(ProcedureCode AddOn, ProcedureCode? Primary, char Type, DateOnly From, DateOnly? To)
{
    public bool InForceOn(DateOnly date) => From <= date && (To is not { } last || date <= last);
}

/// <summary>One release of the add-on code table, its rows found by add-on.</summary>
public sealed class AddOnRelease
{
    readonly CodeIndex addOns = new();
    readonly AddOnRow[] rows;
    readonly List<int> firsts = [];

    /// <param name="release">The release.</param>
    /// <param name="isWhole">True for CMS's whole table, false for a cut of it: a code that a cut does not list may still be an add-on.</param>
    /// <param name="rows">In any order.</param>
    public AddOnRelease(EditRelease release, bool isWhole, IEnumerable<AddOnRow> rows)
    {
        (Release, IsWhole) = (release, isWhole);
        this.rows = [.. rows.OrderBy(row => row.AddOn)];
        for (int i = 0; i < this.rows.Length; i++)
            if (addOns.Add(this.rows[i].AddOn) == firsts.Count) firsts.Add(i);
        firsts.Add(this.rows.Length);
    }

    public EditRelease Release { get; }

    public bool IsWhole { get; }

    /// <summary>Every row, in the order of the add-ons.</summary>
    public IReadOnlyList<AddOnRow> Rows => rows;

    public bool Knows(ProcedureCode addOn) => addOns.Contains(addOn);

    /// <summary>The rows of an add-on, whatever their days.</summary>
    public ReadOnlySpan<AddOnRow> Of(ProcedureCode addOn) => addOns.Find(addOn) is >= 0 and var at ? rows.AsSpan(firsts[at]..firsts[at + 1]) : [];
}
