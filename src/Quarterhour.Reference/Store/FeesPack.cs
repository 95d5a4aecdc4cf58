using Quarterhour.Billing.Tables;
using Quarterhour.Reference.BuiltIn;
using Quarterhour.Reference.Import;
using Quarterhour.Reference.Packed;

namespace Quarterhour.Reference.Store;

/// <summary>A release of the fee schedule as a packed file: the conversion factor, and its rows as they stand in memory.</summary>
static class FeesPack
{
    public static void Write(PackedWriter packed, FeeRowsBuilder built, decimal factor)
    {
        var (keys, rows) = built.Runs();
        packed.Add<int>("factor", [FeeRow.Packed(factor)]);
        packed.Add<ulong>("keys", keys);
        packed.Add<FeeRow>("rows", rows);
    }

    public static FeeRows Read(PackedFile packed) => new(packed.Values<ulong>("keys"), packed.Values<FeeRow>("rows"));

    /// <summary>The built-in releases with the imported ones before them; a whole one takes the place of a built-in one of the same days. Of the two files of a quarter
    /// that CMS publishes from 2026 on, only one sort is taken.</summary>
    /// <param name="qualifying">The files for qualifying participants (QPP) in place of the others; years in which there is one file for all stay.</param>
    public static FeeTable Open(ReferenceFolder folder, bool qualifying = false)
    {
        List<FeeBook> builtIn = BuiltInFees.Books(), imported = [];
        if (qualifying) builtIn.RemoveAll(book => book.Release.From.Year >= TableRelease.FirstYearOfTwo);
        foreach (var table in folder.Of("fee-schedule").OrderBy(table => table.Release.IsCut))
        {
            if (table.Release.From!.Value.Year >= TableRelease.FirstYearOfTwo && table.Release.IsQualifying != qualifying) continue;
            imported.Add(Book(folder, table));
            if (!table.Release.IsCut) builtIn.RemoveAll(book => book.Release.From == table.Release.From);
        }
        return new([.. imported, .. builtIn]);
    }

    static FeeBook Book(ReferenceFolder folder, StoredTable table)
    {
        var packed = folder.OpenPacked(table);
        var release = table.Release;
        decimal factor = new(packed.Values<int>("factor").Span[0], 0, 0, isNegative: false, 4);
        return new(new(release.Release, release.From!.Value, release.To!.Value, factor, table.Source), table.Rows, () => Read(packed), release.IsCut ? static _ => false : static _ => true);
    }
}
