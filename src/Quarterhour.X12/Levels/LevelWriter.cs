namespace Quarterhour.X12;

/// <summary>Writes levels; they are numbered from 1 in each transaction.</summary>
/// <typeparam name="T">The level.</typeparam>
public abstract class LevelWriter<T>
    where T : Level<T>
{
    readonly List<(T Level, int Number)> open = [];
    LevelHeader? header;
    int last;

    private protected LevelWriter(X12Writer writer) => Writer = writer;

    private protected X12Writer Writer { get; }

    /// <summary>Writes a level. Each level's parent is written before it.</summary>
    public void Write(T level)
    {
        ArgumentNullException.ThrowIfNull(level);
        if (!ReferenceEquals(header, level.Header))
        {
            End();
            header = level.Header;
            header.Write(Writer);
        }
        Number(level);
        WriteBody(level);
    }

    void Number(T level)
    {
        int above = level.Parent is null ? -1 : open.FindLastIndex(one => ReferenceEquals(one.Level, level.Parent));
        if (above + 1 < open.Count) open.RemoveRange(above + 1, open.Count - above - 1);
        open.Add((level, ++last));
        Writer.Start("HL").Count(last);
        if (above < 0) Writer.Text("");
        else Writer.Count(open[above].Number);
        Writer.Text(level.Code).Text(level.HasChildren).End();
    }

    /// <summary>Writes what stands behind HL.</summary>
    private protected abstract void WriteBody(T level);

    /// <summary>Ends the transaction that is open.</summary>
    public void End()
    {
        Writer.EndTransaction();
        open.Clear();
        last = 0;
        header = null;
    }
}
