namespace Quarterhour.X12;

/// <summary>Reads transactions that are made of levels, one level at a time; other transactions are passed over.</summary>
/// <typeparam name="T">The level.</typeparam>
public abstract class LevelReader<T>(X12Reader source, CheckOptions? checks) : TransactionReader(source, checks)
    where T : Level<T>
{
    /// <summary>Levels deeper than this are read as if they stood side by side: no transaction has so many.</summary>
    const int Deepest = 64;

    readonly List<T> open = [];
    LevelHeader? header;

    /// <summary>The next level; null at the end.</summary>
    public T? Read()
    {
        while (Next())
        {
            var segment = Source.Segment;
            switch (segment.Code)
            {
                case Tag.ST:
                    open.Clear();
                    header = Source.Transaction is { } transaction && Reads(transaction.Set) ? new() { Transaction = transaction } : null;
                    break;
                case Tag.SE or Tag.GE or Tag.IEA or Tag.ISA:
                    header = null;
                    break;
                case Tag.HL when header is not null:
                    return Level(header, segment);
                default:
                    header?.Take(this, segment);
                    break;
            }
        }
        return null;
    }

    T Level(LevelHeader of, in Segment hl)
    {
        string parent = Text(hl, 2);
        int above = parent.Length == 0 ? -1 : open.FindLastIndex(one => one.Number == parent);
        if (above + 1 < open.Count) open.RemoveRange(above + 1, open.Count - above - 1);
        var level = Begin(of, above < 0 ? null : open[above]);
        (level.Number, level.Code, level.HasChildren) = (Text(hl, 1), Text(hl, 3), Text(hl, 4));
        if (open.Count < Deepest) open.Add(level);
        while (Next())
        {
            var segment = Source.Segment;
            if (segment.Code is Tag.HL or Tag.ST or Tag.SE or Tag.GE or Tag.IEA or Tag.ISA)
            {
                Hold();
                break;
            }
            Take(level, segment);
        }
        return level;
    }

    /// <summary>True for ST01 of the transactions that it reads.</summary>
    private protected abstract bool Reads(string set);

    /// <summary>A new level.</summary>
    private protected abstract T Begin(LevelHeader of, T? parent);

    /// <summary>Takes a segment of the level.</summary>
    private protected abstract void Take(T level, in Segment segment);
}
