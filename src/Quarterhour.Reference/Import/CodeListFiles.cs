using Quarterhour.Reference.Packed;
using Quarterhour.Reference.Store;

namespace Quarterhour.Reference.Import;

/// <summary>A list of codes in a table with headings, one code a row.</summary>
abstract class CodeListFiles : TableKind
{
    /// <summary>Where the parts of a code stand; -1 for what the file has not.</summary>
    /// <param name="Code">The code.</param>
    /// <param name="Titles">The columns that make the title, in their order.</param>
    /// <param name="From">First day in force.</param>
    /// <param name="To">Last day in force.</param>
    /// <param name="Mark">A column of whose words the first letter is kept.</param>
    /// <param name="Record">CMS's kind of record: 4 and 8 go on with the title of the row above.</param>
    protected sealed record Layout(int Code, int[] Titles, int From = -1, int To = -1, int Mark = -1, int Record = -1);

    /// <summary>The table's name, as the list of loaded tables has it.</summary>
    protected abstract string Table { get; }

    /// <summary>The layout that the headings tell; null for another kind.</summary>
    protected abstract Layout? LayoutOf(Columns columns);

    /// <summary>The release: in the name, else as told; a list without one goes by its kind alone.</summary>
    protected virtual TableRelease ReleaseOf(TableText text, ImportHints hints) =>
        hints.QuarterOf(text) is { } quarter ? new(Table, $"{Name} {quarter}", quarter.From, quarter.To) : new(Table, OwnFeeFiles.Plain(hints.Release ?? "undated"), null, null);

    /// <summary>A code as it is kept; null for what is none.</summary>
    protected abstract string? CodeIn(string text);

    /// <summary>What a code looks like, for messages: <c>a place of service of two digits</c>.</summary>
    protected abstract string CodeWords { get; }

    /// <summary>Says of a code whose title must not be taken.</summary>
    protected virtual bool Untitled(string code) => false;

    public override Recognition? Recognize(TableText text, ImportHints hints)
    {
        for (int line = 0; line < Math.Min(text.Head.Count, LastHeading); line++)
            foreach (var form in (TextForm[])[TextForm.Commas, TextForm.Tabs])
                if (LayoutOf(Columns.Of(text.Head[line], form == TextForm.Commas ? ',' : '\t')) is not null)
                    return new(this, ReleaseOf(text, hints), load => Load(load, form));
        return null;
    }

    /// <summary>Notices stand above the headings of some files; none is longer.</summary>
    const int LastHeading = 20;

    int Load(TableLoad load, TextForm form)
    {
        Layout? layout = null;
        var set = new CodeSetBuilder();
        foreach (var row in load.Records(form))
        {
            if (layout is null) layout = LayoutOf(Columns.Of(row.Texts()));
            else if (CodeIn(row.Text(layout.Code)) is not { } code) load.Rejected.Add(row.Line, "code", row[layout.Code], CodeWords);
            else if (row[layout.Record] is [(byte)'4' or (byte)'8'] && set.Has(code))
            {
                if (!Untitled(code)) set.Continue(code, Title(row, layout));
            }
            else if (!Day(row, layout.From, out var from)) load.Rejected.Add(row.Line, "first day", row[layout.From], "a day");
            else if (!Day(row, layout.To, out var to)) load.Rejected.Add(row.Line, "last day", row[layout.To], "a day");
            else if (!set.Add(code, Untitled(code) ? "" : Title(row, layout), from, to, row[layout.Mark] is [var mark, ..] ? (char)mark : ' ')) load.Rejected.Add(row.Line, $"{code} is there twice");
        }
        Write(set, load.Packed);
        return set.Count;
    }

    /// <summary>Writes the list.</summary>
    protected virtual void Write(CodeSetBuilder set, PackedWriter packed) => set.Write(packed);

    static string Title(TableRows row, Layout layout) => string.Join(", ", layout.Titles.Select(row.Text).Where(words => words.Length > 0));

    protected static bool Day(TableRows row, int column, out DateOnly? day)
    {
        day = null;
        if (row[column].IsEmpty) return true;
        if (!row.Day(column, out var given)) return false;
        day = given;
        return true;
    }

    /// <summary>Letters and digits in ASCII of a length, upper case.</summary>
    protected static string? Plain(string text, int least, int most) =>
        text.Length >= least && text.Length <= most && text.All(char.IsAsciiLetterOrDigit) ? text.ToUpperInvariant() : null;
}
