using Quarterhour.Billing;
using Quarterhour.Billing.Tables;
using Quarterhour.Reference.BuiltIn;
using Quarterhour.Reference.Packed;

namespace Quarterhour.Reference.Store;

/// <summary>The MUE table as a packed file: codes in order, a limit and an adjudication indicator each.</summary>
static class UnitLimitsPack
{
    public const string Table = "unit-limits";

    public static void Write(PackedWriter packed, SortedDictionary<ProcedureCode, UnitLimit> limits)
    {
        packed.Add<ulong>("codes", [.. limits.Keys.Select(code => code.Packed)]);
        packed.Add<int>("limits", [.. limits.Values.Select(limit => limit.Limit)]);
        packed.Add<byte>("adjudications", [.. limits.Values.Select(limit => (byte)limit.Adjudication)]);
    }

    /// <summary>Every row, in the order of the codes.</summary>
    public static IEnumerable<(ProcedureCode Code, UnitLimit Limit)> Rows(PackedFile packed)
    {
        var (codes, limits, adjudications) = (packed.Values<ulong>("codes"), packed.Values<int>("limits"), packed.Values<byte>("adjudications"));
        for (int i = 0; i < codes.Length; i++) yield return (ProcedureCode.FromPacked(codes.Span[i]), new(limits.Span[i], (char)adjudications.Span[i]));
    }

    public static UnitLimitRelease Read(PackedFile packed, EditRelease release)
    {
        var limits = packed.Values<int>("limits").Span;
        var adjudications = packed.Values<byte>("adjudications").Span;
        var found = new UnitLimit[limits.Length];
        for (int i = 0; i < found.Length; i++) found[i] = new(limits[i], (char)adjudications[i]);
        return new(release, new(packed.Values<ulong>("codes").Span), found);
    }

    /// <summary>The imported releases, whole tables before cuts, and the built-in ones behind them; a whole table takes the place of a built-in one of the same days.</summary>
    public static UnitLimitTable Open(ReferenceFolder folder)
    {
        List<UnitLimitRelease> builtIn = [.. UnitLimitRows.Read().Releases], imported = [];
        foreach (var table in folder.Of(Table).OrderBy(table => table.Release.IsCut))
        {
            var release = EditReleases.Of(table);
            imported.Add(Read(folder.OpenPacked(table), release));
            if (!table.Release.IsCut) builtIn.RemoveAll(known => known.Release.Setting == release.Setting && known.Release.From == release.From);
        }
        return new([.. imported, .. builtIn]);
    }
}
