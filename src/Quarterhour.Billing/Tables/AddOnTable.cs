namespace Quarterhour.Billing.Tables;

/// <summary>A row of the add-on code table: the add-on is paid only beside a primary of the same day.</summary>
/// <param name="AddOn">The add-on code.</param>
/// <param name="Primary">A primary that lets it be paid; null where the contractor decides which (CMS writes CCCCC).</param>
/// <param name="Type">1 only listed primaries; 2 the contractor decides; 3 listed primaries and others.</param>
/// <param name="From">First day of the row.</param>
/// <param name="To">Last day of the row; null while in force.</param>
public sealed record AddOnRow(ProcedureCode AddOn, ProcedureCode? Primary, char Type, DateOnly From, DateOnly? To);

/// <summary>The add-on codes, one release.</summary>
public sealed class AddOnTable(EditRelease release, IReadOnlyList<AddOnRow> rows)
{
    readonly CodeIndex addOns = Index(rows);

    public EditRelease Release => release;

    public IReadOnlyList<AddOnRow> All => rows;

    /// <summary>The rows of a code on a date; none means that the code is no add-on.</summary>
    public IEnumerable<AddOnRow> Of(ProcedureCode addOn, DateOnly date) =>
        rows.Where(row => row.AddOn == addOn && row.From <= date && (row.To is not { } last || date <= last));

    public bool Knows(ProcedureCode code) => addOns.Contains(code);

    static CodeIndex Index(IReadOnlyList<AddOnRow> rows)
    {
        var index = new CodeIndex();
        foreach (var row in rows) index.Add(row.AddOn);
        return index;
    }
}
