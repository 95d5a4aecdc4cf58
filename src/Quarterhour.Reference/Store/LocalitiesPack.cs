using Quarterhour.Billing.Tables;
using Quarterhour.Reference.BuiltIn;
using Quarterhour.Reference.Packed;

namespace Quarterhour.Reference.Store;

/// <summary>The geographic indices of a release as a packed file.</summary>
static class LocalitiesPack
{
    const int Figures = 5;

    public static void Write(PackedWriter packed, IReadOnlyList<GeographicIndices> rows)
    {
        packed.Add<int>("figures", [.. rows.SelectMany(row => (int[])[row.Locality.Carrier, row.Locality.Number, FeeRow.Packed(row.Work), FeeRow.Packed(row.PracticeExpense), FeeRow.Packed(row.Malpractice)])]);
        packed.Texts("names", [.. rows.Select(row => row.Name)]);
        packed.Texts("states", [.. rows.Select(row => row.State)]);
    }

    static IEnumerable<GeographicIndices> Read(PackedFile packed, StoredTable table)
    {
        var (figures, names, states) = (packed.Values<int>("figures"), packed.Texts("names"), packed.Texts("states"));
        for (int i = 0; i < names.Count; i++)
        {
            var row = figures.Slice(i * Figures, Figures);
            yield return new(new(At(row, 0), At(row, 1)), names[i], states[i], table.Release.From!.Value, table.Release.To!.Value, Index(At(row, 2)), Index(At(row, 3)), Index(At(row, 4)), table.Source);
        }
    }

    static int At(ReadOnlyMemory<int> row, int column) => row.Span[column];

    /// <summary>With three decimals, as CMS writes them.</summary>
    static decimal Index(int packed) => packed % 10 == 0 ? new(packed / 10, 0, 0, isNegative: false, 3) : new(packed, 0, 0, isNegative: false, 4);

    /// <summary>The built-in indices with the imported ones before them; a whole release takes the place of built-in rows of the same days.</summary>
    public static LocalityTable Open(ReferenceFolder folder)
    {
        List<GeographicIndices> builtIn = LocalityRows.All(), imported = [];
        var states = builtIn.GroupBy(row => row.Locality).ToDictionary(rows => rows.Key, rows => rows.First().State);
        foreach (var table in folder.Of("localities").OrderBy(table => table.Release.IsCut))
        {
            // the files of 2020 have no state
            imported.AddRange(Read(folder.OpenPacked(table), table).Select(row => row.State.Length > 0 ? row : row with { State = states.GetValueOrDefault(row.Locality, "") }));
            if (!table.Release.IsCut) builtIn.RemoveAll(row => row.From == table.Release.From && row.To == table.Release.To);
        }
        return new([.. imported, .. builtIn]);
    }
}
