using Quarterhour.Reference.Packed;

namespace Quarterhour.Reference.Store;

/// <summary>Codes from one to another with all below them, as packed keys.</summary>
readonly record struct IcdRange(ulong First, ulong Last)
{
    /// <summary>Reads <c>M54.5</c>, <c>M51.-</c> or <c>I60-I69</c>; null for what is none.</summary>
    public static IcdRange? Parse(string text)
    {
        string plain = text.Replace(".", "", StringComparison.Ordinal).Trim().TrimEnd('-');
        int dash = plain.IndexOf('-');
        string first = dash < 0 ? plain : plain[..dash], last = dash < 0 ? plain : plain[(dash + 1)..];
        return IcdTable.TryPack(first.Trim(), out ulong from) && IcdTable.TryPack(last.Trim(), out ulong to) ? new(from, to | Below(last.Trim().Length)) : null;
    }

    public bool Holds(ulong key) => First <= key && key <= Last;

    static ulong Below(int length) => (1UL << 6 * (7 - length)) - 1;
}

/// <summary>An excludes note.</summary>
/// <param name="Of">The codes under which it stands.</param>
/// <param name="Kind">1: never together. 2: not part of it, but may stand beside it.</param>
/// <param name="Words">The note.</param>
/// <param name="Excluded">The codes that it names plainly; none where it names them by a condition.</param>
sealed record DiagnosisNote(IcdRange Of, char Kind, string Words, IReadOnlyList<IcdRange> Excluded);

/// <summary>The seventh characters that codes need.</summary>
readonly record struct SeventhCharacters(IcdRange Of, string Characters);

/// <summary>The excludes notes and seventh characters of one fiscal year.</summary>
public sealed class DiagnosisNotes
{
    readonly IReadOnlyList<DiagnosisNote> notes;
    readonly IReadOnlyList<SeventhCharacters> sevenths;

    internal DiagnosisNotes(IReadOnlyList<DiagnosisNote> notes, IReadOnlyList<SeventhCharacters> sevenths) => (this.notes, this.sevenths) = (notes, sevenths);

    /// <summary>The note that says that two codes never stand together (excludes1), in whichever order; null for none.</summary>
    /// <param name="a">Upper case, without the dot.</param>
    /// <param name="b">Upper case, without the dot.</param>
    public string? NeverTogether(string a, string b)
    {
        if (!IcdTable.TryPack(a, out ulong one) || !IcdTable.TryPack(b, out ulong other)) return null;
        foreach (var note in notes)
            if (note.Kind == '1' && (Rules(note, one, other) || Rules(note, other, one))) return note.Words;
        return null;
    }

    static bool Rules(DiagnosisNote note, ulong code, ulong excluded)
    {
        if (!note.Of.Holds(code)) return false;
        for (int i = 0; i < note.Excluded.Count; i++)
            if (note.Excluded[i].Holds(excluded)) return true;
        return false;
    }

    /// <summary>The seventh characters from which a code needs one, those of the nearest heading that lists them; empty where it needs none.</summary>
    public string SeventhCharacters(string code)
    {
        if (!IcdTable.TryPack(code, out ulong key)) return "";
        var (found, narrowest) = ("", ulong.MaxValue);
        foreach (var (of, characters) in sevenths)
            if (of.Holds(key) && of.Last - of.First < narrowest) (found, narrowest) = (characters, of.Last - of.First);
        return found;
    }
}

/// <summary>The notes as a packed file.</summary>
static class DiagnosisNotesPack
{
    public const string Table = "diagnosis-notes";

    public static void Write(PackedWriter packed, IReadOnlyList<DiagnosisNote> notes, IReadOnlyList<SeventhCharacters> sevenths)
    {
        packed.Add<IcdRange>("of", [.. notes.Select(note => note.Of)]);
        packed.Add<byte>("kinds", [.. notes.Select(note => (byte)note.Kind)]);
        packed.Texts("words", [.. notes.Select(note => note.Words)]);
        int end = 0;
        packed.Add<int>("excluded.ends", [.. notes.Select(note => end += note.Excluded.Count)]);
        packed.Add<IcdRange>("excluded", [.. notes.SelectMany(note => note.Excluded)]);
        packed.Add<IcdRange>("sevenths", [.. sevenths.Select(seventh => seventh.Of)]);
        packed.Texts("characters", [.. sevenths.Select(seventh => seventh.Characters)]);
    }

    public static DiagnosisNotes Read(PackedFile packed)
    {
        var (of, kinds, words) = (packed.Values<IcdRange>("of"), packed.Values<byte>("kinds"), packed.Texts("words"));
        var (ends, excluded) = (packed.Values<int>("excluded.ends"), packed.Values<IcdRange>("excluded"));
        var notes = new DiagnosisNote[of.Length];
        for (int i = 0; i < notes.Length; i++)
            notes[i] = new(of.Span[i], (char)kinds.Span[i], words[i], excluded[(i == 0 ? 0 : ends.Span[i - 1])..ends.Span[i]].ToArray());
        var (sevenths, characters) = (packed.Values<IcdRange>("sevenths"), packed.Texts("characters"));
        return new(notes, [.. Enumerable.Range(0, sevenths.Length).Select(i => new SeventhCharacters(sevenths.Span[i], characters[i]))]);
    }

    /// <summary>The notes of a date's fiscal year; null where its tabular list is not loaded.</summary>
    public static DiagnosisNotes? Open(ReferenceFolder folder, DateOnly date) =>
        folder.Of(Table).FirstOrDefault(table => table.Release.From <= date && date <= table.Release.To) is { } table ? Read(folder.OpenPacked(table)) : null;

    /// <summary>Opens each year when it is first asked for; null where no tabular list is loaded.</summary>
    public static Func<DateOnly, DiagnosisNotes?>? Open(ReferenceFolder folder)
    {
        if (!folder.Of(Table).Any()) return null;
        var years = new System.Collections.Concurrent.ConcurrentDictionary<int, DiagnosisNotes?>();
        return date => years.GetOrAdd(IcdTable.FiscalYear(date), _ => Open(folder, date));
    }
}
