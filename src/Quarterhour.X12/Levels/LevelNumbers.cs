namespace Quarterhour.X12;

/// <summary>Numbers levels as they are written; remembers those above the current one.</summary>
sealed class LevelNumbers<T> where T : class
{
    readonly List<(T Level, int Number)> open = [];
    int last;

    public void Clear()
    {
        open.Clear();
        last = 0;
    }

    public void Write(X12Writer writer, T level, T? parent, string code, string children)
    {
        int above = parent is null ? -1 : open.FindLastIndex(one => ReferenceEquals(one.Level, parent));
        if (above + 1 < open.Count) open.RemoveRange(above + 1, open.Count - above - 1);
        open.Add((level, ++last));
        writer.Start("HL").Count(last);
        if (above < 0) writer.Text("");
        else writer.Count(open[above].Number);
        writer.Text(code).Text(children).End();
    }
}
