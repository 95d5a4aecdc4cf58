namespace Quarterhour.Billing.Tables;

/// <summary>The rows of one release of the fee schedule, in the order of code and component modifier; in memory or over a mapped file.</summary>
public sealed class FeeRows
{
    readonly ReadOnlyMemory<ulong> keys;
    readonly ReadOnlyMemory<FeeRow> rows;

    // made when first asked for: a day asks for the same few again and again
    readonly RelativeValues?[] made;

    /// <param name="keys">By row its <see cref="Key"/>, ascending, each once.</param>
    /// <param name="rows">The rows.</param>
    /// <exception cref="ArgumentException">The parts don't belong together.</exception>
    public FeeRows(ReadOnlyMemory<ulong> keys, ReadOnlyMemory<FeeRow> rows)
    {
        if (keys.Length != rows.Length) throw new ArgumentException("the parts of the fee schedule don't belong together", nameof(rows));
        (this.keys, this.rows, made) = (keys, rows, new RelativeValues?[rows.Length]);
    }

    /// <summary>How many.</summary>
    public int Count => keys.Length;

    /// <summary>Code and component modifier as one number that sorts as they do.</summary>
    public static ulong Key(ProcedureCode code, Modifier component) => code.Packed << 16 | component.Packed;

    /// <summary>The row of a code, or of one of its components.</summary>
    public RelativeValues? Find(ProcedureCode code, Modifier component)
    {
        ulong key = Key(code, component);
        var sorted = keys.Span;
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (sorted[middle] < key) low = middle + 1;
            else high = middle;
        }
        return low < sorted.Length && sorted[low] == key ? made[low] ??= rows.Span[low].Values() : null;
    }

    /// <summary>Every row, in order.</summary>
    public IEnumerable<(ProcedureCode Code, Modifier Component, RelativeValues Values)> All()
    {
        for (int i = 0; i < keys.Length; i++)
            yield return (ProcedureCode.FromPacked(keys.Span[i] >> 16), Modifier.FromPacked((ushort)(keys.Span[i] & 0xFFFF)), rows.Span[i].Values());
    }
}
