namespace Quarterhour.X12;

/// <summary>Holds the HL segments of a transaction against each other: numbers from 1 by 1, parents that are open above, children where HL04 says so. Keeps only the levels that are open, so memory does not grow.</summary>
sealed class Hierarchy(X12Reader reader)
{
    readonly List<(long Id, bool? Children, bool Seen, int Position)> open = [];
    long last;

    public void Begin()
    {
        open.Clear();
        last = 0;
    }

    public void Take(in Segment hl)
    {
        if (!Reading.TryCount(hl[1], out long id))
        {
            reader.Report("structure-hl-number", $"HL01 is {(hl[1].IsEmpty ? "missing" : $"\"{hl.Text(1)}\"")}; levels are numbered from 1 by 1", 1, hl.Text(1), $"{last + 1}");
            id = last + 1;
        }
        else if (id != last + 1) reader.Report("structure-hl-number", $"HL01 is {id}; the next number is {last + 1}", 1, hl.Text(1), $"{last + 1}");
        last = id;
        int level = -1;
        if (!hl[2].IsEmpty)
        {
            level = Reading.TryCount(hl[2], out long parent) ? open.FindLastIndex(one => one.Id == parent) : -1;
            if (level < 0) reader.Report("structure-hl-parent", $"HL02 is {hl.Text(2)}, and no level with that number is open above this one{(parent == id ? "; a level is not its own parent" : "")}", 2, hl.Text(2));
        }
        if (level < 0 && !hl[2].IsEmpty) level = open.Count - 1;
        Close(level + 1);
        if (level >= 0)
        {
            if (open[level].Children == false && !open[level].Seen) reader.Report("structure-hl-children", $"HL04 of level {open[level].Id} says that it has no child, yet this is one", 2, severity: Severity.Warning);
            open[level] = open[level] with { Seen = true };
        }
        if (open.Count < Deepest) open.Add((id, hl[4] switch { [(byte)'1'] => true, [(byte)'0'] => false, _ => null }, false, reader.Position));
    }

    const int Deepest = 64;

    public void End() => Close(0);

    void Close(int to)
    {
        while (open.Count > to)
        {
            var (id, children, seen, _) = open[^1];
            if (children == true && !seen) reader.Report("structure-hl-children", $"HL04 of level {id} says that it has children, and none follows", 4, severity: Severity.Warning, tag: "HL");
            open.RemoveAt(open.Count - 1);
        }
    }
}
