using Quarterhour.Billing;
using Quarterhour.Billing.Tables;
using Quarterhour.Reference.BuiltIn;
using Quarterhour.Reference.Packed;

namespace Quarterhour.Reference.Store;

/// <summary>The add-on code table as a packed file, a run a column.</summary>
static class AddOnsPack
{
    public const string Table = "add-ons";

    public static void Write(PackedWriter packed, IReadOnlyList<AddOnRow> rows)
    {
        packed.Add<ulong>("add-ons", [.. rows.Select(row => row.AddOn.Packed)]);
        packed.Add<ulong>("primaries", [.. rows.Select(row => row.Primary?.Packed ?? 0)]);
        packed.Add<byte>("types", [.. rows.Select(row => (byte)row.Type)]);
        packed.Add<int>("from", [.. rows.Select(row => row.From.DayNumber)]);
        packed.Add<int>("to", [.. rows.Select(row => row.To?.DayNumber ?? -1)]);
    }

    public static IEnumerable<AddOnRow> Read(PackedFile packed)
    {
        var (addOns, primaries, types) = (packed.Values<ulong>("add-ons"), packed.Values<ulong>("primaries"), packed.Values<byte>("types"));
        var (from, to) = (packed.Values<int>("from"), packed.Values<int>("to"));
        for (int i = 0; i < addOns.Length; i++)
            yield return new(ProcedureCode.FromPacked(addOns.Span[i]), primaries.Span[i] is > 0 and var primary ? ProcedureCode.FromPacked(primary) : null, (char)types.Span[i],
                DateOnly.FromDayNumber(from.Span[i]), to.Span[i] is >= 0 and var last ? DateOnly.FromDayNumber(last) : null);
    }

    /// <summary>The imported releases and the built-in one behind them; a whole table of its quarter takes its place.</summary>
    public static AddOnTable Open(ReferenceFolder folder)
    {
        List<AddOnRelease> builtIn = [.. AddOnRows.Read().Releases], imported = [];
        foreach (var table in folder.Of(Table).OrderBy(table => table.Release.IsCut))
        {
            var release = EditReleases.Of(table);
            imported.Add(new(release, isWhole: !table.Release.IsCut, Read(folder.OpenPacked(table))));
            if (!table.Release.IsCut) builtIn.RemoveAll(known => known.Release.From == release.From);
        }
        return new([.. imported, .. builtIn]);
    }
}
