using Quarterhour.Billing.Tables;
using Quarterhour.Reference.BuiltIn;
using Quarterhour.Reference.Packed;

namespace Quarterhour.Reference.Store;

/// <summary>A row of the conversion table: the codes from one to another were used before the new one.</summary>
readonly record struct IcdChangeRange(ulong First, ulong Last, ulong New, DateOnly From);

/// <summary>ICD-10-CM from imported order files and conversion tables, over the built-in years.</summary>
static class DiagnosesPack
{
    public const string Table = "diagnoses", ChangesTable = "diagnosis-changes";

    public static void Write(PackedWriter packed, IReadOnlyList<IcdChangeRange> changes)
    {
        packed.Add<ulong>("first", [.. changes.Select(change => change.First)]);
        packed.Add<ulong>("last", [.. changes.Select(change => change.Last)]);
        packed.Add<ulong>("new", [.. changes.Select(change => change.New)]);
        packed.Add<int>("from", [.. changes.Select(change => change.From.DayNumber)]);
    }

    /// <summary>An imported year takes the place of the built-in one; a file of January or April adds to its year what begins then; the newest conversion table that is
    /// imported takes the place of the built-in one unless that is newer.</summary>
    public static DiagnosisTable Open(ReferenceFolder folder)
    {
        var years = DiagnosisRows.Years();
        foreach (var table in folder.Of(Table).Where(table => !table.Release.IsCut).OrderBy(table => table.Release.From))
            years.Put(table.Release.From!.Value, table.Source, Marks(folder.OpenPacked(table)));
        var newest = folder.Of(ChangesTable).MaxBy(table => table.Release.From);
        if (newest is not null && newest.Release.From >= new DateOnly(DiagnosisRows.ChangesYear - 1, 10, 1)) years.Change(Changes(folder.OpenPacked(newest)));
        return years.Table(DiagnosisNotesPack.Open(folder));
    }

    /// <summary>Writes a year's codes above two bits for its mark, for a table to be put together in one pass.</summary>
    public static void Write(PackedWriter packed, List<ulong> marks)
    {
        marks.Sort();
        packed.Add<ulong>("marks-by-key", [.. marks]);
    }

    /// <summary>A year's codes above two bits for its mark, in order.</summary>
    public static ReadOnlySpan<ulong> Marks(PackedFile packed) => packed.Values<ulong>("marks-by-key").Span;

    /// <summary>The rows of a conversion table.</summary>
    public static IcdChangeRange[] Changes(PackedFile packed)
    {
        var (first, last, now, from) = (packed.Values<ulong>("first"), packed.Values<ulong>("last"), packed.Values<ulong>("new"), packed.Values<int>("from"));
        var changes = new IcdChangeRange[first.Length];
        for (int i = 0; i < changes.Length; i++) changes[i] = new(first.Span[i], last.Span[i], now.Span[i], DateOnly.FromDayNumber(from.Span[i]));
        return changes;
    }
}
