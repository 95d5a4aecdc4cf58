namespace Quarterhour.Billing.Tables;

/// <summary>Gathers rows of the fee schedule in any order and packs them.</summary>
public sealed class FeeRowsBuilder
{
    readonly HashSet<ulong> known = [];
    readonly List<ulong> keys = [];
    readonly List<FeeRow> rows = [];

    /// <summary>Rows so far.</summary>
    public int Count => keys.Count;

    /// <summary>Adds a row.</summary>
    /// <returns>False where the code and component have a row already, which stays.</returns>
    /// <exception cref="OverflowException">A figure is too large for a fee schedule.</exception>
    public bool Add(ProcedureCode code, Modifier component, RelativeValues values)
    {
        ulong key = FeeRows.Key(code, component);
        if (!known.Add(key)) return false;
        keys.Add(key);
        rows.Add(new(values));
        return true;
    }

    /// <summary>The parts of the packed table, to be written to a file.</summary>
    public (ulong[] Keys, FeeRow[] Rows) Runs()
    {
        ulong[] sorted = [.. keys];
        FeeRow[] inOrder = [.. rows];
        Array.Sort(sorted, inOrder);
        return (sorted, inOrder);
    }

    public FeeRows Pack()
    {
        var (sorted, inOrder) = Runs();
        return new(sorted, inOrder);
    }
}
