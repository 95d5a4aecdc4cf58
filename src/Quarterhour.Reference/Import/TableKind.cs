using Quarterhour.Billing.Tables;
using Quarterhour.Reference.Packed;

namespace Quarterhour.Reference.Import;

/// <summary>A kind of public file: how it is told by its content, and how it becomes a packed table.</summary>
public abstract class TableKind
{
    /// <summary>For people: <c>NCCI code pairs</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Rows below which a file is somebody's cut of the table and not the table; 0 where a table of any length is whole.</summary>
    public virtual int FewestOfAWhole => 0;

    /// <summary>A list that people make themselves in a layout of ours: each bad row is told, however many, and the others are loaded.</summary>
    public virtual bool IsOwn => false;

    /// <summary>Looks at the head of a text.</summary>
    /// <returns>How to load it; null when it is of another kind.</returns>
    /// <exception cref="UnusableTableException">It is of this kind, and its release can be told neither by content nor by name nor by what the person said.</exception>
    public abstract Recognition? Recognize(TableText text, ImportHints hints);

    /// <summary>What to say where the release is not told.</summary>
    protected UnusableTableException NoRelease(TableText text, string example) =>
        new($"{text.Place}: these are {Name}, but neither the file nor its name says which release; say it with --release {example}");
}

/// <summary>A text of a known kind and release, with how it is loaded.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Release">The release.</param>
/// <param name="Load">Reads the rows into a packed table.</param>
public sealed record Recognition(TableKind Kind, TableRelease Release, Func<TableLoad, int> Load);

/// <summary>What a loader works with.</summary>
/// <param name="Text">The text.</param>
/// <param name="Packed">Where the table goes.</param>
/// <param name="Rejected">Where rows go that can't be used.</param>
/// <param name="Progress">Told now and then: rows so far, bytes so far.</param>
/// <param name="Tables">The tables in use, for a kind that is compared with them.</param>
public sealed record TableLoad(TableText Text, PackedWriter Packed, Rejections Rejected, Action<long, long> Progress, Func<ReferenceTables> Tables)
{
    /// <summary>The records with their progress told.</summary>
    public IEnumerable<TableRows> Records(TextForm form)
    {
        using var rows = Text.Rows(form);
        for (long count = 0; rows.Next(); count++)
        {
            if ((count & 0xFFF) == 0) Progress(count, rows.Position);
            yield return rows;
        }
    }
}
